import { toPlayerSignal } from '../../../miniprogram/services/player-signal';
import { step } from '../../../miniprogram/live/stores/live-machine';
import type { Effect, LiveEvent, PlayerOrder } from '../../../miniprogram/live/stores/live-machine/events';
import { initialLiveState, streamOf } from '../../../miniprogram/live/stores/live-machine/state';
import type { LiveState, TimerName } from '../../../miniprogram/live/stores/live-machine/state';
import type { FailureCode } from '../../../miniprogram/utils/call-failed';
import type { LiveSource, Protocol, Quality } from '../../../typings/contract/domain';

export type EffectOf<T extends Effect['type']> = Extract<Effect, { readonly type: T }>;

export const START = 1_700_000_000_000;
export const gate = { id: 'gate', qualities: ['main', 'sub'] } as const;
export const yard = { id: 'yard', qualities: ['main', 'sub'] } as const;

export const makeSource = (overrides: Partial<LiveSource> = {}): LiveSource => ({
  protocol: 'flv',
  url: 'https://media.example/live.flv?token=secret',
  codec: 'h264',
  expiresAt: null,
  ...overrides,
});

export const sourceBy = (protocol: Protocol, overrides: Partial<LiveSource> = {}): LiveSource =>
  makeSource({ protocol, url: `${protocol}://media.example/live`, ...overrides });

/** The machine with its timers run against a clock that only moves when told to. */
export class LiveRig {
  state: LiveState = initialLiveState;
  now = START;
  readonly effects: Effect[] = [];
  /** What the cloud wants over the picture. */
  watermark: string | null = null;
  private readonly timers = new Map<TimerName, number>();

  constructor(private readonly jitter = 0) {}

  send(event: LiveEvent): readonly Effect[] {
    const { state, effects } = step(this.state, event, { now: this.now, jitter: this.jitter });
    this.state = state;
    this.effects.push(...effects);
    for (const effect of effects) {
      if (effect.type === 'start-timer') this.timers.set(effect.name, this.now + effect.ms);
      if (effect.type === 'cancel-timer') this.timers.delete(effect.name);
    }
    return effects;
  }

  /** Lets time pass; timers fire in order, each at its own time. */
  advance(ms: number): readonly Effect[] {
    const end = this.now + ms;
    const from = this.effects.length;
    for (let due = this.nextTimer(end); due; due = this.nextTimer(end)) {
      const [name, at] = due;
      this.now = at;
      this.timers.delete(name);
      this.send({ type: 'timer', name });
    }
    this.now = end;
    return this.effects.slice(from);
  }

  watch(camera: { readonly id: string; readonly qualities: readonly Quality[] } = gate, quality: Quality = 'sub') {
    return this.send({ type: 'watch', camera, quality, mode: 'RTC' });
  }

  /** The cloud answers the call under way. */
  opened(...sources: readonly LiveSource[]) {
    const attempt = this.attempt();
    return this.send({
      type: 'opened',
      attempt,
      openId: `open-${attempt}`,
      sources: sources.length > 0 ? sources : [makeSource()],
      watermark: this.watermark,
    });
  }

  /** The cloud refuses to let this person watch on. */
  barred(code: FailureCode, openId = streamOf(this.state)?.openId ?? '') {
    return this.send({ type: 'barred', openId, code, requestId: 'r-2' });
  }

  refused(code: FailureCode, retryAt: number | null = null) {
    return this.send({ type: 'refused', attempt: this.attempt(), code, requestId: 'r-1', retryAt });
  }

  /** The player says these codes about what it was last told to play. */
  codes(...codes: readonly number[]) {
    for (const code of codes) {
      const signal = toPlayerSignal(code);
      if (signal) this.send({ type: 'signal', signal, generation: this.generation() });
    }
  }

  vitals(fps: number, cacheMs = 300) {
    return this.send({ type: 'vitals', fps, cacheMs, generation: this.generation() });
  }

  /** Plays with a report a second, as phones do. */
  playFor(ms: number): void {
    for (let left = ms; left > 0; left -= 1_000) {
      this.advance(Math.min(left, 1_000));
      this.vitals(15);
    }
  }

  /** From nothing to a moving picture. */
  startPlaying(...sources: readonly LiveSource[]): void {
    this.watch();
    this.opened(...sources);
    this.codes(2001, 2004, 2003);
  }

  online(kind: 'wifi' | 'cellular' = 'wifi') {
    return this.send({ type: 'network', network: { connected: true, kind } });
  }

  offline() {
    return this.send({ type: 'network', network: { connected: false, kind: 'none' } });
  }

  get kind(): LiveState['phase']['kind'] {
    return this.state.phase.kind;
  }

  every<T extends Effect['type']>(type: T): readonly EffectOf<T>[] {
    return this.effects.filter((effect): effect is EffectOf<T> => effect.type === type);
  }

  /** The address the player was last told to play. */
  get order(): PlayerOrder | undefined {
    return this.every('set-source').at(-1);
  }

  get opens(): readonly EffectOf<'open-address'>[] {
    return this.every('open-address');
  }

  private attempt(): number {
    return this.opens.at(-1)?.attempt ?? 0;
  }

  private generation(): number {
    return streamOf(this.state)?.generation ?? -1;
  }

  private nextTimer(end: number): readonly [TimerName, number] | undefined {
    return [...this.timers].filter(([, at]) => at <= end).sort(([, a], [, b]) => a - b)[0];
  }
}
