import type { OpenedPast } from '../../../typings/contract/calls';
import type {
  CameraAbilities,
  LiveSource,
  RecordedDay,
  RecordingPlace,
  Segment,
} from '../../../typings/contract/domain';
import { toPlayerSignal } from '../../../miniprogram/services/player-signal';
import { step } from '../../../miniprogram/playback/stores/playback-machine';
import type {
  Effect,
  PlaybackEvent,
  PlaybackNotice,
} from '../../../miniprogram/playback/stores/playback-machine/events';
import { positionOf } from '../../../miniprogram/playback/stores/playback-machine/policy';
import {
  initialPlaybackState,
  streamOf,
  type PlaybackState,
  type TimerName,
} from '../../../miniprogram/playback/stores/playback-machine/state';
import { dayLater } from '../../../miniprogram/playback/stores/recorded-days';
import type { FailureCode } from '../../../miniprogram/utils/call-failed';
import { sourceBy } from './live-rig';
import { NO_CONTROL } from '../../support/no-control';

export type EffectOf<T extends Effect['type']> = Extract<Effect, { readonly type: T }>;

export const TODAY = '2026-11-20';
export const HOUR = 3_600_000;
export const MINUTE = 60_000;
const DAY = 24 * HOUR;

/** The instant of a time of day in Shanghai: `at('13:37:20')` is today, `at('13:37', '2026-11-19')` is not. */
export function at(time: string, day = TODAY): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return Date.parse(`${day}T00:00:00+08:00`) + hours * HOUR + minutes * MINUTE + seconds * 1_000;
}

/** A recording from one time of day to another; `24:00` is midnight. */
export function segment(from: string, to: string, day = TODAY, id: string | null = null): Segment {
  return { from: at(from, day), to: at(to, day), trigger: 'timed', id };
}

/** What was recorded, `09:00-12:00` a piece. Days without an entry have nothing. */
export type Diary = Readonly<Record<string, readonly string[]>>;

export function makeDay(day: string, spans: readonly string[], now: number): RecordedDay {
  const from = at('00:00', day);
  const segments = spans
    .map((span) => {
      const [begin = '', end = ''] = span.split('-');
      return segment(begin, end, day);
    })
    .filter((each) => each.from < now)
    .map((each) => ({ ...each, to: Math.min(each.to, now) }));
  return { day, from, to: from + DAY, offsets: [{ from, minutes: 480 }], segments, now };
}

export const abilities: CameraAbilities = {
  lookBack: { places: ['device', 'cloud'], speeds: [2, 4] },
  clips: null,
  videos: false,
  control: NO_CONTROL,
};

/** The machine with its timers run against a clock that only moves when told to, and a cloud that knows a diary. */
export class PlaybackRig {
  state: PlaybackState = initialPlaybackState;
  /** 14:05 in Shanghai. */
  now = at('14:05');
  readonly effects: Effect[] = [];
  protocols: readonly LiveSource['protocol'][] = ['flv'];
  abilities = abilities;
  private readonly timers = new Map<TimerName, number>();

  constructor(
    public diary: Diary = { [TODAY]: ['09:00-12:00', '13:00-14:04'] },
    private readonly jitter = 0,
  ) {}

  send(event: PlaybackEvent): readonly Effect[] {
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
      const [name, when] = due;
      this.now = when;
      this.timers.delete(name);
      this.send({ type: 'timer', name });
    }
    this.now = end;
    return this.effects.slice(from);
  }

  /** The cloud answers every day that is being read. */
  read(): void {
    for (let round = 0; this.state.reading !== null && round < 20; round += 1) {
      const { attempt, day } = this.state.reading;
      if (this.state.abilities === null) {
        this.send({ type: 'described', channelId: 'gate', abilities: this.abilities });
      }
      this.send({ type: 'day-read', attempt, day: this.dayOf(day ?? this.today) });
    }
  }

  refuseDay(code: FailureCode): void {
    const attempt = this.state.reading?.attempt ?? -1;
    this.send({ type: 'day-refused', attempt, code, requestId: 'r-1', retryAt: null });
  }

  /** Opens the camera's past, as far as the wish for an address. */
  watch(from: number | null = null): void {
    this.send({ type: 'watch', channelId: 'gate', at: from });
    this.read();
  }

  /** The cloud answers the call under way: from the instant asked for to the segment's end, unless told otherwise. */
  opened(change: Partial<Omit<OpenedPast, 'openId'>> = {}): void {
    const call = this.opens.at(-1);
    if (!call) throw new Error('no address was asked for');
    const sources = this.protocols.map((protocol) => sourceBy(protocol));
    const openId = `open-${call.attempt}`;
    const past = { openId, sources, from: call.at, to: call.segment.to, watermark: null, ...change };
    this.send({ type: 'opened', attempt: call.attempt, past });
  }

  /** The cloud refuses to let this person watch on. */
  barred(code: FailureCode, openId = streamOf(this.state)?.openId ?? ''): void {
    this.send({ type: 'barred', openId, code, requestId: 'r-2' });
  }

  refused(code: FailureCode, retryAt: number | null = null): void {
    const attempt = this.opens.at(-1)?.attempt ?? -1;
    this.send({ type: 'refused', attempt, code, requestId: 'r-1', retryAt });
  }

  /** The player says these codes about what it was last told to play. */
  codes(...codes: readonly number[]): void {
    for (const code of codes) {
      const signal = toPlayerSignal(code);
      if (signal) this.send({ type: 'signal', signal, generation: this.generation });
    }
  }

  videoAt(seconds: number): void {
    this.send({ type: 'video-at', seconds, generation: this.generation });
  }

  /** From nothing to a moving picture at that instant. */
  playFrom(instant: number | null): void {
    this.watch(instant);
    this.opened();
    this.codes(2001, 2004, 2003);
  }

  /** Plays with a report a second, as phones do. */
  playFor(ms: number): void {
    for (let left = ms; left > 0; left -= 1_000) {
      this.advance(Math.min(left, 1_000));
      this.codes(2005);
    }
  }

  /** A person settles on an instant and waits for it. */
  seek(instant: number): void {
    this.send({ type: 'seek', at: instant });
    this.advance(400);
  }

  online(kind: 'wifi' | 'cellular' = 'wifi'): void {
    this.send({ type: 'network', network: { connected: true, kind } });
  }

  offline(): void {
    this.send({ type: 'network', network: { connected: false, kind: 'none' } });
  }

  dayOf(day: string): RecordedDay {
    return makeDay(day, this.diary[day] ?? [], this.now);
  }

  get kind(): PlaybackState['phase']['kind'] {
    return this.state.phase.kind;
  }

  get position(): number {
    return positionOf(this.state, this.now);
  }

  get generation(): number {
    return streamOf(this.state)?.generation ?? -1;
  }

  every<T extends Effect['type']>(type: T): readonly EffectOf<T>[] {
    return this.effects.filter((effect): effect is EffectOf<T> => effect.type === type);
  }

  get opens(): readonly EffectOf<'open-address'>[] {
    return this.every('open-address');
  }

  /** The instant and the place of the address asked for last. */
  get wanted(): { readonly at: number; readonly place: RecordingPlace } | undefined {
    return this.opens.at(-1);
  }

  get reads(): readonly (string | null)[] {
    return this.every('read-day').map(({ day }) => day);
  }

  get closed(): readonly string[] {
    return this.every('close-session').map(({ openId }) => openId);
  }

  get notices(): readonly PlaybackNotice[] {
    return this.every('show-notice').map(({ notice }) => notice);
  }

  private get today(): string {
    return new Date(this.now + 8 * HOUR).toISOString().slice(0, 10);
  }

  private nextTimer(end: number): readonly [TimerName, number] | undefined {
    return [...this.timers].filter(([, when]) => when <= end).sort(([, a], [, b]) => a - b)[0];
  }
}

export const YESTERDAY = dayLater(TODAY, -1);
