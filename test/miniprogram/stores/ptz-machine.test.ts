import type { PtzHold } from '../../../typings/contract/control';
import { litMotion } from '../../../miniprogram/live/stores/ptz/state';
import type { FailureCode } from '../../../miniprogram/utils/call-failed';
import { makeOrder, PtzRig } from '../support/ptz-rig';
import { NOON } from '../support/phone';

const HELD: PtzHold = { kind: 'held', by: '李店长', since: NOON - 12_000, until: NOON + 2_000 };

/** A finger that has been down for a second. */
const held = (): PtzRig => {
  const rig = new PtzRig().press().pass(999);
  rig.look();
  return rig;
};

describe('a press', () => {
  test('starts the motion at once, with a knock', () => {
    const rig = new PtzRig().press();
    expect(rig.look()).toEqual(['knock', 'hold one right']);
    expect(litMotion(rig.state)).toBe('right');
  });

  test('is extended every second while the finger is down', () => {
    const rig = new PtzRig().press().pass(3_500);
    expect(rig.look()).toEqual(['knock', 'hold one right', 'hold one right', 'hold one right', 'hold one right']);
  });

  test('is not extended after the finger has gone', () => {
    const rig = held().send({ type: 'release' }).acknowledge().pass(60_000);
    expect(rig.look()).toEqual(['stop one right']);
  });

  test('that is only a tap lasts a moment: a stop right behind its start would overtake it', () => {
    const rig = new PtzRig().press().pass(40).send({ type: 'release' }).pass(259);
    expect(rig.look()).toEqual(['knock', 'hold one right']);
    rig.pass(1);
    expect(rig.look()).toEqual(['stop one right']);
  });

  test('that is only a tap ends at once when the page goes', () => {
    const rig = new PtzRig().press().pass(40).send({ type: 'release' }).send({ type: 'halt' });
    expect(rig.look()).toEqual(['knock', 'hold one right', 'stop one right']);
  });

  test('of half a minute ends by itself: a phone may have lost the end of a touch', () => {
    const rig = new PtzRig().press().pass(30_000);
    expect(rig.look().at(-1)).toBe('stop one right');
    expect(rig.state.notice).toEqual({ kind: 'too-long' });
    expect(rig.acknowledge().pass(10_000).kind).toBe('idle');
  });

  test('says after five seconds that the cloud has not said a word', () => {
    const rig = new PtzRig().press().pass(4_999);
    expect(rig.state.slow).toBe(false);
    expect(rig.pass(1).state.slow).toBe(true);
    expect(rig.answer({ kind: 'extended' }).state.slow).toBe(false);
  });

  test('says nothing of the kind when the cloud keeps it moving', () => {
    const rig = new PtzRig().press().pass(2_000).answer({ kind: 'extended' }).pass(10_000);
    expect([rig.kind, rig.state.slow]).toEqual(['moving', false]);
  });
});

describe('a stop', () => {
  test('names the motion that began, and the motion stays lit until it is acknowledged', () => {
    const rig = held().send({ type: 'release' });
    expect(rig.look()).toEqual(['stop one right']);
    expect(litMotion(rig.state)).toBe('right');
    expect(litMotion(rig.acknowledge().state)).toBeNull();
  });

  test.each([
    ['the page goes', { type: 'halt' }],
    ['a second finger presses', { type: 'press', order: makeOrder('two', 'up') }],
    ['the network goes', { type: 'network', connected: false }],
    ['the network comes back', { type: 'network', connected: true }],
  ] as const)('is sent when %s', (_why, event) => {
    const rig = held().send(event);
    expect(rig.look()).toEqual(['stop one right']);
    expect(rig.acknowledge().look()).toEqual([]);
    expect(rig.kind).toBe('idle');
  });

  test('that fails is repeated with growing pauses, eight times, and then in doubt', () => {
    const rig = held().send({ type: 'release' });
    const pauses: number[] = [];
    const stopping = () => rig.kind === 'stopping';
    for (rig.look(); stopping(); pauses.push(rig.now)) {
      rig.failStop();
      while (stopping() && rig.look().length === 0) rig.pass(1);
    }
    const gaps = pauses.map((at, index) => at - (pauses[index - 1] ?? NOON + 999));
    expect(gaps).toEqual([250, 500, 1_000, 2_000, 4_000, 4_000, 4_000, 0]);
    expect(rig.kind).toBe('unsure');
  });

  test('without an answer is sent again after two seconds, and the first answer counts', () => {
    const rig = held().send({ type: 'release' }).pass(4_500);
    expect(rig.look()).toEqual(['stop one right', 'stop one right', 'stop one right']);
    expect(rig.acknowledge().kind).toBe('idle');
    expect(rig.pass(60_000).look()).toEqual([]);
  });

  test('that nobody ever answers is given up after the eighth, still lit', () => {
    const rig = held().send({ type: 'release' }).pass(60_000);
    expect(rig.look()).toHaveLength(8);
    expect([rig.kind, litMotion(rig.state)]).toEqual(['unsure', 'right']);
  });

  test('that was given up goes dark with a late answer', () => {
    expect(held().send({ type: 'release' }).pass(60_000).acknowledge().kind).toBe('idle');
  });

  test('that was given up is sent again when the network comes back', () => {
    const rig = held().send({ type: 'release' }).pass(60_000);
    rig.look();
    rig.send({ type: 'network', connected: true });
    expect(rig.look()).toEqual(['stop one right']);
  });

  test('is sent at once when the network comes back, and counted from one again', () => {
    const rig = held().send({ type: 'release' }).failStop().pass(250).failStop();
    rig.look();
    rig.send({ type: 'network', connected: true });
    expect(rig.look()).toEqual(['stop one right']);
    expect(rig.pass(60_000).look()).toHaveLength(7);
  });

  test('is not repeated to a cloud that refuses it for good', () => {
    const rig = held().send({ type: 'release' }).failStop('permission-denied').pass(60_000);
    expect(rig.look()).toEqual(['stop one right']);
    expect(rig.kind).toBe('unsure');
  });

  test('says after five seconds that it is not confirmed', () => {
    expect(held().send({ type: 'release' }).pass(5_000).state.slow).toBe(true);
  });
});

describe('the next press', () => {
  test('waits until the stop is acknowledged', () => {
    const rig = held().send({ type: 'release' }).press('two', 'left').pass(1_000);
    expect(rig.look()).toEqual(['stop one right']);
    expect(rig.acknowledge().look()).toEqual(['knock', 'hold two left']);
  });

  test('is forgotten when its finger goes before', () => {
    const rig = held().send({ type: 'release' }).press('two', 'left').send({ type: 'release' }).acknowledge();
    expect(rig.look()).toEqual(['stop one right']);
    expect(rig.kind).toBe('idle');
  });

  test('after a tap ends the tap first', () => {
    const rig = new PtzRig().press().pass(40).send({ type: 'release' }).press('two', 'up');
    expect(rig.look()).toEqual(['knock', 'hold one right', 'stop one right']);
    expect(rig.acknowledge().look()).toEqual(['knock', 'hold two up']);
  });

  test('sends a stop in doubt first', () => {
    const rig = held().send({ type: 'release' }).pass(60_000);
    rig.look();
    rig.press('two', 'left');
    expect(rig.look()).toEqual(['stop one right']);
    expect(rig.acknowledge().look()).toEqual(['knock', 'hold two left']);
  });
});

describe('what the cloud says of a press', () => {
  test('a camera at its end stop: a shake, and nothing to stop', () => {
    const rig = new PtzRig().press().answer({ kind: 'limit' });
    expect(rig.look()).toEqual(['knock', 'hold one right', 'shake']);
    expect([rig.kind, rig.state.notice]).toEqual(['idle', { kind: 'limit' }]);
  });

  test('an end stop while a further call is under way: that one could move it again, so it is stopped', () => {
    const rig = held().pass(1).answer({ kind: 'limit' });
    expect(rig.look()).toEqual(['hold one right', 'stop one right', 'shake']);
  });

  test('somebody else steers: who and since when', () => {
    const rig = new PtzRig().press().answer(HELD);
    expect(rig.state.notice).toEqual({ kind: 'held', by: '李店长', since: NOON - 12_000 });
    expect(rig.kind).toBe('idle');
  });

  test('somebody else steers, and the finger has gone meanwhile: it is told all the same', () => {
    const rig = held().send({ type: 'release' }).answer(HELD);
    expect(rig.state.notice).toMatchObject({ kind: 'held' });
  });

  test('it stopped the camera by itself: the press is over though the finger is down', () => {
    const rig = new PtzRig().press().answer({ kind: 'stopped' }).pass(10_000);
    expect(rig.look()).toEqual(['knock', 'hold one right']);
    expect(rig.send({ type: 'release' }).look()).toEqual([]);
  });

  test.each<FailureCode>(['permission-denied', 'unsupported', 'not-found'])('%s: nothing began', (code) => {
    const rig = new PtzRig().press().refuse(code);
    expect(rig.look()).toEqual(['knock', 'hold one right']);
    expect(rig.state.notice).toEqual({ kind: 'refused', code });
  });

  test.each<FailureCode>(['timeout', 'no-network', 'vendor-unavailable', 'internal', 'rate-limited'])(
    '%s: it may have begun, so it is stopped',
    (code) => {
      const rig = new PtzRig().press().refuse(code);
      expect(rig.look()).toEqual(['knock', 'hold one right', 'stop one right']);
      expect(rig.state.notice).toEqual({ kind: 'refused', code });
    },
  );

  test('an answer to an earlier press changes nothing', () => {
    const rig = held().send({ type: 'release' }).acknowledge().press('two', 'left');
    const { state } = rig;
    rig.answer({ kind: 'limit' }, 'one').refuse('internal', 'one').acknowledge('one');
    expect(rig.state).toBe(state);
  });

  test('what is told goes after five seconds, or with the next press', () => {
    const rig = new PtzRig().press().answer({ kind: 'limit' }).pass(4_999);
    expect(rig.state.notice).not.toBeNull();
    expect(rig.pass(1).state.notice).toBeNull();
    expect(rig.press('two').answer(HELD, 'two').press('three').state.notice).toBeNull();
  });
});

describe('steps', () => {
  const across = { ...makeOrder('s1', 'right'), ms: 400 };
  const up = { ...makeOrder('s2', 'up'), ms: 200 };
  const stepping = () => new PtzRig().send({ type: 'step', orders: [across, up] });
  const stepped = (rig: PtzRig, holdId: string, outcome: PtzHold = { kind: 'stopped' }) =>
    rig.send({ type: 'step-answered', holdId, outcome });

  test('are taken one after the other', () => {
    const rig = stepping();
    expect(rig.look()).toEqual(['step s1 right 400']);
    expect(stepped(rig, 's1').look()).toEqual(['step s2 up 200']);
    expect(stepped(rig, 's2').kind).toBe('idle');
  });

  test('an end stop in one direction leaves the other', () => {
    const rig = stepping();
    rig.look();
    expect(stepped(rig, 's1', { kind: 'limit' }).look()).toEqual(['shake', 'step s2 up 200']);
  });

  test('nobody turns a camera that another person steers', () => {
    const rig = stepping();
    rig.look();
    expect(stepped(rig, 's1', HELD).look()).toEqual([]);
    expect(rig.state.notice).toMatchObject({ kind: 'held' });
  });

  test('a failure in doubt is followed by a stop, a refusal for good is not', () => {
    const doubt = stepping().send({ type: 'step-refused', holdId: 's1', code: 'timeout' });
    expect(doubt.look()).toEqual(['step s1 right 400', 'stop s1 right']);
    const refused = stepping().send({ type: 'step-refused', holdId: 's1', code: 'unsupported' });
    expect(refused.look()).toEqual(['step s1 right 400']);
  });

  test('a press during a step begins after it, if the finger is still down', () => {
    const rig = new PtzRig().send({ type: 'step', orders: [across] }).press('two', 'left');
    rig.look();
    expect(stepped(rig, 's1').look()).toEqual(['knock', 'hold two left']);
    const gone = new PtzRig()
      .send({ type: 'step', orders: [across] })
      .press('two', 'left')
      .send({ type: 'release' });
    gone.look();
    expect(stepped(gone, 's1').look()).toEqual([]);
  });

  test('a page that goes during a step stops the camera and takes no more of them', () => {
    const rig = stepping().send({ type: 'halt' });
    expect(rig.look()).toEqual(['step s1 right 400', 'stop s1 right']);
    expect(stepped(rig.acknowledge('s1'), 's1').look()).toEqual([]);
  });

  test('none begins while something moves or its stop is under way', () => {
    const rig = held()
      .send({ type: 'step', orders: [up] })
      .send({ type: 'release' })
      .send({ type: 'step', orders: [up] });
    expect(rig.look()).toEqual(['stop one right']);
  });

  test('in doubt about the last stop, that one is sent instead', () => {
    const rig = held().send({ type: 'release' }).pass(60_000);
    rig.look();
    expect(rig.send({ type: 'step', orders: [up] }).look()).toEqual(['stop one right']);
  });
});
