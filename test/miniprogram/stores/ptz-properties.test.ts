import fc from 'fast-check';
import type { PtzHold, PtzMotion } from '../../../typings/contract/control';
import type { PtzEffect, PtzEvent } from '../../../miniprogram/live/stores/ptz/events';
import { step } from '../../../miniprogram/live/stores/ptz/machine';
import { MOST_STOPS } from '../../../miniprogram/live/stores/ptz/policy';
import { initialPtzState, PTZ_TIMERS, type PtzState, type PtzTimer } from '../../../miniprogram/live/stores/ptz/state';
import type { FailureCode } from '../../../miniprogram/utils/call-failed';
import { NOON } from '../support/phone';
import { makeOrder } from '../support/ptz-rig';

type Gesture = 'press' | 'release' | 'halt' | 'step' | 'lost' | 'found' | 'timer';

/** How the next call travels: how long each way, and whether it is lost there, lost on its way back or refused. */
interface Travel {
  readonly there: number;
  readonly back: number;
  readonly fate: 'well' | 'lost' | 'unanswered' | FailureCode;
}

interface Stimulus {
  readonly gesture: Gesture;
  readonly motion: PtzMotion;
  readonly timer: PtzTimer;
  readonly delayMs: number;
  readonly travel: Travel;
}

/** The cloud's dead man's switch, and how long one call may take. */
const LEASE_MS = 2_000;
const CALL_DEADLINE_MS = 10_000;

const travel: fc.Arbitrary<Travel> = fc.record({
  there: fc.integer({ min: 5, max: 1_500 }),
  back: fc.integer({ min: 5, max: 1_500 }),
  fate: fc.oneof(
    { weight: 6, arbitrary: fc.constant('well' as const) },
    {
      weight: 3,
      arbitrary: fc.constantFrom('lost' as const, 'unanswered' as const, 'vendor-unavailable' as const),
    },
    { weight: 1, arbitrary: fc.constantFrom('permission-denied' as const, 'rate-limited' as const) },
  ),
});
const stimulus: fc.Arbitrary<Stimulus> = fc.record({
  gesture: fc.oneof(
    {
      weight: 5,
      arbitrary: fc.constantFrom<Gesture>('press', 'release'),
    },
    { weight: 3, arbitrary: fc.constantFrom<Gesture>('halt', 'step', 'lost', 'found', 'timer') },
  ),
  motion: fc.constantFrom<PtzMotion>('up', 'right', 'zoom-in'),
  timer: fc.constantFrom(...PTZ_TIMERS),
  delayMs: fc.constantFrom(0, 30, 400, 1_100, 3_000, 12_000),
  travel,
});

/** A phone, a cloud that keeps its word, and a camera between which calls take their time or are lost. */
class World {
  state: PtzState = initialPtzState;
  now = NOON;
  /** Every hold and stop as it was sent. */
  readonly holds: string[] = [];
  readonly stops: { readonly holdId: string; readonly motion: PtzMotion }[] = [];
  readonly presses = new Map<string, PtzMotion>();
  /** Presses of which the phone knows that they move nothing any more. */
  readonly ended = new Set<string>();
  /** What moves, until when at the latest. */
  moving: { readonly holdId: string; until: number } | null = null;
  private readonly timers = new Map<PtzTimer, number>();
  private readonly tombs = new Set<string>();
  private queue: { readonly at: number; readonly run: () => void }[] = [];
  private travel: Travel = { there: 20, back: 20, fate: 'well' };
  private last = 0;

  play({ gesture, motion, timer, delayMs, travel: way }: Stimulus): void {
    this.travel = way;
    this.send(this.eventOf(gesture, motion, timer));
    this.advance(delayMs);
  }

  send(event: PtzEvent): void {
    const { state, effects } = step(this.state, event, this.now);
    this.state = state;
    for (const effect of effects) this.carryOut(effect);
    expect(Object.fromEntries(this.timers)).toEqual(this.state.deadlines);
  }

  advance(ms: number): void {
    const end = this.now + ms;
    for (let due = this.due(end); due; due = this.due(end)) {
      this.now = Math.max(this.now, due.at);
      due.run();
    }
    this.now = end;
    if (this.moving && this.moving.until <= this.now) this.moving = null;
  }

  private eventOf(gesture: Gesture, motion: PtzMotion, name: PtzTimer): PtzEvent {
    const holdId = `press-${(this.last += 1)}`;
    switch (gesture) {
      case 'press':
        this.presses.set(holdId, motion);
        return { type: 'press', order: makeOrder(holdId, motion) };
      case 'step':
        return { type: 'step', orders: [{ ...makeOrder(holdId, motion), ms: 300 }] };
      case 'lost':
      case 'found':
        return { type: 'network', connected: gesture === 'found' };
      case 'timer':
        return { type: 'timer', name };
      case 'release':
      case 'halt':
        return { type: gesture };
    }
  }

  private carryOut(effect: PtzEffect): void {
    switch (effect.type) {
      case 'start-timer':
        this.timers.set(effect.name, this.now + effect.ms);
        break;
      case 'cancel-timer':
        this.timers.delete(effect.name);
        break;
      case 'hold':
        this.sendHold(effect.order.holdId);
        break;
      case 'step':
        this.sendStep(effect.order.holdId);
        break;
      case 'stop':
        this.sendStop(effect);
        break;
      case 'knock':
      case 'shake':
        break;
    }
  }

  private sendHold(holdId: string): void {
    if (!this.holds.includes(holdId)) {
      // Nothing begins before everything earlier has come to its end.
      for (const earlier of new Set(this.holds)) expect(this.ended).toContain(earlier);
      for (const { holdId: earlier } of this.stops) expect(this.ended).toContain(earlier);
    }
    this.holds.push(holdId);
    const failed = (code: FailureCode) => {
      this.send({ type: 'hold-refused', holdId, code });
      if (code === 'permission-denied') this.noteEnd(holdId);
    };
    this.call(failed, (answer) => {
      if (this.tombs.has(holdId)) {
        answer(() => this.answerHold(holdId, { kind: 'released' }));
        return;
      }
      const until = this.now + LEASE_MS;
      this.moving = { holdId, until };
      this.after(LEASE_MS, () => {
        const extended = this.moving?.holdId === holdId && this.moving.until > until;
        const kind = extended ? 'extended' : this.tombs.has(holdId) ? 'released' : 'stopped';
        answer(() => this.answerHold(holdId, { kind }));
      });
    });
  }

  private answerHold(holdId: string, outcome: PtzHold): void {
    this.send({ type: 'hold-answered', holdId, outcome });
    if (outcome.kind !== 'extended') this.noteEnd(holdId);
  }

  /** The cloud said that it stands, or would not begin, and nothing else of the press is under way. */
  private noteEnd(holdId: string): void {
    const { phase } = this.state;
    if (phase.kind === 'idle' || phase.order.holdId !== holdId) this.ended.add(holdId);
  }

  private sendStep(holdId: string): void {
    const failed = (code: FailureCode) => this.send({ type: 'step-refused', holdId, code });
    this.call(failed, (answer) => {
      this.after(300, () => answer(() => this.send({ type: 'step-answered', holdId, outcome: { kind: 'stopped' } })));
    });
  }

  private sendStop({ holdId, motion, tries }: Extract<PtzEffect, { readonly type: 'stop' }>): void {
    this.stops.push({ holdId, motion });
    const failed = (code: FailureCode) => this.send({ type: 'stop-failed', holdId, tries, code });
    this.call(failed, (answer) => {
      this.tombs.add(holdId);
      if (this.moving?.holdId === holdId) this.moving = null;
      answer(() => {
        this.ended.add(holdId);
        this.send({ type: 'stop-acknowledged', holdId });
      });
    });
  }

  private call(failed: (code: FailureCode) => void, arrive: (answer: (tell: () => void) => void) => void): void {
    const { there, back, fate } = this.travel;
    if (fate === 'lost') {
      this.after(CALL_DEADLINE_MS, () => failed('timeout'));
      return;
    }
    if (fate !== 'well' && fate !== 'unanswered') {
      this.after(there + back, () => failed(fate));
      return;
    }
    const answer = (tell: () => void) => this.after(back, fate === 'well' ? tell : () => failed('timeout'));
    this.after(there, () => arrive(answer));
  }

  private after(ms: number, run: () => void): void {
    this.queue.push({ at: this.now + ms, run });
  }

  private due(end: number): { readonly at: number; readonly run: () => void } | undefined {
    const timers = [...this.timers].map(([name, at]) => ({
      at,
      run: () => {
        this.timers.delete(name);
        this.send({ type: 'timer', name });
      },
    }));
    const next = [...this.queue, ...timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
    this.queue = this.queue.filter((each) => each !== next);
    return next;
  }
}

function run(stimuli: readonly Stimulus[]): World {
  const world = new World();
  for (const each of stimuli) world.play(each);
  return world;
}

const stories = fc.array(stimulus, { maxLength: 40 });

test('whatever happens: nothing starts while an earlier stop is unacknowledged, and no timer is forgotten', () => {
  fc.assert(
    fc.property(stories, (stimuli) => void run(stimuli)),
    { numRuns: 800 },
  );
});

test('a press starts at most once, and whatever was sent to extend it comes before its stop', () => {
  fc.assert(
    fc.property(stories, (stimuli) => {
      const { holds, presses } = run(stimuli);
      const runs = holds.filter((holdId, index) => holdId !== holds[index - 1]);
      expect(new Set(runs).size).toBe(runs.length);
      for (const holdId of runs) expect(presses.has(holdId)).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('a stop names the motion that began', () => {
  fc.assert(
    fc.property(stories, (stimuli) => {
      const { stops, presses } = run(stimuli);
      for (const { holdId, motion } of stops) expect(presses.get(holdId) ?? motion).toBe(motion);
    }),
    { numRuns: 400 },
  );
});

test('once nobody looks, every press ends: acknowledged, or after the eighth try', () => {
  fc.assert(
    fc.property(stories, (stimuli) => {
      const world = run(stimuli);
      world.send({ type: 'halt' });
      const begun = world.holds.length;
      world.advance(60_000);
      expect(world.holds).toHaveLength(begun);
      expect(['idle', 'unsure']).toContain(world.state.phase.kind);
      if (world.state.phase.kind === 'idle') for (const holdId of world.holds) expect(world.ended).toContain(holdId);
      expect(world.moving).toBeNull();
    }),
    { numRuns: 400 },
  );
});

test('the camera stands 2.5 s after the page went, even where no stop ever arrives', () => {
  fc.assert(
    fc.property(stories, fc.boolean(), (stimuli, reachable) => {
      const world = run(stimuli);
      world.play({
        gesture: 'halt',
        motion: 'up',
        timer: 'slow',
        delayMs: 2_500 + 1_500,
        travel: { there: 5, back: 5, fate: reachable ? 'well' : 'lost' },
      });
      expect(world.moving).toBeNull();
    }),
    { numRuns: 400 },
  );
});

test('a chain of stops on a network that does not change has eight tries at most', () => {
  fc.assert(
    fc.property(travel, fc.integer({ min: 300, max: 5_000 }), (way, heldMs) => {
      const world = new World();
      world.play({ gesture: 'press', motion: 'up', timer: 'slow', delayMs: heldMs, travel: way });
      world.play({ gesture: 'halt', motion: 'up', timer: 'slow', delayMs: 120_000, travel: way });
      expect(world.stops.length).toBeLessThanOrEqual(MOST_STOPS);
    }),
    { numRuns: 300 },
  );
});
