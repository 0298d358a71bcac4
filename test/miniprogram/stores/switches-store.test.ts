import type { SwitchStates } from '../../../typings/contract/control';
import { changeOf } from '../../../miniprogram/live/stores/switch-words';
import { makeDeferred } from '../support/answers';
import { settled } from '../support/phone';
import { makeSwitches, UNKNOWN, UNREADABLE } from '../support/switches';

describe('how switches stand', () => {
  test('is asked when somebody looks, and not before', async () => {
    const { switches, answers, row } = makeSwitches();
    expect(answers.made).toEqual([]);
    await switches.open();
    expect(answers.inputs('switch.read')).toEqual([{ channelId: 'gate' }]);
    expect(row('mask')).toMatchObject({ form: 'switch', on: false, line: '', title: '镜头遮蔽' });
  });

  test('is not guessed while it is asked, and a slow answer is said to be one', async () => {
    const { switches, answers, clock, row, note } = makeSwitches();
    const slow = makeDeferred<SwitchStates>();
    answers.on('switch.read', () => slow.promise);
    void switches.open();
    await clock.pass(300);
    expect(row('mask')).toMatchObject({ form: 'none', line: '正在读状态' });
    await clock.pass(5_000);
    expect(note()).toBe('状态读得慢，云平台还没有回应');
    slow.resolve({ ...UNKNOWN, mask: true });
    await settled();
    expect(row('mask')).toMatchObject({ form: 'switch', on: true });
    expect(note()).toBe('');
  });

  test('that cannot be read says why, leaves the buttons to turn it, and is asked again', async () => {
    const { switches, answers, row, note } = makeSwitches();
    answers.refuse('switch.read', 'vendor-unavailable');
    await switches.open();
    expect(note()).toBe('没读到开关的状态：云平台没有回应。等一会儿再试');
    expect(row('mask').choices.map(({ label }) => label)).toEqual(['打开', '关闭']);
    answers.on('switch.read', () => ({ ...UNKNOWN, mask: true }));
    await switches.open();
    expect(row('mask')).toMatchObject({ form: 'switch', on: true });
  });

  test('stays as it was read when asking again fails', async () => {
    const { switches, answers, row, note } = makeSwitches();
    await switches.open();
    answers.refuse('switch.read', 'no-network');
    await switches.open();
    expect([row('mask').form, note()]).toEqual(['switch', '']);
  });

  test('is nobody’s question where there is nothing to read', async () => {
    const { switches, answers, rows } = makeSwitches({ mirror: ['both'], switches: ['level'] });
    await switches.open();
    expect(answers.made).toEqual([]);
    expect(rows().map(({ name, form }) => [name, form])).toEqual([
      ['level', 'choices'],
      ['mirror', 'choices'],
    ]);
  });

  test('an answer about the camera before says nothing of this one', async () => {
    const { switches, answers, row } = makeSwitches();
    const slow = makeDeferred<SwitchStates>();
    answers.on('switch.read', ({ channelId }) => (channelId === 'gate' ? slow.promise : { ...UNKNOWN, mask: false }));
    void switches.open();
    switches.attach({ channelId: 'yard', abilities: { mirror: [], switches: ['mask'] }, managed: true });
    await switches.open();
    slow.resolve({ ...UNKNOWN, mask: true });
    await settled();
    expect(row('mask')).toMatchObject({ on: false });
  });
});

describe('turning a switch', () => {
  test('moves it at once where it can be read, and tells the picture when it is done', async () => {
    const { switches, answers, row, changed } = makeSwitches();
    await switches.open();
    const slow = makeDeferred<SwitchStates>();
    answers.on('switch.set', () => slow.promise);
    void switches.set({ name: 'mask', on: true });
    expect(row('mask')).toMatchObject({ on: true, busy: true, line: '正在打开镜头遮蔽' });
    expect(changed).toEqual([]);
    slow.resolve({ ...UNKNOWN, mask: true });
    await settled();
    expect(row('mask')).toMatchObject({ on: true, busy: false, line: '已打开镜头遮蔽', bad: false });
    expect(changed).toEqual(['gate mask on']);
  });

  test('that fails goes back to what the vendor says, with the reason', async () => {
    const { switches, answers, row, changed } = makeSwitches();
    await switches.open();
    answers.refuse('switch.set', 'device-offline');
    await switches.set({ name: 'mask', on: true });
    await settled();
    expect(row('mask')).toMatchObject({
      ...{ on: false, busy: false, bad: true },
      line: '没有打开镜头遮蔽：摄像头离线。检查摄像头的电源和网络',
    });
    expect(answers.inputs('switch.read')).toHaveLength(2);
    expect(changed).toEqual([]);
  });

  test('that is not answered may have been done: it is read again', async () => {
    const { switches, answers, states, row } = makeSwitches();
    await switches.open();
    answers.refuse('switch.set', 'timeout');
    states.current = { ...UNKNOWN, mask: true };
    await switches.set({ name: 'mask', on: true });
    await settled();
    expect(row('mask')).toMatchObject({ form: 'switch', on: true });
    expect(row('mask').line).toBe('等了 8 秒没有回应，可能已经打开镜头遮蔽。再点一次不会做两遍');
  });

  test('of a mirror whose answer got lost is wished again under its key, until nobody can say what became of it', async () => {
    const { switches, answers, states, clock, row } = makeSwitches();
    await switches.open();
    const turn = async () => {
      await clock.pass(6_000);
      await switches.set({ name: 'mirror', axis: 'vertical' });
    };
    answers.refuse('switch.set', 'timeout');
    await turn();
    answers.refuse('switch.set', 'conflict');
    await turn();
    expect(row('mirror').line).toMatch(/^可能已经.+。看一看，没有再点一次$/);
    expect(row('mirror').busy).toBe(false);
    answers.on('switch.set', () => states.current);
    await turn();
    await turn();
    const [first, second, third, fourth] = answers.inputs('switch.set').map(({ requestKey }) => requestKey);
    expect(second).toBe(first);
    expect(new Set([first, third, fourth]).size).toBe(3);
  });

  test('that cannot be read tells what was done, and keeps both ways open', async () => {
    const { switches, row, changed } = makeSwitches(UNREADABLE);
    await switches.open();
    expect(row('camera')).toMatchObject({ form: 'choices', line: '云平台不告诉它现在是开还是关' });
    await switches.set({ name: 'camera', on: false });
    expect(row('camera').line).toBe('刚才已关闭摄像头；云平台不告诉现在的状态');
    expect(row('camera').choices.map(({ label, chosen }) => [label, chosen])).toEqual([
      ['打开', false],
      ['关闭', true],
    ]);
    expect(changed).toEqual(['gate camera off']);
  });

  test('a level is told in words, and which was chosen last', async () => {
    const { switches, row, answers, changed } = makeSwitches(UNREADABLE);
    await switches.open();
    await switches.set({ name: 'level', level: 3 });
    expect(answers.inputs('switch.set')).toMatchObject([{ channelId: 'gate', change: { name: 'level', level: 3 } }]);
    expect(row('level').choices.map(({ label }) => label)).toEqual(['流畅', '标清', '高清', '超清']);
    expect(
      row('level')
        .choices.filter(({ chosen }) => chosen)
        .map(({ key }) => key),
    ).toEqual(['3']);
    expect(row('level').choices[2]?.spoken).toBe('码流级别：高清，刚才选的');
    expect(row('level').line).toBe('刚才已把码流改为高清；云平台不告诉现在的状态');
    expect(changed).toEqual([]);
  });

  test('a mirror is an action: done, and no state is claimed', async () => {
    const { switches, row } = makeSwitches();
    await switches.set({ name: 'mirror', axis: 'vertical' });
    expect(row('mirror')).toMatchObject({ form: 'choices', line: '已上下翻转' });
    expect(row('mirror').choices.some(({ chosen }) => chosen)).toBe(false);
  });

  test('a further change within five seconds is not sent, and a countdown says when', async () => {
    const { switches, clock, answers, row } = makeSwitches();
    await switches.set({ name: 'mirror', axis: 'both' });
    await clock.pass(1_500);
    await switches.set({ name: 'mirror', axis: 'both' });
    expect(answers.inputs('switch.set')).toHaveLength(1);
    expect(row('mirror')).toMatchObject({ line: '刚刚切换过，4 秒后才能再切换', bad: true });
    await clock.pass(2_500);
    expect(row('mirror').line).toBe('刚刚切换过，1 秒后才能再切换');
    await clock.pass(1_000);
    expect(row('mirror').line).toBe('');
    expect(clock.waiting).toBe(0);
  });

  test('somebody else’s change a moment ago counts down as the cloud says', async () => {
    const { switches, clock, answers, row } = makeSwitches();
    answers.refuse('switch.set', 'rate-limited', clock.now() + 3_000);
    await switches.set({ name: 'mirror', axis: 'both' });
    expect(row('mirror').line).toBe('刚刚切换过，3 秒后才能再切换');
    await clock.pass(2_000);
    expect(row('mirror').line).toBe('刚刚切换过，1 秒后才能再切换');
  });

  test('a second tap while the first is under way sends nothing', async () => {
    const { switches, answers } = makeSwitches();
    await Promise.all([switches.set({ name: 'mask', on: true }), switches.set({ name: 'mask', on: true })]);
    expect(answers.inputs('switch.set')).toHaveLength(1);
  });

  test('different switches do not wait for each other', async () => {
    const { switches, answers } = makeSwitches();
    await Promise.all([switches.set({ name: 'mask', on: true }), switches.set({ name: 'mirror', axis: 'both' })]);
    expect(answers.inputs('switch.set').map(({ change }) => change.name)).toEqual(['mask', 'mirror']);
  });

  test('an answer for the camera before changes its picture only, not this one’s switches', async () => {
    const { switches, answers, changed, row } = makeSwitches();
    const slow = makeDeferred<SwitchStates>();
    answers.on('switch.set', () => slow.promise);
    void switches.set({ name: 'mask', on: true });
    switches.attach({ channelId: 'yard', abilities: { mirror: [], switches: ['mask'] }, managed: true });
    slow.resolve({ ...UNKNOWN, mask: true });
    await settled();
    expect(changed).toEqual(['gate mask on']);
    expect(row('mask')).toMatchObject({ form: 'none', line: '' });
  });
});

describe('without the right to change', () => {
  test('states are seen, actions are not offered, and nothing is sent', async () => {
    const { switches, answers, rows, note } = makeSwitches(undefined, false);
    await switches.open();
    expect(rows().map(({ name, form }) => [name, form])).toEqual([['mask', 'switch']]);
    expect(note()).toBe('开关只有店长和老板能改');
    await switches.set({ name: 'mask', on: true });
    expect(answers.inputs('switch.set')).toEqual([]);
  });

  test('what nobody can read is not shown', async () => {
    const { switches, rows } = makeSwitches(UNREADABLE, false);
    await switches.open();
    expect(rows()).toEqual([]);
  });
});

test('an answer from before a change that is done by now is not believed: the vendor is asked again', async () => {
  const { switches, answers, states } = makeSwitches();
  await switches.open();
  const slow = makeDeferred<SwitchStates>();
  answers.on('switch.read', () => slow.promise);
  const reading = switches.open();
  await switches.set({ name: 'mask', on: true });
  answers.on('switch.read', () => states.current);
  slow.resolve({ ...UNKNOWN, mask: false });
  await reading;
  await settled();

  expect(switches.stateOf('mask').standing).toEqual({ kind: 'read', on: true });
  expect(answers.inputs('switch.read')).toHaveLength(3);
});

test.each([
  ['mask', 'on', { name: 'mask', on: true }],
  ['recording', 'off', { name: 'recording', on: false }],
  ['level', '4', { name: 'level', level: 4 }],
  ['level', '5', null],
  ['mirror', 'vertical', { name: 'mirror', axis: 'vertical' }],
  ['mirror', 'on', null],
  ['camera', '', null],
  ['door', 'on', null],
] as const)('%s %s is understood', (name, key, change) => {
  expect(changeOf(name, key)).toEqual(change);
});
