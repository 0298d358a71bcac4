import type { TalkEffect, TalkEvent } from '../../../miniprogram/live/stores/talk/events';
import { step } from '../../../miniprogram/live/stores/talk/machine';
import { initialTalkState, type TalkState } from '../../../miniprogram/live/stores/talk/state';
import { NOON } from '../support/phone';

const file = { path: 'wxfile://voice.mp3', durationMs: 3_000 };
const message = { channelId: 'gate', path: file.path, durationMs: 3_000, requestKey: 'key-0001' };

/** Timers aside. */
type Order = Exclude<TalkEffect, { readonly type: 'start-timer' | 'cancel-timer' }>;
const isOrder = (effect: TalkEffect): effect is Order =>
  effect.type !== 'start-timer' && effect.type !== 'cancel-timer';

/** Plays events to the machine, timers firing as they were set, and keeps what it wanted done. */
class Play {
  state: TalkState = initialTalkState;
  orders: Order[] = [];
  private now = NOON;

  constructor(...events: readonly TalkEvent[]) {
    this.send(...events);
  }

  send(...events: readonly TalkEvent[]): this {
    for (const event of events) {
      const { state, effects } = step(this.state, event, this.now);
      this.state = state;
      this.orders.push(...effects.filter(isOrder));
    }
    return this;
  }

  pass(ms: number): this {
    const end = this.now + ms;
    for (let due = this.due(end); due !== undefined; due = this.due(end)) {
      this.now = due.at;
      this.send({ type: 'timer', name: due.name });
    }
    this.now = end;
    return this;
  }

  /** What has been ordered since the last look. */
  get fresh(): readonly Order[] {
    return this.orders.splice(0);
  }

  get result() {
    return this.state.phase.kind === 'resting' ? this.state.phase.result : undefined;
  }

  private due(end: number) {
    const timers = Object.entries(this.state.deadlines) as [keyof TalkState['deadlines'], number][];
    const [name, at] = timers.sort(([, a], [, b]) => a - b)[0] ?? [];
    return name !== undefined && at !== undefined && at <= end ? { name, at } : undefined;
  }
}

const attach: TalkEvent = { type: 'attach', channelId: 'gate' };
const press: TalkEvent = { type: 'press', by: 'finger' };
const retry: TalkEvent = { type: 'retry', requestKey: 'key-0002' };
const release: TalkEvent = { type: 'release' };
const known = (leave: Extract<TalkEvent, { type: 'leave-known' }>['leave'], asked = false): TalkEvent => ({
  ...{ type: 'leave-known', leave, asked },
});
const started = (turn = 1): TalkEvent => ({ type: 'started', turn });
const stopped = (turn = 1, change: Partial<typeof file> = {}, requestKey = 'key-0001'): TalkEvent => ({
  ...{ type: 'stopped', turn, file: { ...file, ...change }, requestKey },
});

const allowed = () => new Play(attach, known('granted'));
/** Speaking, for `ms`. */
function speaking(ms = 3_000): Play {
  const play = allowed().send(press, started()).pass(ms);
  play.orders = [];
  return play;
}
const uploading = () => speaking().send(release, stopped());

test('a camera that is attached has the microphone looked at, without a question', () => {
  expect(new Play(attach).fresh).toEqual([{ type: 'look', asked: false }]);
});

test('a press hushes the picture before the microphone opens; letting go sends what was said', () => {
  const play = allowed();
  play.orders = [];
  expect(play.send(press).fresh).toEqual([{ type: 'hush' }, { type: 'knock' }, { type: 'record', turn: 1 }]);
  expect(play.send(started()).pass(3_000).send(release).fresh).toEqual([{ type: 'stop-recording', turn: 1 }]);
  expect(play.send(stopped()).fresh).toEqual([{ type: 'restore-sound' }, { type: 'deliver', message }]);

  play.send({ type: 'progress', requestKey: 'key-0001', share: 0.4 });
  expect(play.state.phase).toEqual({ kind: 'uploading', message, progress: 0.4 });
  play.send({ type: 'uploaded', requestKey: 'key-0001' });
  expect(play.state.phase.kind).toBe('sending');
  play.send({ type: 'delivered', requestKey: 'key-0001', durationMs: 2_988 });
  expect(play.result).toEqual({ kind: 'delivered', durationMs: 2_988 });
});

describe('the microphone', () => {
  test.each(['unasked', 'no-consent'] as const)(
    '%s: the press that asks records nothing, nor does its end',
    (leave) => {
      const play = new Play(attach, known(leave));
      play.orders = [];
      expect(play.send(press).fresh).toEqual([{ type: 'ask' }]);
      expect(play.send(release, press, release, known('granted', true)).fresh).toEqual([{ type: 'look', asked: true }]);
      expect(play.result).toEqual({ kind: 'ready' });
      expect(play.send(press).fresh).toContainEqual({ type: 'record', turn: 1 });
    },
  );

  test('before it is known how it stands, a press asks', () => {
    expect(new Play(attach, press).fresh.at(-1)).toEqual({ type: 'ask' });
  });

  test.each(['denied', 'system-denied', 'undeclared'] as const)(
    '%s: a press asks anew, and says what helps',
    (leave) => {
      const play = new Play(attach, known(leave));
      play.orders = [];
      expect(play.send(press).fresh).toEqual([{ type: 'ask' }]);
      expect(play.send(known(leave, true)).result).toEqual({ kind: 'no-microphone', leave });
    },
  );

  test.each([
    ['denied', 'denied'],
    ['system-denied', 'system-denied'],
    ['undeclared', null],
    ['unasked', null],
  ] as const)('%s: what the settings can change is %s', (leave, refused) => {
    const play = new Play(attach, press, known(leave, true));
    play.orders = [];
    const expected = refused === null ? [] : [{ type: 'open-settings', refused }];
    expect(play.send({ type: 'open-settings' }).fresh).toEqual(expected);
  });

  test('a refusal that was changed in settings is told as ready, and another one as that', () => {
    const play = new Play(attach, press, known('denied', true));
    expect(play.send(known('system-denied')).result).toEqual({ kind: 'no-microphone', leave: 'system-denied' });
    play.orders = [];
    expect(play.send({ type: 'show' }).fresh).toEqual([{ type: 'look', asked: false }]);
    expect(play.send(known('granted')).result).toEqual({ kind: 'ready' });
    expect(play.send({ type: 'show' }).fresh).toEqual([]);
  });

  test('an answer that nobody waits for changes no words', () => {
    const play = speaking(200).send(release, stopped());
    expect(play.result).toEqual({ kind: 'too-short' });
    expect(play.send(known('denied')).result).toEqual({ kind: 'too-short' });
  });

  test('a recorder without leave has it looked at, and the refusal told', () => {
    const play = allowed().send(press);
    play.orders = [];
    play.send({ type: 'unrecorded', turn: 1, fault: 'denied' });
    expect(play.fresh).toEqual([{ type: 'restore-sound' }, { type: 'look', asked: false }]);
    expect(play.result).toEqual({ kind: 'unrecorded', fault: 'denied' });
    expect(play.send(known('system-denied')).result).toEqual({ kind: 'no-microphone', leave: 'system-denied' });
  });
});

describe('what is not sent', () => {
  test('a slip of the finger', () => {
    expect(speaking(999).send(release, stopped(1, { durationMs: 1_040 })).result).toEqual({ kind: 'too-short' });
    expect(speaking(1_000).send(release, stopped(1, { durationMs: 990 })).result).toEqual({ kind: 'too-short' });
    expect(allowed().send(press).pass(1_200).send(release, stopped()).result).toEqual({ kind: 'too-short' });
  });

  test('what the finger slid up from; a little way back does not send it yet, a longer one does', () => {
    const play = speaking();
    expect(play.send({ type: 'move', up: 71 }).fresh).toEqual([]);
    expect(play.send({ type: 'move', up: 72 }).fresh).toEqual([{ type: 'knock' }]);
    expect(play.send({ type: 'move', up: 50 }).state.phase).toMatchObject({ armed: true });
    expect(play.send(release, stopped()).result).toEqual({ kind: 'cancelled' });
    expect(play.fresh).toEqual([{ type: 'stop-recording', turn: 1 }, { type: 'restore-sound' }]);

    const back = speaking().send({ type: 'move', up: 90 }, { type: 'move', up: 40 }, release, stopped());
    expect(back.state.phase.kind).toBe('uploading');
  });

  test.each<[string, TalkEvent]>([
    ['a call', { type: 'interrupted', turn: 1 }],
    ['a touch that was taken away', { type: 'lose-touch' }],
    ['a page that is hidden', { type: 'hide' }],
  ])('what %s broke off', (_, event) => {
    const play = speaking().send(event);
    expect(play.fresh).toEqual([{ type: 'stop-recording', turn: 1 }]);
    expect(play.send(release, stopped()).result).toEqual({ kind: 'interrupted' });
    expect(play.fresh).toEqual([{ type: 'restore-sound' }]);
  });

  test('what was said to a camera that was left, of which nobody is told', () => {
    const play = speaking().send({ type: 'attach', channelId: 'yard' });
    expect(play.fresh).toEqual([
      { type: 'stop-recording', turn: 1 },
      { type: 'look', asked: false },
    ]);
    expect(play.send(stopped()).result).toBeNull();
    expect(play.fresh).toEqual([{ type: 'restore-sound' }]);
  });

  test('what a recorder lost', () => {
    const play = speaking().send({ type: 'unrecorded', turn: 1, fault: 'failed' });
    expect(play.result).toEqual({ kind: 'unrecorded', fault: 'failed' });
    expect(speaking().send({ type: 'hide' }, { type: 'unrecorded', turn: 1, fault: 'failed' }).result).toEqual({
      kind: 'interrupted',
    });
  });
});

describe('a recorder that says nothing', () => {
  test('when it should begin: it is told to stop, and its late begin is nobody’s', () => {
    const play = allowed().send(press);
    play.orders = [];
    expect(play.pass(2_500).fresh).toEqual([{ type: 'stop-recording', turn: 1 }, { type: 'restore-sound' }]);
    expect(play.result).toEqual({ kind: 'unrecorded', fault: 'silent' });
    expect(play.send(started(), stopped()).fresh).toEqual([]);
  });

  test('when it should end: the sound comes back, and what was to be sent is told as lost', () => {
    const play = speaking().send(release).pass(3_000);
    expect(play.fresh).toEqual([{ type: 'stop-recording', turn: 1 }, { type: 'restore-sound' }]);
    expect(play.result).toEqual({ kind: 'unrecorded', fault: 'silent' });
    expect(speaking().send({ type: 'discard' }).pass(3_000).result).toEqual({ kind: 'cancelled' });
  });
});

describe('a minute', () => {
  test('is counted, and its end sends', () => {
    const play = speaking(0).pass(50_000);
    expect(play.state.phase).toMatchObject({ kind: 'recording', seconds: 50 });
    expect(play.pass(9_999).state.phase).toMatchObject({ seconds: 59 });
    expect(play.pass(1).fresh).toEqual([{ type: 'stop-recording', turn: 1 }]);
    expect(play.send(release, stopped(1, { durationMs: 60_012 })).state.phase.kind).toBe('uploading');
  });

  test('may be ended by the recorder itself', () => {
    expect(speaking(59_900).send(stopped(1, { durationMs: 60_000 })).state.phase.kind).toBe('uploading');
  });

  test('cancels when the finger stands where it cancels', () => {
    const play = speaking().send({ type: 'move', up: 100 }).pass(57_000).send(stopped());
    expect(play.result).toEqual({ kind: 'cancelled' });
  });
});

describe('by taps', () => {
  const tap: TalkEvent = { type: 'press', by: 'tap' };

  test('one begins, another sends, and no finger in between cancels', () => {
    const play = allowed().send(tap, started(), { type: 'move', up: 200 }).pass(2_000).send(release, stopped());
    expect(play.state.phase.kind).toBe('uploading');
  });

  test('a button throws it away', () => {
    expect(allowed().send(tap, started()).pass(2_000).send({ type: 'discard' }, stopped()).result).toEqual({
      kind: 'cancelled',
    });
  });
});

describe('on its way', () => {
  test('an upload can be given up, a message that is being sent cannot', () => {
    const play = uploading();
    play.orders = [];
    expect(play.send({ type: 'discard' }).fresh).toEqual([{ type: 'abort-upload' }]);
    expect(play.result).toEqual({ kind: 'cancelled' });

    const sending = uploading().send({ type: 'uploaded', requestKey: 'key-0001' }, { type: 'discard' });
    expect(sending.state.phase.kind).toBe('sending');
  });

  test('another try is the same message under the same key, from the beginning', () => {
    const why = { at: 'send', code: 'timeout', requestId: '' } as const;
    const play = uploading().send({ type: 'uploaded', requestKey: 'key-0001' });
    expect(play.send({ type: 'unsent', requestKey: 'key-0001', why }).result).toEqual({ kind: 'unsent', message, why });
    play.orders = [];
    expect(play.send(retry).fresh).toEqual([{ type: 'deliver', message }]);
    expect(play.send(retry).fresh).toEqual([]);
  });

  test('another try of what may have been played is another message', () => {
    const why = { at: 'send', code: 'conflict', requestId: '' } as const;
    const play = uploading().send({ type: 'uploaded', requestKey: 'key-0001' });
    play.send({ type: 'unsent', requestKey: 'key-0001', why });
    play.orders = [];
    expect(play.send(retry).fresh).toEqual([{ type: 'deliver', message: { ...message, requestKey: 'key-0002' } }]);
  });

  test('while it is, nothing is recorded', () => {
    const play = uploading();
    play.orders = [];
    expect(play.send(press).fresh).toEqual([]);
  });

  test('a camera that is left lets it go on', () => {
    const play = uploading();
    play.orders = [];
    expect(play.send({ type: 'detach' }).fresh).toEqual([{ type: 'let-go' }]);
    expect(play.result).toBeNull();
    expect(play.send({ type: 'delivered', requestKey: 'key-0001', durationMs: 3_000 }).result).toBeNull();
  });

  test('what was said in full before the camera was left goes to that camera', () => {
    const play = speaking().send(release, { type: 'attach', channelId: 'yard' });
    play.orders = [];
    expect(play.send(stopped()).fresh).toEqual([
      { type: 'restore-sound' },
      { type: 'deliver', message },
      { type: 'let-go' },
    ]);
    expect(play.result).toBeNull();
  });

  test('what is heard of an earlier message concerns nobody', () => {
    const play = uploading().send({ type: 'uploaded', requestKey: 'key-0000' });
    play.send({ type: 'progress', requestKey: 'key-0000', share: 0.9 });
    play.send({ type: 'delivered', requestKey: 'key-0000', durationMs: 1_000 });
    expect(play.state.phase).toEqual({ kind: 'uploading', message, progress: null });
  });
});

test('without a camera, nothing is asked and nothing recorded', () => {
  expect(new Play(press, { type: 'show' }, retry, { type: 'open-settings' }).fresh).toEqual([]);
});

test('the same camera again changes nothing', () => {
  const play = speaking();
  expect(play.send(attach).fresh).toEqual([]);
  expect(play.state.phase.kind).toBe('recording');
});
