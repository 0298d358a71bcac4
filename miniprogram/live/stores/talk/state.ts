import type { ChannelId } from '../../../../typings/contract/domain';
import type { MicrophoneLeave } from '../../../services/permissions';
import type { RecorderFault } from '../../../services/recorder';
import type { UploadFault } from '../../../services/uploads';
import type { Deadlines } from '../../../stores/watching/deadlines';
import type { FailureCode } from '../../../utils/call-failed';

/** A recorded message on its way to a camera. */
export interface Message {
  readonly channelId: ChannelId;
  /** Temporary file on this phone. */
  readonly path: string;
  readonly durationMs: number;
  /** The same for every try, so that it plays once, unless nobody can say whether it has. 8–64 characters. */
  readonly requestKey: string;
}

/** What becomes of a recording that is being ended. `left`: its camera was left meanwhile, so nobody is told. */
export type Ending = 'send' | 'too-short' | 'cancelled' | 'interrupted' | 'left';

/** Why a message did not get through. */
export type Unsent =
  | { readonly at: 'upload'; readonly fault: UploadFault }
  | { readonly at: 'send'; readonly code: FailureCode; readonly requestId: string };

/** How the last thing ended. */
export type TalkResult =
  | { readonly kind: 'too-short' | 'cancelled' | 'interrupted' }
  /** The microphone was asked for and given; nothing has been recorded yet. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'no-microphone'; readonly leave: Exclude<MicrophoneLeave, 'granted'> }
  /** `silent`: the phone did not begin, or did not end, within its time. */
  | { readonly kind: 'unrecorded'; readonly fault: RecorderFault | 'silent' }
  | { readonly kind: 'delivered'; readonly durationMs: number }
  | { readonly kind: 'unsent'; readonly message: Message; readonly why: Unsent };

export type TalkPhase =
  | { readonly kind: 'resting'; readonly result: TalkResult | null }
  /** A question may be on the screen; whatever the finger does, nothing is recorded. */
  | { readonly kind: 'asking' }
  | {
      readonly kind: 'recording';
      readonly turn: number;
      readonly channelId: ChannelId;
      /** A finger that must stay down, or taps. */
      readonly by: 'finger' | 'tap';
      /** Epoch ms at which the phone began; null before. */
      readonly since: number | null;
      readonly seconds: number;
      /** 0 to 1 of a meter. */
      readonly level: number;
      /** Letting go would cancel. */
      readonly armed: boolean;
    }
  /** The recorder was told to stop and has not said that it did. */
  | { readonly kind: 'closing'; readonly turn: number; readonly channelId: ChannelId; readonly ending: Ending }
  /** Share of the file that has been sent, as measured; null before anything was. */
  | { readonly kind: 'uploading'; readonly message: Message; readonly progress: number | null }
  | { readonly kind: 'sending'; readonly message: Message };

export type TalkPhaseOf<K extends TalkPhase['kind']> = Extract<TalkPhase, { readonly kind: K }>;

export const TALK_TIMERS = ['start-limit', 'tick', 'longest', 'stop-limit'] as const;
export type TalkTimer = (typeof TALK_TIMERS)[number];

export interface TalkState {
  /** The camera that is spoken through; null without one. */
  readonly channelId: ChannelId | null;
  /** `unknown`: not looked at yet. */
  readonly leave: MicrophoneLeave | 'unknown';
  readonly phase: TalkPhase;
  /** Recordings begun so far; each is known by its number. */
  readonly turns: number;
  readonly deadlines: Deadlines<TalkTimer>;
}

export const initialTalkState: TalkState = {
  channelId: null,
  leave: 'unknown',
  phase: { kind: 'resting', result: null },
  turns: 0,
  deadlines: {},
};
