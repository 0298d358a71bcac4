import type {
  CameraAbilities,
  ChannelId,
  LiveSource,
  Protocol,
  RecordedDay,
  RecordingPlace,
  Segment,
} from '../../../../typings/contract/domain';
import type { NetworkState } from '../../../services/network';
import {
  noEmbargo,
  type BreakCause,
  type Embargo,
  type FailReason,
  type WaitCause,
} from '../../../stores/watching/policy';
import type { Deadlines } from '../../../stores/watching/deadlines';
import { standing, type PositionClock } from './position';

/** An opened stretch of the past: its addresses and the one the player was told to play. */
export interface Stream {
  /** Names this watching for `playback.close`. */
  readonly openId: string;
  /** Playable ones only, in order of preference; never empty. */
  readonly sources: readonly LiveSource[];
  readonly index: number;
  /** Epoch ms of its first picture; earlier than the instant asked for only where the player can seek. */
  readonly from: number;
  /** Epoch ms at which it ends. */
  readonly to: number;
  /** Epoch ms that was asked for. */
  readonly at: number;
  readonly speed: number;
  /** Number of the order given to the player; codes of an earlier order are not about this stream. */
  readonly generation: number;
  /** Whether the current source has shown a frame. */
  readonly shown: boolean;
  /** Whether this player reports while it plays, so that its silence means something. */
  readonly beats: boolean;
}

/** What is wanted of the past; which segment that means follows from the days known, and more are read as needed. */
export type Aim =
  /** A little before the end of the newest recording of today, or where there is none, of yesterday. */
  | (Search & { readonly kind: 'newest' })
  /** This instant, wherever it falls. */
  | (Search & { readonly kind: 'at'; readonly at: number })
  /**
   * This instant, or the next recording after it. `told`: a person need not hear of what is skipped. `least`: how much,
   * ms, a recording that still grows must have for it.
   */
  | (Search & { readonly kind: 'onward'; readonly at: number; readonly told: boolean; readonly least: number })
  /** The last recording that begins before this instant. */
  | (Search & { readonly kind: 'before'; readonly at: number })
  /** This instant, or the end of the recording before it. */
  | (Search & { readonly kind: 'back'; readonly at: number })
  /** The first recording of this day, `YYYY-MM-DD`. */
  | (Search & { readonly kind: 'day'; readonly day: string });

/** How far a search has come. */
export interface Search {
  /** How many more days may be read for it. */
  readonly left: number;
  /** The day just read, which need not be read again; null before the first. */
  readonly fresh: string | null;
  /** A loaded day that must be read again first; null when none. */
  readonly stale: string | null;
}

export type Phase =
  | { readonly kind: 'idle' }
  /** A day is being read: today while `day` is null. */
  | { readonly kind: 'loading'; readonly since: number; readonly day: string | null }
  /** Nothing was recorded on that day. */
  | { readonly kind: 'empty'; readonly since: number; readonly day: string }
  /** Nothing was recorded then; the neighbours, as far as the days known reach. */
  | {
      readonly kind: 'gap';
      readonly since: number;
      readonly previous: Segment | null;
      readonly next: Segment | null;
    }
  /** An address is being asked for: after the burst of drags, and after the call before it has answered. */
  | { readonly kind: 'opening'; readonly since: number }
  /** The player has an address and has shown nothing of it. */
  | { readonly kind: 'connecting'; readonly since: number; readonly stream: Stream }
  | { readonly kind: 'playing'; readonly since: number; readonly stream: Stream }
  /** `reconnecting`: the player is trying by itself and is left alone. */
  | {
      readonly kind: 'buffering';
      readonly since: number;
      readonly stream: Stream;
      readonly cause: 'loading' | 'reconnecting';
    }
  /** A person stopped the picture; going on asks for a fresh address, so none can expire meanwhile. */
  | { readonly kind: 'paused'; readonly since: number }
  /** The newest recording has been played, and a second look found none newer. */
  | { readonly kind: 'caught-up'; readonly since: number }
  /** The vendor plays no recordings; it hands out clips, whose ends can be chosen on the timeline. */
  | { readonly kind: 'clips-only'; readonly since: number }
  /** Broken; tried again at `retryAt`. */
  | { readonly kind: 'recovering'; readonly since: number; readonly cause: BreakCause; readonly retryAt: number }
  /** Not our turn: `until` is null while the phone has no network. */
  | { readonly kind: 'waiting'; readonly since: number; readonly cause: WaitCause; readonly until: number | null }
  | { readonly kind: 'suspended'; readonly since: number }
  | {
      readonly kind: 'failed';
      readonly since: number;
      readonly reason: FailReason;
      /** The last fault, for the words under the reason. */
      readonly cause: BreakCause | null;
      /** For support; empty when no call failed. */
      readonly requestId: string;
      /** Epoch ms at which an offline camera was last seen; null when not known. */
      readonly lastSeenAt: number | null;
    };

export type PhaseKind = Phase['kind'];
export type PhaseOf<K extends PhaseKind> = Extract<Phase, { readonly kind: K }>;
/** The phases in which the player holds an address. */
export type RunningPhase = PhaseOf<'connecting' | 'playing' | 'buffering'>;

export const TIMER_NAMES = ['settle', 'first-frame', 'frame', 'end', 'retry', 'replay', 'stable', 'slow'] as const;
export type TimerName = (typeof TIMER_NAMES)[number];

/** The one `playback.open` under way; its answer may find that nobody wants it any more. */
export interface Flight {
  readonly attempt: number;
  readonly channelId: ChannelId;
  readonly place: RecordingPlace;
  readonly segment: Segment;
  readonly at: number;
  readonly speed: number;
  readonly since: number;
}

/** The `playback.day` whose answer is waited for; a later one takes its place. */
export interface Reading {
  readonly attempt: number;
  readonly place: RecordingPlace;
  /** Null for today. */
  readonly day: string | null;
  /** Asked for because the timeline came near, not because the picture needs it. */
  readonly quiet: boolean;
}

export interface PlaybackState {
  readonly phase: Phase;
  readonly channelId: ChannelId | null;
  /** Null until the cloud has told. */
  readonly abilities: CameraAbilities | null;
  readonly place: RecordingPlace;
  /** Read so far, in order, each beginning where the one before ends. */
  readonly days: readonly RecordedDay[];
  /** Where in the past the picture is, or is to be. */
  readonly clock: PositionClock;
  readonly aim: Aim;
  readonly speed: number;
  readonly flight: Flight | null;
  readonly reading: Reading | null;
  readonly attempts: number;
  readonly generation: number;
  /** Breaks since the picture was last stable. */
  readonly failures: number;
  /** Protocols that this phone was given for this camera and could not play. */
  readonly avoid: readonly Protocol[];
  readonly embargo: Embargo;
  /** Epoch ms, by the phone's clock, at which the last of the days was read. */
  readonly readAt: number;
  /** No further day is read for the timeline's sake before this instant, epoch ms. */
  readonly quietUntil: number;
  readonly network: NetworkState;
  readonly deadlines: Deadlines<TimerName>;
  /** The wait has lasted so long that the screen says what it is waiting for. */
  readonly slow: boolean;
  /** The notice of mobile data has been given. */
  readonly warned: boolean;
  /** What must lie over the camera's picture, also over one that stands still; null when nothing must. */
  readonly watermark: string | null;
}

/** Less than this of a recording is not worth an address. */
export const SLIVER_MS = 1_000;
/** Nor is less than this, to one who runs on behind the present: it would be one address after the other. */
export const CATCH_UP_MS = 60_000;

/** A search reads at most so many days without a recording before it asks a person. */
const SEARCH_DAYS = 7;

export const freshSearch: Search = { left: SEARCH_DAYS, fresh: null, stale: null };

export const initialPlaybackState: PlaybackState = {
  phase: { kind: 'idle' },
  channelId: null,
  abilities: null,
  place: 'device',
  days: [],
  clock: standing(0),
  aim: { kind: 'newest', ...freshSearch },
  speed: 1,
  flight: null,
  reading: null,
  attempts: 0,
  generation: 0,
  failures: 0,
  avoid: [],
  embargo: noEmbargo,
  readAt: 0,
  quietUntil: 0,
  network: { connected: true, kind: 'unknown' },
  deadlines: {},
  slow: false,
  warned: false,
  watermark: null,
};

/** Whether the player holds an address. */
export function isRunning(phase: Phase): phase is RunningPhase {
  return phase.kind === 'connecting' || phase.kind === 'playing' || phase.kind === 'buffering';
}

/** The opened stretch, if the player holds one. */
export function streamOf({ phase }: PlaybackState): Stream | null {
  return isRunning(phase) ? phase.stream : null;
}
