import fc from 'fast-check';
import { step } from '../../../miniprogram/live/stores/live-machine';
import type { Effect, LiveEvent } from '../../../miniprogram/live/stores/live-machine/events';
import { deadlinesIn } from '../../../miniprogram/live/stores/live-machine/policy';
import { initialLiveState, streamOf, TIMER_NAMES } from '../../../miniprogram/live/stores/live-machine/state';
import type { LiveState, TimerName } from '../../../miniprogram/live/stores/live-machine/state';
import type { PlayerSignal } from '../../../miniprogram/services/player-signal';
import type { FailureCode } from '../../../miniprogram/utils/call-failed';
import { disturbances, generations, signals } from '../support/disturbances';
import { gate, sourceBy, START, yard } from '../support/live-rig';

const EVIDENCE: readonly PlayerSignal[] = ['frame', 'progress'];
const CALL_DEADLINE_MS = 10_000;
const REPORT_GAP_MS = 4_000;
const STABLE_REPORTS = 9;
/** A quota without a named end, and the spread after it. */
const LONGEST_WAIT_MS = 5 * 60_000 + 5_000;

type Reply =
  | { readonly kind: 'opened'; readonly protocols: readonly ('flv' | 'rtmp' | 'hls')[]; readonly life: number | null }
  | { readonly kind: 'refused'; readonly code: FailureCode };

interface Stimulus {
  readonly event: LiveEvent;
  readonly delayMs: number;
  /** Whether a picture, if there is one, first plays well for long enough to be called stable. */
  readonly steady: boolean;
  /** How the cloud answers the next call, and after how long. */
  readonly reply: Reply;
  readonly replyMs: number;
}

const event: fc.Arbitrary<LiveEvent> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('watch' as const),
      camera: fc.constantFrom(gate, yard),
      quality: fc.constantFrom('main' as const, 'sub' as const),
      mode: fc.constant('RTC' as const),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ type: fc.constant('signal' as const), signal: signals, generation: generations }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('vitals' as const),
      fps: fc.constantFrom(0, 15),
      cacheMs: fc.constantFrom(200, 5_000),
      generation: generations,
    }),
  },
  ...disturbances(TIMER_NAMES),
  {
    weight: 4,
    arbitrary: fc.constantFrom<LiveEvent>(
      { type: 'leave' },
      { type: 'hide' },
      { type: 'show' },
      { type: 'retry' },
      { type: 'attend' },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('choose-quality' as const),
      quality: fc.constantFrom('main' as const, 'sub' as const),
    }),
  },
);
const code = fc.constantFrom<FailureCode>(
  'timeout',
  'no-network',
  'device-offline',
  'rate-limited',
  'vendor-quota',
  'internal',
  'device-encrypted',
  'device-busy',
);
const reply: fc.Arbitrary<Reply> = fc.oneof(
  fc.record({
    kind: fc.constant('opened' as const),
    protocols: fc.array(fc.constantFrom('flv' as const, 'rtmp' as const, 'hls' as const), {
      minLength: 1,
      maxLength: 3,
    }),
    life: fc.constantFrom(null, 5_000, 60_000, 3_600_000),
  }),
  fc.record({ kind: fc.constant('refused' as const), code }),
);
const stimulus: fc.Arbitrary<Stimulus> = fc.record({
  event,
  steady: fc.boolean(),
  delayMs: fc.constantFrom(0, 10, 500, 3_000, 12_000, 70_000, 700_000),
  reply,
  replyMs: fc.integer({ min: 0, max: CALL_DEADLINE_MS }),
});

/** A phone and a cloud: timers fire on time, every call is answered within its deadline. */
class World {
  state: LiveState = initialLiveState;
  now = START;
  readonly effects: { readonly at: number; readonly effect: Effect }[] = [];
  readonly evidence = new Set<number>();
  readonly opened: string[] = [];
  private readonly timers = new Map<TimerName, number>();
  private calls: { readonly at: number; readonly attempt: number; readonly reply: Reply }[] = [];

  constructor(
    private readonly jitter: number,
    private next: { readonly reply: Reply; readonly replyMs: number },
  ) {}

  play({ event: what, delayMs, steady, reply: answer, replyMs }: Stimulus): void {
    this.next = { reply: answer, replyMs };
    this.send(what);
    for (let reports = 0; steady && reports < STABLE_REPORTS && streamOf(this.state); reports += 1) {
      this.advance(REPORT_GAP_MS);
      this.send({ type: 'vitals', fps: 15, cacheMs: 200, generation: streamOf(this.state)?.generation ?? -1 });
    }
    this.advance(delayMs);
  }

  send(what: LiveEvent): void {
    const current = streamOf(this.state)?.generation;
    const evident =
      (what.type === 'signal' && EVIDENCE.includes(what.signal)) || (what.type === 'vitals' && what.fps > 0);
    if (evident && 'generation' in what && what.generation === current) this.evidence.add(what.generation);
    const { state, effects } = step(this.state, what, { now: this.now, jitter: this.jitter });
    this.state = state;
    for (const effect of effects) this.carryOut(effect);
    this.check();
  }

  advance(ms: number): void {
    const end = this.now + ms;
    for (let due = this.due(end); due; due = this.due(end)) {
      this.now = Math.max(this.now, due.at);
      if (due.name) {
        this.timers.delete(due.name);
        this.send({ type: 'timer', name: due.name });
      } else {
        this.answer();
      }
    }
    this.now = end;
  }

  private carryOut(effect: Effect): void {
    this.effects.push({ at: this.now, effect });
    if (effect.type === 'start-timer') this.timers.set(effect.name, this.now + effect.ms);
    if (effect.type === 'cancel-timer') this.timers.delete(effect.name);
    if (effect.type !== 'open-address') return;
    this.calls.push({ at: this.now + this.next.replyMs, attempt: effect.attempt, reply: this.next.reply });
    expect(this.calls).toHaveLength(1);
  }

  private answer(): void {
    const call = this.calls.shift();
    if (!call) return;
    const { attempt, reply: answer } = call;
    if (answer.kind === 'refused') {
      this.send({ type: 'refused', attempt, code: answer.code, requestId: '', retryAt: null });
      return;
    }
    const expiresAt = answer.life === null ? null : this.now + answer.life;
    const sources = answer.protocols.map((protocol) => sourceBy(protocol, { expiresAt }));
    this.opened.push(String(attempt));
    this.send({ type: 'opened', attempt, openId: String(attempt), sources, watermark: null });
  }

  private due(end: number): { readonly at: number; readonly name: TimerName | null } | undefined {
    const timers = [...this.timers].map(([name, at]) => ({ at, name }));
    const calls = this.calls.map(({ at }) => ({ at, name: null }));
    return [...calls, ...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }

  /** What holds after every single event. */
  private check(): void {
    const { phase, deadlines } = this.state;
    if (phase.kind === 'playing') expect(this.evidence).toContain(phase.stream.generation);
    expect(deadlinesIn(phase.kind, deadlines)).toEqual(deadlines);
    expect(Object.fromEntries(this.timers)).toEqual(deadlines);
  }
}

const worlds = fc.record({
  jitter: fc.double({ min: 0, max: 0.999, noNaN: true }),
  stimuli: fc.array(stimulus, { maxLength: 40 }),
});
const works = { reply: { kind: 'opened', protocols: ['flv'], life: null }, replyMs: 100 } as const;

function run({ jitter, stimuli }: { readonly jitter: number; readonly stimuli: readonly Stimulus[] }): World {
  const world = new World(jitter, works);
  for (const each of stimuli) world.play(each);
  return world;
}

test('whatever happens: one call at a time, no playing without evidence, no timer out of its phase', () => {
  fc.assert(
    fc.property(worlds, (input) => void run(input)),
    { numRuns: 600 },
  );
});

test('left alone, it ends in a picture, out of sight, waiting for a network or a person, or in words', () => {
  fc.assert(
    fc.property(worlds, (input) => {
      const world = run(input);
      world.advance(3_600_000);
      const { phase } = world.state;
      const rests = ['idle', 'suspended', 'failed'].includes(phase.kind);
      expect(rests || (phase.kind === 'waiting' && phase.cause === 'network')).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('in a world that works again, opening a camera brings its picture', () => {
  fc.assert(
    fc.property(worlds, (input) => {
      const world = run(input);
      const wifi: LiveEvent = { type: 'network', network: { connected: true, kind: 'wifi' } };
      world.play({ event: wifi, delayMs: LONGEST_WAIT_MS, steady: false, ...works });
      world.play({ event: { type: 'leave' }, delayMs: CALL_DEADLINE_MS, steady: false, ...works });
      world.play({
        event: { type: 'watch', camera: gate, quality: 'sub', mode: 'RTC' },
        delayMs: 1_000,
        steady: false,
        ...works,
      });
      world.send({ type: 'signal', signal: 'frame', generation: streamOf(world.state)?.generation ?? -1 });
      expect(world.state.phase.kind).toBe('playing');
    }),
    { numRuns: 300 },
  );
});

test('what may not be watched any more is gone at once, and stays gone until a person asks', () => {
  fc.assert(
    fc.property(worlds, (input) => {
      const world = run(input);
      const openId = streamOf(world.state)?.openId;
      fc.pre(openId !== undefined);
      world.send({ type: 'barred', openId, code: 'revoked', requestId: '' });
      expect(world.state.phase).toMatchObject({ kind: 'failed', reason: 'revoked' });
      world.advance(3_600_000);
      expect(world.state.phase.kind).toBe('failed');
    }),
    { numRuns: 100 },
  );
});

test('every watching that the cloud opened is closed once nobody looks, and only once', () => {
  fc.assert(
    fc.property(worlds, (input) => {
      const world = run(input);
      world.send({ type: 'leave' });
      world.advance(CALL_DEADLINE_MS);
      const closed = world.effects.flatMap(({ effect }) => (effect.type === 'close-session' ? [effect.openId] : []));
      expect([...closed].sort()).toEqual([...world.opened].sort());
    }),
    { numRuns: 300 },
  );
});

test('a phone on its own never calls faster than its backoff', () => {
  const failures = fc.array(fc.constantFrom<FailureCode>('timeout', 'internal', 'vendor-unavailable'), {
    minLength: 6,
    maxLength: 6,
  });
  fc.assert(
    fc.property(failures, fc.double({ min: 0, max: 0.999, noNaN: true }), (codes, jitter) => {
      const world = new World(jitter, { reply: { kind: 'refused', code: codes[0] ?? 'timeout' }, replyMs: 0 });
      world.send({ type: 'watch', camera: gate, quality: 'sub', mode: 'RTC' });
      world.advance(120_000);
      const calls = world.effects.filter(({ effect }) => effect.type === 'open-address').map(({ at }) => at);
      const gaps = calls.slice(1).map((at, index) => at - (calls[index] ?? 0));
      expect(gaps).toHaveLength(5);
      [1_000, 2_000, 4_000, 8_000, 15_000].forEach((least, index) => expect(gaps[index]).toBeGreaterThanOrEqual(least));
      expect(world.state.phase.kind).toBe('failed');
    }),
  );
});
