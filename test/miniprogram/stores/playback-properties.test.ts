import fc from 'fast-check';
import { CALL_DEADLINE_MS } from '../../../miniprogram/services/call';
import { step } from '../../../miniprogram/playback/stores/playback-machine';
import type { Effect, PlaybackEvent } from '../../../miniprogram/playback/stores/playback-machine/events';
import { deadlinesIn, positionOf } from '../../../miniprogram/playback/stores/playback-machine/policy';
import {
  initialPlaybackState,
  isRunning,
  streamOf,
  TIMER_NAMES,
  type PlaybackState,
  type TimerName,
} from '../../../miniprogram/playback/stores/playback-machine/state';
import { dayLater, knownSpan } from '../../../miniprogram/playback/stores/recorded-days';
import type { FailureCode } from '../../../miniprogram/utils/call-failed';
import type { Protocol, Segment } from '../../../typings/contract/domain';
import { disturbances, generations, signals } from '../support/disturbances';
import { sourceBy } from '../support/live-rig';
import { abilities, at, HOUR, makeDay, TODAY, type EffectOf } from '../support/playback-rig';

const REPORT_GAP_MS = 2_000;
/** A quota without a named end, and the spread after it. */
const LONGEST_WAIT_MS = 5 * 60_000 + 5_000;
const SPANS = ['00:00-02:00', '05:00-05:00:08', '06:00-09:30', '09:30:01-12:00', '13:00-14:04', '22:00-24:00'] as const;

type Reply =
  | { readonly kind: 'opened'; readonly protocols: readonly Protocol[]; readonly early: number; readonly short: number }
  | { readonly kind: 'refused'; readonly code: FailureCode };

interface Stimulus {
  readonly event: PlaybackEvent;
  readonly delayMs: number;
  /** For how many reports a picture, if there is one, first plays well. */
  readonly reports: number;
  /** How the cloud answers the next call for an address or a day, and after how long. */
  readonly reply: Reply;
  readonly replyMs: number;
}

const instant = fc.integer({ min: -3 * 24 * 60, max: 26 * 60 }).map((minutes) => at('00:00') + minutes * 60_000);
const wish: fc.Arbitrary<PlaybackEvent> = fc.oneof(
  fc.record({ type: fc.constant('seek' as const), at: instant }),
  fc.record({ type: fc.constant('reach' as const), at: instant }),
  fc.record({ type: fc.constant('nudge' as const), ms: fc.constantFrom(-10_000, 10_000, 600_000) }),
  fc.record({ type: fc.constant('skip' as const), offset: fc.constantFrom(-1 as const, 1 as const) }),
  fc.record({
    type: fc.constant('choose-day' as const),
    day: fc.integer({ min: -20, max: 0 }).map((days) => dayLater(TODAY, days)),
  }),
  fc.record({
    type: fc.constant('choose-place' as const),
    place: fc.constantFrom('device' as const, 'cloud' as const),
  }),
  fc.record({ type: fc.constant('choose-speed' as const), speed: fc.constantFrom(1, 2, 4, 16) }),
  fc.constant<PlaybackEvent>({ type: 'grab' }),
);
const event: fc.Arbitrary<PlaybackEvent> = fc.oneof(
  { weight: 8, arbitrary: wish },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('watch' as const),
      channelId: fc.constantFrom('gate', 'yard'),
      at: fc.option(instant),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('signal' as const), signal: signals, generation: generations }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('video-at' as const),
      seconds: fc.integer({ min: 0, max: 40_000_000 }).map((micro) => micro / 999.9),
      generation: generations,
    }),
  },
  ...disturbances(TIMER_NAMES),
  {
    weight: 5,
    arbitrary: fc.constantFrom<PlaybackEvent>(
      { type: 'leave' },
      { type: 'hide' },
      { type: 'show' },
      { type: 'retry' },
      { type: 'toggle' },
    ),
  },
);
const code = fc.constantFrom<FailureCode>(
  'timeout',
  'device-offline',
  'rate-limited',
  'vendor-quota',
  'unsupported',
  'not-found',
  'device-busy',
);
const reply: fc.Arbitrary<Reply> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('opened' as const),
      protocols: fc.array(fc.constantFrom<Protocol>('flv', 'rtmp', 'hls'), { minLength: 1, maxLength: 3 }),
      early: fc.constantFrom(0, 500, 3_600_000),
      short: fc.constantFrom(0, 0, 60_000, -60_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refused' as const), code }) },
);
const stimulus: fc.Arbitrary<Stimulus> = fc.record({
  event,
  reports: fc.constantFrom(0, 0, 1, 20),
  delayMs: fc.constantFrom(0, 10, 500, 3_000, 12_000, 70_000, 700_000),
  reply,
  replyMs: fc.integer({ min: 0, max: CALL_DEADLINE_MS }),
});

/** What was recorded that day: something else each day, and every fifth day nothing. */
function spansOf(day: string): readonly string[] {
  const number = Date.parse(`${day}T00:00:00Z`) / (24 * HOUR);
  return number % 5 === 0 ? [] : SPANS.filter((_, index) => (number + index) % 3 !== 0);
}

/** The last long recording before that day. */
function recordedBefore(day: string): Segment {
  const before = dayLater(day, -1);
  const found = makeDay(before, spansOf(before), at('14:05')).segments.filter(({ from, to }) => to - from >= HOUR);
  return found[found.length - 1] ?? recordedBefore(before);
}

interface Pending {
  readonly at: number;
  readonly answer: () => PlaybackEvent;
  readonly kind: 'day' | 'address';
}

/** A phone and a cloud: timers fire on time, every call is answered within its deadline. */
class World {
  state: PlaybackState = initialPlaybackState;
  now = at('14:05');
  readonly opened: string[] = [];
  readonly closed: string[] = [];
  readonly evidence = new Set<number>();
  private readonly timers = new Map<TimerName, number>();
  private calls: readonly Pending[] = [];

  constructor(
    private readonly jitter: number,
    private next: { readonly reply: Reply; readonly replyMs: number },
  ) {}

  play({ event: what, delayMs, reports, reply: answer, replyMs }: Stimulus): void {
    this.next = { reply: answer, replyMs };
    this.send(what);
    for (let count = 0; count < reports && streamOf(this.state); count += 1) this.report();
    this.advance(delayMs);
  }

  /** The player shows that it plays. */
  report(): void {
    this.advance(REPORT_GAP_MS);
    const stream = streamOf(this.state);
    if (stream) this.send({ type: 'signal', signal: 'progress', generation: stream.generation });
  }

  send(what: PlaybackEvent): void {
    const before = this.state;
    const evident = what.type === 'video-at' || (what.type === 'signal' && ['frame', 'progress'].includes(what.signal));
    if (evident && 'generation' in what) this.evidence.add(what.generation);
    const { state, effects } = step(before, what, { now: this.now, jitter: this.jitter });
    this.state = state;
    for (const effect of effects) this.carryOut(effect);
    this.check(before, what);
  }

  advance(ms: number): void {
    const end = this.now + ms;
    for (let due = this.due(end); due; due = this.due(end)) {
      this.now = Math.max(this.now, due.at);
      due.fire();
    }
    this.now = end;
  }

  private carryOut(effect: Effect): void {
    if (effect.type === 'start-timer') this.timers.set(effect.name, this.now + effect.ms);
    if (effect.type === 'cancel-timer') this.timers.delete(effect.name);
    if (effect.type === 'close-session') this.closed.push(effect.openId);
    if (effect.type === 'read-day') this.askDay(effect);
    if (effect.type !== 'open-address') return;
    expect(this.calls.filter(({ kind }) => kind === 'address')).toEqual([]);
    const { segment, at: wanted } = effect;
    expect(segment.from <= wanted && wanted < segment.to && Number.isInteger(wanted)).toBe(true);
    this.ask('address', () => this.addressFor(effect));
  }

  private askDay({ attempt, channelId, place, day, describe }: EffectOf<'read-day'>): void {
    if (describe) this.ask('day', () => ({ type: 'described', channelId, abilities }));
    this.ask('day', () => {
      const { reply: answer } = this.next;
      if (answer.kind === 'refused') {
        return { type: 'day-refused', attempt, code: answer.code, requestId: '', retryAt: null };
      }
      const name = day ?? new Date(this.now + 8 * HOUR).toISOString().slice(0, 10);
      return { type: 'day-read', attempt, day: makeDay(name, place === 'device' ? spansOf(name) : [], this.now) };
    });
  }

  private addressFor({ attempt, at: wanted, segment }: EffectOf<'open-address'>): PlaybackEvent {
    const { reply: answer } = this.next;
    if (answer.kind === 'refused') {
      return { type: 'refused', attempt, code: answer.code, requestId: '', retryAt: null };
    }
    const openId = String(attempt);
    this.opened.push(openId);
    const sources = answer.protocols.map((protocol) => sourceBy(protocol));
    const past = { openId, sources, from: wanted - answer.early, to: segment.to - answer.short, watermark: null };
    return { type: 'opened', attempt, past };
  }

  private ask(kind: Pending['kind'], answer: () => PlaybackEvent): void {
    this.calls = [...this.calls, { at: this.now + this.next.replyMs, kind, answer }];
  }

  private due(end: number): { readonly at: number; readonly fire: () => void } | undefined {
    const timers = [...this.timers].map(([name, when]) => ({
      at: when,
      fire: () => {
        this.timers.delete(name);
        this.send({ type: 'timer', name });
      },
    }));
    const calls = this.calls.map((call) => ({
      at: call.at,
      fire: () => {
        this.calls = this.calls.filter((each) => each !== call);
        this.send(call.answer());
      },
    }));
    return [...calls, ...timers].filter((each) => each.at <= end).sort((a, b) => a.at - b.at)[0];
  }

  /** What holds after every single event. */
  private check(before: PlaybackState, what: PlaybackEvent): void {
    const { phase, deadlines, days, flight, reading } = this.state;
    if (phase.kind === 'playing') expect(this.evidence).toContain(phase.stream.generation);
    if (isRunning(phase)) expect(flight).toBeNull();
    if (isRunning(phase) || phase.kind === 'opening') expect(reading?.quiet).not.toBe(false);
    expect(deadlinesIn(phase.kind, deadlines)).toEqual(deadlines);
    expect(Object.fromEntries(this.timers)).toEqual(deadlines);
    for (const [index, day] of days.slice(1).entries()) expect(day.from).toBe(days[index]?.to);
    const position = positionOf(this.state, this.now);
    const known = knownSpan(days);
    if (known) expect(position >= known.from && position <= known.to).toBe(true);
    const same = streamOf(before) !== null && streamOf(before)?.generation === streamOf(this.state)?.generation;
    const both = before.phase.kind === 'playing' && phase.kind === 'playing';
    const shown = positionOf(before, this.now);
    // A picture from before all that is known is shown at its bound, until the day before has been read.
    const bounded = shown === knownSpan(before.days)?.from;
    if (same && both && !bounded && what.type !== 'video-at') expect(position).toBeGreaterThanOrEqual(shown);
  }
}

const worlds = fc.record({
  jitter: fc.double({ min: 0, max: 0.999, noNaN: true }),
  stimuli: fc.array(stimulus, { maxLength: 40 }),
});
const works = { reply: { kind: 'opened', protocols: ['flv'], early: 0, short: 0 }, replyMs: 100, reports: 0 } as const;

function run({ jitter, stimuli }: { readonly jitter: number; readonly stimuli: readonly Stimulus[] }): World {
  const world = new World(jitter, works);
  for (const each of stimuli) world.play(each);
  return world;
}

test('whatever happens: one address at a time, no playing without evidence, no position outside the known', () => {
  fc.assert(
    fc.property(worlds, (input) => void run(input)),
    { numRuns: 400 },
  );
});

test('left alone, it ends in a picture that plays on, or in a state with a next step for a person', () => {
  const rests = ['idle', 'suspended', 'failed', 'paused', 'gap', 'empty', 'caught-up'];
  fc.assert(
    fc.property(worlds, (input) => {
      const world = run(input);
      world.advance(6 * HOUR);
      const { phase } = world.state;
      expect(rests.includes(phase.kind) || (phase.kind === 'waiting' && phase.cause === 'network')).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test('what may not be watched any more is gone at once, and stays gone until a person asks', () => {
  fc.assert(
    fc.property(worlds, (input) => {
      const world = run(input);
      const openId = streamOf(world.state)?.openId;
      fc.pre(openId !== undefined);
      world.send({ type: 'barred', openId, code: 'expired', requestId: '' });
      expect(world.state.phase).toMatchObject({ kind: 'failed', reason: 'expired' });
      world.advance(6 * HOUR);
      expect(world.state.phase.kind).toBe('failed');
    }),
    { numRuns: 40 },
  );
});

test('in a world that works again, a person gets to any recording by going there', () => {
  const wifi: PlaybackEvent = { type: 'network', network: { connected: true, kind: 'wifi' } };
  const wanted = recordedBefore(TODAY).from + 60_000;
  fc.assert(
    fc.property(worlds, (input) => {
      const world = run(input);
      world.play({ event: wifi, delayMs: LONGEST_WAIT_MS, ...works });
      if (world.state.phase.kind === 'idle') {
        world.play({ event: { type: 'watch', channelId: 'gate', at: null }, delayMs: CALL_DEADLINE_MS, ...works });
      }
      world.play({ event: { type: 'show' }, delayMs: CALL_DEADLINE_MS, ...works });
      world.play({ event: { type: 'choose-place', place: 'device' }, delayMs: CALL_DEADLINE_MS, ...works });
      world.play({ event: { type: 'choose-speed', speed: 1 }, delayMs: CALL_DEADLINE_MS, ...works });
      // A failed first question leaves the place unknown, so it is asked once more.
      world.play({ event: { type: 'retry' }, delayMs: CALL_DEADLINE_MS, ...works });
      world.play({ event: { type: 'seek', at: wanted }, delayMs: 2_000, ...works });
      world.report();
      expect(world.state.phase.kind).toBe('playing');
      expect(positionOf(world.state, world.now) - wanted).toBeLessThan(5_000);
    }),
    { numRuns: 150 },
  );
});

test('every stretch that the cloud opened is closed once nobody looks, and only once', () => {
  fc.assert(
    fc.property(worlds, (input) => {
      const world = run(input);
      world.send({ type: 'leave' });
      world.advance(CALL_DEADLINE_MS);
      expect([...world.closed].sort()).toEqual([...world.opened].sort());
    }),
    { numRuns: 150 },
  );
});

test('a picture that plays well runs on to the present, over every gap and midnight', () => {
  const start = fc.integer({ min: -3 * 24 * 60, max: 14 * 60 }).map((minutes) => at('00:00') + minutes * 60_000);
  fc.assert(
    fc.property(start, fc.double({ min: 0, max: 0.999, noNaN: true }), (from, jitter) => {
      const world = new World(jitter, works);
      world.play({ event: { type: 'watch', channelId: 'gate', at: from }, delayMs: 1_000, ...works });
      if (world.state.phase.kind === 'gap' || world.state.phase.kind === 'empty') {
        world.play({ event: { type: 'skip', offset: 1 }, delayMs: 3_000, ...works });
      }
      let last = 0;
      // Whoever trails a recording under way is no nearer to the present after many a stretch of it, until it pauses.
      const patience = world.now + 48 * HOUR;
      while (world.state.phase.kind !== 'caught-up' && world.now < patience) {
        const stream = streamOf(world.state);
        if (stream === null) world.advance(1_000);
        else {
          world.send({ type: 'signal', signal: 'frame', generation: stream.generation });
          const position = positionOf(world.state, world.now);
          expect(position).toBeGreaterThanOrEqual(last);
          last = position;
          world.now += stream.to - position;
          world.send({ type: 'signal', signal: 'ended', generation: stream.generation });
        }
      }
      expect(world.state.phase.kind).toBe('caught-up');
    }),
    { numRuns: 40 },
  );
});
