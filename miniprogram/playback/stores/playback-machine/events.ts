import type { OpenedPast } from '../../../../typings/contract/calls';
import type {
  CameraAbilities,
  ChannelId,
  ChannelStatus,
  LiveSource,
  Protocol,
  RecordedDay,
  RecordingPlace,
  Segment,
} from '../../../../typings/contract/domain';
import type { NetworkState } from '../../../services/network';
import type { PlayerFault, PlayerSignal } from '../../../services/player-signal';
import type { FailureCode } from '../../../utils/call-failed';
import type { TimerEffect } from '../../../stores/watching/deadlines';
import type { PlaybackState, TimerName } from './state';

/** A call that was refused. */
export interface Refusal {
  readonly attempt: number;
  readonly code: FailureCode;
  readonly requestId: string;
  readonly retryAt: number | null;
}

/** Everything that can happen while looking back. */
export type PlaybackEvent =
  /** `at`: epoch ms; null for the newest recording. */
  | {
      readonly type: 'watch';
      readonly channelId: ChannelId;
      readonly at: number | null;
      /** Where to look first. */
      readonly place?: RecordingPlace;
    }
  | { readonly type: 'leave' }
  | { readonly type: 'described'; readonly channelId: ChannelId; readonly abilities: CameraAbilities }
  | { readonly type: 'day-read'; readonly attempt: number; readonly day: RecordedDay }
  | (Refusal & { readonly type: 'day-refused' })
  | { readonly type: 'opened'; readonly attempt: number; readonly past: OpenedPast }
  | (Refusal & { readonly type: 'refused' })
  /** `generation` names the order that the player was carrying out when it said so. */
  | { readonly type: 'signal'; readonly signal: PlayerSignal; readonly generation: number }
  | { readonly type: 'fault'; readonly fault: PlayerFault; readonly generation: number }
  /** Where `<video>` is in its stream, s. */
  | { readonly type: 'video-at'; readonly seconds: number; readonly generation: number }
  | { readonly type: 'timer'; readonly name: TimerName }
  | { readonly type: 'network'; readonly network: NetworkState }
  | { readonly type: 'status'; readonly status: ChannelStatus }
  /** What `openId` names may not be watched any more. */
  | { readonly type: 'barred'; readonly openId: string; readonly code: FailureCode; readonly requestId: string }
  | { readonly type: 'hide' }
  | { readonly type: 'show' }
  | { readonly type: 'retry' }
  | { readonly type: 'toggle' }
  /** A finger moves the timeline. */
  | { readonly type: 'grab' }
  | { readonly type: 'seek'; readonly at: number }
  | { readonly type: 'nudge'; readonly ms: number }
  | { readonly type: 'skip'; readonly offset: -1 | 1 }
  | { readonly type: 'choose-day'; readonly day: string }
  | { readonly type: 'choose-place'; readonly place: RecordingPlace }
  | { readonly type: 'choose-speed'; readonly speed: number }
  /** The timeline shows what lies near a bound of the days read. */
  | { readonly type: 'reach'; readonly at: number };

/** What a person is told in passing. */
export type PlaybackNotice =
  /** Nothing was recorded between these instants, epoch ms, so they were skipped. */
  | { readonly kind: 'gap'; readonly from: number; readonly to: number }
  | { readonly kind: 'mobile-data' }
  /** The vendor would not play at that speed. */
  | { readonly kind: 'no-speed' };

/** A decision worth reading in a diagnosis. */
export type NoteStep =
  'next-source' | 'broken' | 'backoff' | 'waiting' | 'stale-reply' | 'suspended' | 'resumed' | 'failed';

/** What the machine wants done. It does nothing itself. */
export type Effect =
  | {
      readonly type: 'read-day';
      readonly attempt: number;
      readonly channelId: ChannelId;
      readonly place: RecordingPlace;
      /** Null for today. */
      readonly day: string | null;
      /** Also ask what the camera can do. */
      readonly describe: boolean;
    }
  | {
      readonly type: 'open-address';
      readonly attempt: number;
      readonly channelId: ChannelId;
      readonly place: RecordingPlace;
      readonly segment: Segment;
      readonly at: number;
      readonly speed: number;
      readonly avoid: readonly Protocol[];
    }
  | PlayerOrder
  | { readonly type: 'play' }
  /** Silences the player; the last picture stays where there is one. */
  | { readonly type: 'hold' }
  /** Silences the player at once. */
  | { readonly type: 'stop' }
  /** Takes the player off the screen. */
  | { readonly type: 'remove-player' }
  | TimerEffect<TimerName>
  | { readonly type: 'close-session'; readonly openId: string }
  | { readonly type: 'read-status'; readonly channelId: ChannelId }
  | { readonly type: 'show-notice'; readonly notice: PlaybackNotice }
  | { readonly type: 'note'; readonly step: NoteStep; readonly detail: string };

/** Play this address, from `start` seconds into it where it can be begun later. */
export interface PlayerOrder {
  readonly type: 'set-source';
  readonly source: LiveSource;
  readonly generation: number;
  readonly start: number;
}

export interface Step {
  readonly state: PlaybackState;
  readonly effects: readonly Effect[];
}
