import { CallError } from '../../../cloudfunctions/core/errors';
import { NOON, outcomeOf, PERSONAS } from '../../support/cloud-rig';
import { startControl } from '../../support/control-rig';

const HOLD = { motion: 'left', speed: 2, holdId: 'hold-0001' } as const;
const STEP = { motion: 'left', speed: 1, holdId: 'step-0001', ms: 300 } as const;

test('a hold moves the camera for two seconds at the speed that was asked for, and is on record', async () => {
  const { rig, call, asked, audit } = await startControl();
  expect(await call('ptz.hold', HOLD)).toEqual({ ok: true, data: { kind: 'stopped' } });
  expect(asked()).toEqual(['start a1 left 0.5', 'stop a1 left']);
  expect(rig.clock.now()).toBe(NOON + 2000);
  expect(audit()).toEqual(['ptz.hold ok left']);
});

test.each([
  [1, 0],
  [2, 0.5],
  [3, 1],
])('speed %i of three is %d of the vendor’s', async (speed, expected) => {
  const { call, asked } = await startControl();
  await call('ptz.hold', { ...HOLD, speed });
  expect(asked()[0]).toBe(`start a1 left ${expected}`);
});

test('a warm hold is two vendor calls and nine operations, the member and the record among them', async () => {
  const { rig, call } = await startControl();
  await call('ptz.hold', HOLD);
  rig.database.takeOperations();
  await call('ptz.hold', { ...HOLD, holdId: 'hold-0002' });
  expect(rig.database.takeOperations()).toEqual([
    ...['members.get', 'steerings.get', 'steerings.update'],
    ...['audit.add', 'steerings.update'],
    ...['steerings.get', 'steerings.update', 'steerings.update'],
  ]);
});

test('an end stop is an outcome, not an error', async () => {
  const { control, call, audit } = await startControl();
  control.outcome = 'limit';
  expect(await call('ptz.hold', HOLD)).toEqual({ ok: true, data: { kind: 'limit' } });
  expect(await call('ptz.step', STEP)).toEqual({ ok: true, data: { kind: 'limit' } });
  expect(audit()).toEqual(['ptz.hold ok left', 'ptz.step ok left']);
});

test('whoever comes while another holds is told the name from the list of members, and leaves no record', async () => {
  const { rig, control, chain, call, audit } = await startControl();
  const other = rig.startInstance();
  let seen: unknown;
  control.working = async (verb) => {
    if (verb !== 'start') return;
    seen = await other.call(PERSONAS.staffA, 'ptz.hold', {
      channelId: chain.channels.a1,
      ...HOLD,
      holdId: 'hold-0009',
    });
  };
  await call('ptz.hold', HOLD);
  expect(seen).toEqual({ ok: true, data: { kind: 'held', by: 'managerA', since: NOON, until: NOON + 2000 } });
  expect(audit()).toEqual(['ptz.hold ok left']);
});

test('a stop is answered and on record, and a late start of its hold finds itself released', async () => {
  const { call, asked, audit } = await startControl();
  expect(await call('ptz.stop', { motion: 'left', holdId: HOLD.holdId })).toEqual({ ok: true, data: null });
  expect(await call('ptz.hold', HOLD)).toEqual({ ok: true, data: { kind: 'released' } });
  expect(asked()).toEqual(['stop a1 left']);
  expect(audit()).toEqual(['ptz.stop ok left']);
});

test('a start that the vendor refuses is on record with its reason, and the stop is sent', async () => {
  const { control, driver, call, asked, audit } = await startControl();
  control.working = async (verb) => {
    driver.failure = verb === 'start' ? new CallError('device-busy', 'moving to a preset') : null;
  };
  expect(outcomeOf(await call('ptz.hold', HOLD))).toBe('device-busy');
  expect(asked()).toEqual(['start a1 left 0.5', 'stop a1 left']);
  expect(audit()).toEqual(['ptz.hold device-busy left']);
});

test('a camera is stopped when its hold cannot be recorded', async () => {
  const { rig, call, asked } = await startControl();
  rig.database.failing = 'audit.add';
  expect(outcomeOf(await call('ptz.hold', HOLD))).toBe('internal');
  expect(asked()).toEqual(['start a1 left 0.5', 'stop a1 left']);
});

test('a step that has ended is not made again under its name', async () => {
  const { rig, chain, call, asked } = await startControl();
  await call('ptz.step', STEP);
  asked();
  rig.clock.advance(9_000);
  const again = { channelId: chain.channels.a1, ...STEP };
  const reply = await rig.startInstance().call(PERSONAS.managerA, 'ptz.step', again);
  expect(reply).toEqual({ ok: true, data: { kind: 'stopped' } });
  expect(asked()).toEqual([]);
});

test('a step sleeps for as long as it was asked to, or is the vendor’s own where that will do', async () => {
  const { rig, driver, call, asked } = await startControl();
  expect(await call('ptz.step', { ...STEP, motion: 'up', speed: 3, ms: 300 })).toEqual({
    ok: true,
    data: { kind: 'stopped' },
  });
  expect(asked()).toEqual(['start a1 up 1', 'stop a1 up']);
  expect(rig.clock.now()).toBe(NOON + 300);
  driver.ptz = {
    ...driver.ptz!,
    step: async ({ deviceId }, motion) => {
      driver.asked.push(`step ${deviceId} ${motion}`);
      return 'moved';
    },
  };
  await call('ptz.step', { ...STEP, motion: 'up', speed: 3, ms: 400, holdId: 'step-0002' });
  expect(asked()).toEqual(['step a1 up']);
  await call('ptz.step', { ...STEP, motion: 'up', speed: 3, ms: 401, holdId: 'step-0003' });
  expect(asked()).toEqual(['start a1 up 1', 'stop a1 up']);
});

test('a step can be stopped like a hold', async () => {
  const { rig, chain, control, call, asked } = await startControl();
  const other = rig.startInstance();
  let stopped: Promise<unknown> | undefined;
  control.working = async (verb) => {
    if (verb !== 'start') return;
    const stop = { channelId: chain.channels.a1, motion: STEP.motion, holdId: STEP.holdId };
    stopped = other.call(PERSONAS.managerA, 'ptz.stop', stop);
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  expect(await call('ptz.step', { ...STEP, ms: 1500 })).toEqual({ ok: true, data: { kind: 'released' } });
  expect(await stopped).toEqual({ ok: true, data: null });
  // On this clock the start takes so long that one stop goes ahead of its answer.
  expect(asked()).toEqual(['start a1 left 0', 'stop a1 left', 'stop a1 left']);
});

test('fingers are not limited, programs are, and nobody is kept from letting go', async () => {
  const { rig, call } = await startControl();
  const { clock } = rig;
  const outcomes = new Set<string>();
  for (let second = 0; second < 20; second += 1) {
    outcomes.add(outcomeOf(await call('ptz.hold', { ...HOLD, holdId: `hold-${1000 + second}` })));
  }
  expect(outcomes).toEqual(new Set(['ok']));
  clock.sleep = async () => undefined; // a program does not wait
  const replies = await Promise.all(
    Array.from({ length: 40 }, async (_, index) =>
      call('ptz.step', { ...STEP, holdId: `step-${1000 + index}`, ms: 100 + index }),
    ),
  );
  expect(replies.map(outcomeOf)).toContain('rate-limited');
  expect(outcomeOf(await call('ptz.stop', { motion: 'left', holdId: HOLD.holdId }))).toBe('ok');
});

test.each<[string, 'ptz.hold' | 'ptz.stop' | 'ptz.step', object]>([
  ['an unknown motion', 'ptz.hold', { ...HOLD, motion: 'sideways' }],
  ['half a speed', 'ptz.hold', { ...HOLD, speed: 1.5 }],
  ['no speed', 'ptz.step', { ...STEP, speed: undefined }],
  ['a step too short to be one', 'ptz.step', { ...STEP, ms: 99 }],
  ['a step too long to be one', 'ptz.step', { ...STEP, ms: 1501 }],
  ['a short name of a hold', 'ptz.hold', { ...HOLD, holdId: 'hold' }],
  ['a name with other signs', 'ptz.stop', { motion: 'left', holdId: 'hold 00001' }],
])('%s is refused without a vendor call', async (_, action, data) => {
  const { call, asked } = await startControl();
  expect(outcomeOf(await call(action, data))).toBe('invalid-argument');
  expect(asked()).toEqual([]);
});

test('a motion that the vendor lacks is unsupported, and so is every one of a vendor that steers nothing', async () => {
  const { rig, driver, call, asked } = await startControl();
  expect(outcomeOf(await call('ptz.hold', { ...HOLD, motion: 'iris-open' }))).toBe('unsupported');
  delete driver.ptz;
  expect(outcomeOf(await call('ptz.hold', HOLD))).toBe('unsupported');
  expect(outcomeOf(await call('ptz.stop', { motion: 'left', holdId: HOLD.holdId }))).toBe('unsupported');
  expect(asked()).toEqual([]);
  expect(rig.database.writes).toEqual([]);
});

describe('presets', () => {
  test('are listed by the names that people gave them, with one vendor call and two operations', async () => {
    const { rig, call, asked } = await startControl();
    expect(await call('preset.save', { name: ' 收银台 ' })).toEqual({ ok: true, data: { id: '1', name: '收银台' } });
    await call('preset.save', { name: '大门' });
    rig.database.takeOperations();
    asked();
    const presets = [
      { id: '1', name: '收银台' },
      { id: '2', name: '大门' },
    ];
    expect(await call('preset.list')).toEqual({ ok: true, data: { presets } });
    expect(asked()).toEqual(['presets a1']);
    expect(rig.database.takeOperations()).toEqual(['members.get', 'presets.find']);
  });

  test('made elsewhere keep the vendor’s name, or have none', async () => {
    const { driver, call } = await startControl();
    const listed = [
      { id: '7', name: 'Back door' },
      { id: '8', name: null },
    ];
    driver.presets = { ...driver.presets!, list: async () => listed };
    expect(await call('preset.list')).toEqual({ ok: true, data: { presets: listed } });
  });

  test('saved under an id that has become free take the new name', async () => {
    const { rig, driver, call } = await startControl();
    driver.presets = { ...driver.presets!, add: async () => ({ id: '1', name: null }) };
    await call('preset.save', { name: '收银台' });
    await call('preset.save', { name: '仓库' });
    expect(rig.database.all('presets')).toMatchObject([{ presetId: '1', name: '仓库' }]);
  });

  test('are gone to and removed, with their names, on record', async () => {
    const { rig, call, asked, audit } = await startControl();
    await call('preset.save', { name: '收银台' });
    expect(outcomeOf(await call('preset.go', { id: '1' }))).toBe('ok');
    expect(outcomeOf(await call('preset.remove', { id: '1' }))).toBe('ok');
    expect(asked()).toEqual(['preset a1', 'move a1 1', 'clear a1 1']);
    expect(rig.database.all('presets')).toEqual([]);
    expect(audit()).toEqual(['preset.save ok 收银台', 'preset.go ok 收银台', 'preset.remove ok 收银台']);
  });

  test('that the camera has forgotten are removed all the same', async () => {
    const { rig, driver, call } = await startControl();
    await call('preset.save', { name: '收银台' });
    driver.failure = new CallError('not-found', 'no such preset');
    expect(outcomeOf(await call('preset.remove', { id: '1' }))).toBe('ok');
    expect(rig.database.all('presets')).toEqual([]);
  });

  test('wait while somebody else is steering, and not for one’s own finger', async () => {
    const { rig, control, chain, call } = await startControl();
    const other = rig.startInstance();
    const go = { channelId: chain.channels.a1, id: '1' };
    const seen: string[] = [];
    control.working = async (verb) => {
      if (verb !== 'start') return;
      seen.push(outcomeOf(await other.call(PERSONAS.staffA, 'preset.go', go)));
      seen.push(outcomeOf(await other.call(PERSONAS.managerA, 'preset.go', go)));
    };
    await call('ptz.hold', HOLD);
    expect(seen).toEqual(['device-busy', 'ok']);
  });

  test.each([
    ['no name', { name: '  ' }],
    ['a name of two lines', { name: 'a\nb' }],
    ['a name of 21 characters', { name: '收'.repeat(21) }],
  ])('with %s are not saved', async (_, data) => {
    const { call, asked } = await startControl();
    expect(outcomeOf(await call('preset.save', data))).toBe('invalid-argument');
    expect(asked()).toEqual([]);
  });

  test('are unsupported where the vendor has none', async () => {
    const { driver, call } = await startControl();
    delete driver.presets;
    expect(outcomeOf(await call('preset.list'))).toBe('unsupported');
    expect(outcomeOf(await call('preset.go', { id: '1' }))).toBe('unsupported');
  });
});
