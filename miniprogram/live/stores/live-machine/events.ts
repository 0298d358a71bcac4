import type { ChannelId, ChannelStatus, LiveSource, Protocol, Quality } from '../../../../typings/contract/domain';
import type { NetworkState } from '../../../services/network';
import type { PlayerFault, PlayerSignal } from '../../../services/player-signal';
import type { FailureCode } from '../../../utils/call-failed';
import type { TimerEffect } from '../../../stores/watching/deadlines';
import type { NoteStep } from '../../../stores/watching/trace';
import type { LiveState, PlayerMode, TimerName, WatchedCamera } from './state';

/** Everything that can happen to a live view. */
export type LiveEvent =
  | { readonly type: 'watch'; readonly camera: WatchedCamera; readonly quality: Quality; readonly mode: PlayerMode }
  /** What the camera is, when that was not known at `watch`. */
  | { readonly type: 'describe'; readonly camera: WatchedCamera }
  | { readonly type: 'leave' }
  | {
      readonly type: 'opened';
      readonly attempt: number;
      readonly openId: string;
      readonly sources: readonly LiveSource[];
      /** What must lie over the picture; null when nothing must. */
      readonly watermark: string | null;
    }
  | {
      readonly type: 'refused';
      readonly attempt: number;
      readonly code: FailureCode;
      readonly requestId: string;
      readonly retryAt: number | null;
    }
  /** `generation` names the order that the player was carrying out when it said so. */
  | { readonly type: 'signal'; readonly signal: PlayerSignal; readonly generation: number }
  | { readonly type: 'fault'; readonly fault: PlayerFault; readonly generation: number }
  /** The player's own figures; `cacheMs` is what it holds unplayed, null when it does not say. */
  | {
      readonly type: 'vitals';
      readonly fps: number;
      readonly cacheMs: number | null;
      readonly generation: number;
    }
  | { readonly type: 'timer'; readonly name: TimerName }
  | { readonly type: 'network'; readonly network: NetworkState }
  | { readonly type: 'status'; readonly status: ChannelStatus }
  /** What `openId` names may not be watched any more. */
  | { readonly type: 'barred'; readonly openId: string; readonly code: FailureCode; readonly requestId: string }
  /** A switch of the camera was turned, which leaves it like this. */
  | { readonly type: 'switched'; readonly status: ChannelStatus }
  /** The phone has come to allow WeChat the microphone, which it did not before. */
  | { readonly type: 'microphone-given' }
  | { readonly type: 'hide' }
  | { readonly type: 'show' }
  | { readonly type: 'retry' }
  /** A person touched the page. */
  | { readonly type: 'attend' }
  | { readonly type: 'choose-quality'; readonly quality: Quality };

export type Notice = 'mobile-data' | 'no-microphone' | 'sub-instead-of-main' | 'no-main' | 'quality-failed';

/** Notices that lead somewhere. */
export const OFFERING: ReadonlySet<Notice> = new Set(['no-microphone']);

/** What the machine wants done. It does nothing itself. */
export type Effect =
  | {
      readonly type: 'open-address';
      readonly attempt: number;
      readonly channelId: ChannelId;
      readonly quality: Quality;
      readonly avoid: readonly Protocol[];
      /** The network came back; never after an address has failed. */
      readonly resume: boolean;
    }
  | PlayerOrder
  | { readonly type: 'play' }
  | { readonly type: 'stop' }
  /** Takes the player off the screen. */
  | { readonly type: 'remove-player' }
  | TimerEffect<TimerName>
  | { readonly type: 'close-session'; readonly openId: string }
  | { readonly type: 'read-status'; readonly channelId: ChannelId }
  | { readonly type: 'keep-cover'; readonly channelId: ChannelId }
  | { readonly type: 'show-notice'; readonly notice: Notice }
  | { readonly type: 'note'; readonly step: NoteStep; readonly detail: string };

/** Play this address. `hold` keeps the last picture on the screen until the first new frame. */
export interface PlayerOrder {
  readonly type: 'set-source';
  readonly source: LiveSource;
  readonly mode: PlayerMode;
  readonly generation: number;
  readonly hold: boolean;
}

export interface Step {
  readonly state: LiveState;
  readonly effects: readonly Effect[];
}
