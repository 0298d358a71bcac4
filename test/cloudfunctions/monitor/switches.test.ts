import { CallError } from '../../../cloudfunctions/core/errors';
import { NOON, outcomeOf, PERSONAS } from '../../support/cloud-rig';
import { startControl } from '../../support/control-rig';

const UNKNOWN = { mask: null, camera: null, recording: null };
const MASK_ON = { change: { name: 'mask', on: true } };

test('states are those that the vendor can tell', async () => {
  const { control, driver, call, asked } = await startControl();
  control.masked = true;
  expect(await call('switch.read')).toEqual({ ok: true, data: { ...UNKNOWN, mask: true } });
  expect(asked()).toEqual(['mask? a1']);
  driver.switches = { setRecording: async () => undefined };
  expect(await call('switch.read')).toEqual({ ok: true, data: UNKNOWN });
});

test.each([
  [{ name: 'mirror', axis: 'vertical' }, 'mirror a1 vertical', 'mirror vertical'],
  [{ name: 'mask', on: false }, 'mask a1 false', 'mask off'],
  [{ name: 'camera', on: true }, 'camera a1 true', 'camera on'],
  [{ name: 'recording', on: false }, 'recording a1 false', 'recording off'],
  [{ name: 'level', level: 4 }, 'level a1 4', 'level 4'],
])('%j is carried out, read back and on record', async (change, command, detail) => {
  const { call, asked, audit } = await startControl();
  expect(outcomeOf(await call('switch.set', { change }))).toBe('ok');
  expect(asked()).toEqual([command, 'mask? a1']);
  expect(audit()).toEqual([`switch.set ok ${detail}`]);
});

test('a change is answered with the state that the vendor tells afterwards', async () => {
  const { call } = await startControl();
  expect(await call('switch.set', MASK_ON)).toEqual({ ok: true, data: { ...UNKNOWN, mask: true } });
});

test('a change that is done is a success though it cannot be read back', async () => {
  const { control, driver, call } = await startControl();
  control.working = async (verb) => {
    driver.failure = verb === 'mask?' ? new CallError('vendor-unavailable', 'down') : null;
  };
  expect(await call('switch.set', MASK_ON)).toEqual({ ok: true, data: UNKNOWN });
});

test('nobody repeats a switch within five seconds, at whichever instance, and is told when they may', async () => {
  const { rig, chain, call, asked } = await startControl();
  await call('switch.set', { change: { name: 'mirror', axis: 'both' } });
  asked();
  const again = { channelId: chain.channels.a1, change: { name: 'mirror', axis: 'both' }, requestKey: 'request-2' };
  const other = rig.startInstance();
  expect(await call('switch.set', again)).toMatchObject({ error: { code: 'rate-limited', retryAt: NOON + 5000 } });
  const elsewhere = await other.call(PERSONAS.owner, 'switch.set', again);
  expect(elsewhere).toMatchObject({ error: { code: 'rate-limited', retryAt: NOON + 5000 } });
  expect(asked()).toEqual([]);
  rig.clock.advance(4_999);
  expect(outcomeOf(await call('switch.set', again))).toBe('rate-limited');
  rig.clock.advance(1);
  expect(outcomeOf(await other.call(PERSONAS.owner, 'switch.set', again))).toBe('ok');
});

test('other switches and other cameras need not wait', async () => {
  const { chain, call } = await startControl();
  expect(outcomeOf(await call('switch.set', MASK_ON))).toBe('ok');
  expect(outcomeOf(await call('switch.set', { change: { name: 'camera', on: false } }))).toBe('ok');
  expect(outcomeOf(await call('switch.set', { ...MASK_ON, channelId: chain.channels.a2 }))).toBe('ok');
});

test('two at the same instant: one of them turns the mirror over', async () => {
  const { rig, chain, driver } = await startControl();
  const change = { channelId: chain.channels.a1, change: { name: 'mirror', axis: 'both' } };
  const replies = await Promise.all(
    Array.from({ length: 6 }, async (_, n) =>
      rig.startInstance().call(PERSONAS.managerA, 'switch.set', { ...change, requestKey: `request-${n}` }),
    ),
  );
  expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
  expect(driver.asked.filter((text) => text.startsWith('mirror'))).toHaveLength(1);
});

test('a change that the vendor refuses is told and on record', async () => {
  const { driver, call, audit } = await startControl();
  driver.failure = new CallError('device-offline', 'no line');
  expect(outcomeOf(await call('switch.set', MASK_ON))).toBe('device-offline');
  expect(audit()).toEqual(['switch.set device-offline mask on']);
});

test('a change costs two vendor calls and five operations when warm, and a refused other one three', async () => {
  const { rig, call, asked } = await startControl();
  await call('switch.set', MASK_ON);
  rig.clock.advance(6000);
  rig.database.takeOperations();
  asked();
  await call('switch.set', MASK_ON);
  expect(asked()).toHaveLength(2);
  expect(rig.database.takeOperations()).toEqual([
    ...['members.get', 'requests.add', 'leases.update', 'audit.add', 'requests.update'],
  ]);
  await call('switch.set', MASK_ON);
  expect(rig.database.takeOperations()).toEqual(['members.get', 'requests.add', 'requests.update']);
});

test.each([
  ['a switch of no camera', { name: 'light', on: true }],
  ['a mirror without an axis', { name: 'mirror' }],
  ['a mask that is neither', { name: 'mask', on: 'yes' }],
  ['a mask with a level', { name: 'mask', on: true, level: 1 }],
  ['level 5', { name: 'level', level: 5 }],
])('%s is refused without a vendor call', async (_, change) => {
  const { call, asked } = await startControl();
  expect(outcomeOf(await call('switch.set', { change }))).toBe('invalid-argument');
  expect(asked()).toEqual([]);
});

test('a switch that the vendor lacks is unsupported, and bars nothing', async () => {
  const { rig, driver, call } = await startControl();
  driver.switches = { setRecording: async () => undefined };
  expect(outcomeOf(await call('switch.set', MASK_ON))).toBe('unsupported');
  delete driver.switches;
  expect(outcomeOf(await call('switch.set', MASK_ON))).toBe('unsupported');
  expect(outcomeOf(await call('switch.read'))).toBe('unsupported');
  expect(rig.database.writes).toEqual([]);
});
