import fc from 'fast-check';

import type { TalkEffect, TalkEvent } from '../../../miniprogram/live/stores/talk/events';
import { step } from '../../../miniprogram/live/stores/talk/machine';
import {
  initialTalkState,
  TALK_TIMERS,
  type Message,
  type TalkState,
  type TalkTimer,
} from '../../../miniprogram/live/stores/talk/state';
import type { MicrophoneLeave } from '../../../miniprogram/services/permissions';
import { NOON } from '../support/phone';

const LEAVES: readonly MicrophoneLeave[] = [
  ...(['granted', 'granted', 'granted', 'unasked', 'no-consent', 'denied', 'system-denied', 'undeclared'] as const),
];

/** What a person, the phone and the cloud may do next. */
type Act =
  | 'press'
  | 'release'
  | 'lose-touch'
  | 'tap'
  | 'discard'
  | 'retry'
  | 'hide'
  | 'show'
  | 'detach'
  | 'settings'
  | 'answer-microphone'
  | 'begin'
  | 'end'
  | 'break'
  | 'call'
  | 'progress'
  | 'upload'
  | 'deliver'
  | 'refuse';

interface Stimulus {
  readonly act: Act | { readonly attach: string } | { readonly up: number };
  readonly waitMs: number;
  readonly leave: MicrophoneLeave;
  /** Which of the recordings or messages that were begun the act is about, counted from the last. */
  readonly age: number;
}

const act = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Act>('press', 'release', 'begin', 'end', 'answer-microphone') },
  { weight: 2, arbitrary: fc.constantFrom<Act>('upload', 'deliver', 'refuse', 'retry', 'progress') },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Act>(
      'tap',
      'lose-touch',
      'discard',
      'hide',
      'show',
      'detach',
      'settings',
      'break',
      'call',
    ),
  },
  { weight: 1, arbitrary: fc.record({ up: fc.constantFrom(0, 60, 200) }) },
  { weight: 3, arbitrary: fc.record({ attach: fc.constantFrom('gate', 'yard') }) },
);
const stimulus: fc.Arbitrary<Stimulus> = fc.record({
  act,
  waitMs: fc.constantFrom(0, 0, 400, 1_500, 3_500, 61_000),
  leave: fc.constantFrom(...LEAVES),
  age: fc.constantFrom(0, 0, 0, 1),
});
/** A message as it is meant to be spoken, with one thing or another in between. */
const message: fc.Arbitrary<readonly Stimulus[]> = fc
  .record({
    up: fc.constantFrom(0, 200),
    waitMs: fc.constantFrom(400, 1_500),
    end: fc.constantFrom<Act>('release', 'release', 'lose-touch', 'call', 'hide', 'discard'),
    after: fc.constantFrom<readonly Act[]>(['deliver'], ['refuse', 'retry', 'upload', 'refuse', 'retry']),
    between: fc.option(stimulus, { nil: null }),
  })
  .map(({ up, waitMs, end, after, between }) => {
    const plain = (what: Stimulus['act'], ms = 0): Stimulus => ({ act: what, waitMs: ms, leave: 'granted', age: 0 });
    const first = [plain({ attach: 'gate' }), plain('answer-microphone'), plain('press'), plain('begin')];
    const last = [plain({ up }, waitMs), plain(end), plain('end'), plain('upload'), ...after.map((one) => plain(one))];
    return [...first, ...(between === null ? [] : [between]), ...last];
  });
const stimuli = fc
  .array(fc.oneof({ weight: 3, arbitrary: stimulus.map((one) => [one]) }, { weight: 1, arbitrary: message }), {
    maxLength: 30,
  })
  .map((parts) => parts.flat());

/** A phone around the machine: a finger, a recorder that does as it is told sooner or later, and a cloud. */
class World {
  state: TalkState = initialTalkState;
  now = NOON;
  finger: 'up' | 'down' = 'up';
  hushed = false;
  readonly recorded: number[] = [];
  readonly stopOrders = new Set<number>();
  /** Turns of which the recorder has said that they are over. */
  readonly ended = new Set<number>();
  readonly deliveries: Message[] = [];
  /** Turns that a person or the phone broke off, or that never got a second of sound. */
  readonly spoilt = new Set<number>();
  readonly questions: number[] = [];
  private readonly timers = new Map<TalkTimer, number>();

  play({ act: what, waitMs, leave, age }: Stimulus): void {
    for (const event of this.eventsOf(what, leave, age)) this.send(event);
    this.pass(waitMs);
  }

  send(event: TalkEvent): void {
    const before = this.state;
    const { state, effects } = step(before, event, this.now);
    this.state = state;
    this.noteSpoilt(event, before);
    if (event.type === 'stopped' || event.type === 'unrecorded') this.ended.add(event.turn);
    for (const effect of effects) this.carryOut(effect, before);
    this.check();
  }

  pass(ms: number): void {
    const end = this.now + ms;
    for (;;) {
      const [name, at] = [...this.timers].sort(([, a], [, b]) => a - b)[0] ?? [];
      if (name === undefined || at === undefined || at > end) break;
      this.now = Math.max(this.now, at);
      this.timers.delete(name);
      this.send({ type: 'timer', name });
    }
    this.now = end;
  }

  /** Everybody lets go, and recorder and cloud come to an end. */
  settle(): void {
    this.finger = 'up';
    this.send({ type: 'release' });
    this.send({ type: 'hide' });
    this.pass(70_000);
    this.send({ type: 'leave-known', leave: 'granted', asked: true });
    for (const { requestKey } of this.deliveries.slice(-1)) {
      this.send({ type: 'unsent', requestKey, why: { at: 'upload', fault: 'network' } });
    }
  }

  private eventsOf(what: Stimulus['act'], leave: MicrophoneLeave, age: number): readonly TalkEvent[] {
    if (typeof what === 'object') {
      if ('attach' in what) return [{ type: 'attach', channelId: what.attach }];
      return this.finger === 'down' ? [{ type: 'move', up: what.up }] : [];
    }
    const turn = this.recorded.at(-1 - age) ?? 0;
    const requestKey = this.deliveries.at(-1 - age)?.requestKey ?? 'none';
    switch (what) {
      case 'press':
        this.finger = 'down';
        return [{ type: 'press', by: 'finger' }];
      case 'release':
      case 'lose-touch':
        if (this.finger === 'up') return [];
        this.finger = 'up';
        return [{ type: what }];
      case 'tap':
        return [this.state.phase.kind === 'recording' ? { type: 'release' } : { type: 'press', by: 'tap' }];
      case 'discard':
      case 'hide':
      case 'show':
      case 'detach':
        return [{ type: what }];
      case 'retry':
        return [{ type: what, requestKey: `again-${turn}` }];
      case 'settings':
        return [{ type: 'open-settings' }];
      case 'answer-microphone':
        return [{ type: 'leave-known', leave, asked: this.state.phase.kind === 'asking' }];
      case 'begin':
        return [{ type: 'started', turn }];
      case 'end':
        return [{ type: 'stopped', turn, file: { path: 'a.mp3', durationMs: 2_000 }, requestKey: `key-${turn}` }];
      case 'break':
        return [{ type: 'unrecorded', turn, fault: 'failed' }];
      case 'call':
        return [{ type: 'interrupted', turn }];
      case 'progress':
        return [{ type: 'progress', requestKey, share: 0.5 }];
      case 'upload':
        return [{ type: 'uploaded', requestKey }];
      case 'deliver':
        return [{ type: 'delivered', requestKey, durationMs: 2_000 }];
      case 'refuse':
        return [{ type: 'unsent', requestKey, why: { at: 'send', code: 'timeout', requestId: '' } }];
    }
  }

  private noteSpoilt(event: TalkEvent, { phase }: TalkState): void {
    if (phase.kind !== 'recording') return;
    const isShort = phase.since === null || this.now - phase.since < 1_000;
    const isBroken = ['hide', 'lose-touch', 'discard', 'detach'].includes(event.type);
    const isCall = event.type === 'interrupted' && event.turn === phase.turn;
    if (isBroken || isCall || (event.type === 'release' && (phase.armed || isShort))) this.spoilt.add(phase.turn);
  }

  private carryOut(effect: TalkEffect, before: TalkState): void {
    switch (effect.type) {
      case 'record':
        expect(before.leave).toBe('granted');
        expect(this.hushed).toBe(true);
        this.recorded.push(effect.turn);
        break;
      case 'stop-recording':
        this.stopOrders.add(effect.turn);
        break;
      case 'hush':
        this.hushed = true;
        break;
      case 'restore-sound':
        this.hushed = false;
        break;
      case 'ask':
        this.questions.push(this.now);
        break;
      case 'deliver':
        this.deliveries.push(effect.message);
        break;
      case 'start-timer':
        this.timers.set(effect.name, this.now + effect.ms);
        break;
      case 'cancel-timer':
        this.timers.delete(effect.name);
        break;
      case 'look':
      case 'open-settings':
      case 'knock':
      case 'abort-upload':
      case 'let-go':
        break;
    }
  }

  /** What holds after every single event. */
  private check(): void {
    const { phase, deadlines } = this.state;
    const isOpen = phase.kind === 'recording' || phase.kind === 'closing';
    expect(this.hushed).toBe(isOpen);
    expect(Object.fromEntries(this.timers)).toEqual(deadlines);
    if (phase.kind === 'recording') {
      expect(phase.by === 'tap' || this.finger === 'down').toBe(true);
      expect(phase.channelId).toBe(this.state.channelId);
      expect(phase.since === null || this.now - phase.since <= 60_000).toBe(true);
    }
    if (isOpen) expect(TALK_TIMERS.some((name) => deadlines[name] !== undefined)).toBe(true);
  }
}

function run(input: readonly Stimulus[]): World {
  const world = new World();
  for (const each of input) world.play(each);
  return world;
}

const check = (holds: (world: World) => void, numRuns = 200) =>
  fc.assert(
    fc.property(stimuli, (input) => holds(run(input))),
    { numRuns },
  );

test('the microphone is open by a finger that is down or by taps only, with the picture hushed as long and no longer', () => {
  check((world) => {
    world.settle();
    expect(world.hushed).toBe(false);
  });
});

test('one recording is open at a time; each is told to stop or ends by itself, and left alone all comes to rest', () => {
  check((world) => {
    const { phase } = world.state;
    const open = phase.kind === 'recording' ? phase.turn : null;
    const loose = world.recorded.filter((turn) => !world.stopOrders.has(turn) && !world.ended.has(turn));
    expect(loose).toEqual(open === null ? [] : [open]);
    world.settle();
    expect(world.state.phase.kind).toBe('resting');
  });
});

test('what was cancelled, broken off or too short is never sent', () => {
  check((world) => {
    for (const { requestKey } of world.deliveries) {
      expect(world.spoilt).not.toContain(Number(requestKey.slice('key-'.length)));
    }
  });
});

test('a recording becomes one message, and every further try is that message', () => {
  check((world) => {
    const byKey = new Map<string, Message>();
    for (const message of world.deliveries) {
      const first = byKey.get(message.requestKey) ?? message;
      byKey.set(message.requestKey, first);
      expect(message).toEqual(first);
    }
    expect(byKey.size).toBeLessThanOrEqual(world.recorded.length);
  });
});

test('a press that opens a question records nothing', () => {
  fc.assert(
    fc.property(stimuli, fc.constantFrom<MicrophoneLeave>('unasked', 'no-consent'), (input, leave) => {
      const world = run(input);
      world.settle();
      world.send({ type: 'detach' });
      world.send({ type: 'attach', channelId: 'gate' });
      world.send({ type: 'leave-known', leave, asked: false });
      const before = world.recorded.length;
      world.finger = 'down';
      world.send({ type: 'press', by: 'finger' });
      world.send({ type: 'leave-known', leave: 'granted', asked: true });
      world.pass(5_000);
      expect(world.recorded.length).toBe(before);
      expect(world.questions.at(-1)).toBe(world.now - 5_000);
    }),
  );
});
