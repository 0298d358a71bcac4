import type { ChannelId, LiveSource, Protocol, Quality, Reachability } from '../../../../typings/contract/domain';
import type { NetworkState } from '../../../services/network';
import type { Deadlines } from '../../../stores/watching/deadlines';
import {
  noEmbargo,
  type BreakCause,
  type Embargo,
  type FailReason,
  type WaitCause,
} from '../../../stores/watching/policy';

/** What the machine needs to know of the camera being watched. */
export interface WatchedCamera {
  readonly id: ChannelId;
  readonly qualities: readonly Quality[];
}

/** `RTC` has the lowest delay, but on some phones it needs the microphone permission; `live` never does. */
export type PlayerMode = 'RTC' | 'live';

/** An opened watching: its addresses and the one the player was told to play. */
export interface Stream {
  /** Names this watching for `live.close`. */
  readonly openId: string;
  readonly quality: Quality;
  /** Playable ones only, in order of preference; never empty. */
  readonly sources: readonly LiveSource[];
  readonly index: number;
  readonly openedAt: number;
  /** Number of the order given to the player; codes of an earlier order are not about this stream. */
  readonly generation: number;
  /** Whether the current source has shown a frame. */
  readonly shown: boolean;
  /** Whether this player reports while it plays, so that its silence means something. */
  readonly beats: boolean;
  /** Why a further address is wanted while this one plays. */
  readonly background: 'renewal' | 'quality' | 'upgrade' | null;
  /** Tried in place of a picture by HLS, which comes back as soon as this fails. */
  readonly trial: boolean;
}

export type Phase =
  | { readonly kind: 'idle' }
  /** An address is being asked for, at once or as soon as the call before it has answered. */
  | { readonly kind: 'opening'; readonly since: number }
  /** The player has an address and has shown nothing of it; `quiet` when a picture stood there before. */
  | { readonly kind: 'connecting'; readonly since: number; readonly stream: Stream; readonly quiet: boolean }
  | { readonly kind: 'playing'; readonly since: number; readonly stream: Stream }
  /** `reconnecting`: the player is trying by itself and is left alone. */
  | {
      readonly kind: 'buffering';
      readonly since: number;
      readonly stream: Stream;
      readonly cause: 'loading' | 'reconnecting';
    }
  /** Broken; a fresh address is asked for at `retryAt`. */
  | { readonly kind: 'recovering'; readonly since: number; readonly cause: BreakCause; readonly retryAt: number }
  /** Not our turn: `until` is null while the phone has no network. */
  | { readonly kind: 'waiting'; readonly since: number; readonly cause: WaitCause; readonly until: number | null }
  | { readonly kind: 'suspended'; readonly since: number; readonly reason: 'hidden' | 'unattended' }
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

export const TIMER_NAMES = [
  'first-frame',
  'frame',
  'retry',
  'renew',
  'replay',
  'stable',
  'upgrade',
  'slow',
  'cover',
  'attention',
  'answer',
] as const;
export type TimerName = (typeof TIMER_NAMES)[number];

/** The one `live.open` under way; its answer may find that nobody wants it any more. */
export interface Flight {
  readonly attempt: number;
  readonly channelId: ChannelId;
  readonly quality: Quality;
  readonly since: number;
}

export interface LiveState {
  readonly phase: Phase;
  readonly camera: WatchedCamera | null;
  /** The quality wanted; the one shown is the stream's. */
  readonly quality: Quality;
  readonly flight: Flight | null;
  readonly attempts: number;
  readonly generation: number;
  /** Breaks since the picture was last stable. */
  readonly failures: number;
  /** Protocols that this phone was given for this camera and could not play. */
  readonly avoid: readonly Protocol[];
  /** How often a faster way than HLS has been tried, and the instant, epoch ms, before which it is not again. */
  readonly upgrade: { readonly tries: number; readonly notBefore: number };
  readonly embargo: Embargo;
  readonly mode: PlayerMode;
  readonly network: NetworkState;
  /** The network went away under a picture that was well: the cloud may share one address among those who return. */
  readonly resuming: boolean;
  readonly deadlines: Deadlines<TimerName>;
  /** The wait has lasted so long that the screen says what it is waiting for. */
  readonly slow: boolean;
  /** Consecutive reports of too much delay, and when the guard last acted. */
  readonly latency: { readonly high: number; readonly restartedAt: number };
  /** Notices that are given once. */
  readonly warned: { readonly mobileData: boolean; readonly microphone: boolean };
  /** A still of this watching has been kept. */
  readonly covered: boolean;
  /** What must lie over the camera's picture; null when nothing must. */
  readonly watermark: string | null;
}

export const initialLiveState: LiveState = {
  phase: { kind: 'idle' },
  camera: null,
  quality: 'sub',
  flight: null,
  attempts: 0,
  generation: 0,
  failures: 0,
  avoid: [],
  upgrade: { tries: 0, notBefore: 0 },
  embargo: noEmbargo,
  mode: 'RTC',
  network: { connected: true, kind: 'unknown' },
  resuming: false,
  deadlines: {},
  slow: false,
  latency: { high: 0, restartedAt: 0 },
  warned: { mobileData: false, microphone: false },
  covered: false,
  watermark: null,
};

/** What the watching itself shows of the camera's line; null when nothing. */
export function evidenceOf(phase: Phase): Reachability | null {
  if (phase.kind === 'playing') return 'online';
  return phase.kind === 'failed' && phase.reason === 'offline' ? 'offline' : null;
}

/** Whether the player holds an address. */
export function isRunning(phase: Phase): phase is RunningPhase {
  return phase.kind === 'connecting' || phase.kind === 'playing' || phase.kind === 'buffering';
}

/** The opened watching, if the player holds one. */
export function streamOf({ phase }: LiveState): Stream | null {
  return isRunning(phase) ? phase.stream : null;
}
