import type { ChannelId } from '../../../../typings/contract/domain';
import type { MicrophoneLeave } from '../../../services/permissions';
import type { RecordedFile, RecorderFault } from '../../../services/recorder';
import type { TimerEffect } from '../../../stores/watching/deadlines';
import type { Message, TalkState, TalkTimer, Unsent } from './state';

/** Everything that can happen to hold-to-talk. `turn` and `requestKey` name the recording and the message meant. */
export type TalkEvent =
  | { readonly type: 'attach'; readonly channelId: ChannelId }
  | { readonly type: 'detach' }
  | { readonly type: 'hide' }
  | { readonly type: 'show' }
  | { readonly type: 'press'; readonly by: 'finger' | 'tap' }
  /** How far the finger is above where it came down, px. */
  | { readonly type: 'move'; readonly up: number }
  /** The finger left, or a second tap sends. */
  | { readonly type: 'release' }
  /** The platform took the touch away. */
  | { readonly type: 'lose-touch' }
  /** A person wants what is being recorded or uploaded not to be sent. */
  | { readonly type: 'discard' }
  /** `requestKey`: fresh; of the message, where it has to be another one. */
  | { readonly type: 'retry'; readonly requestKey: string }
  /** `asked`: a person did something for it, and waits for the answer. */
  | { readonly type: 'leave-known'; readonly leave: MicrophoneLeave; readonly asked: boolean }
  | { readonly type: 'open-settings' }
  | { readonly type: 'started'; readonly turn: number }
  | { readonly type: 'level'; readonly turn: number; readonly level: number }
  | { readonly type: 'interrupted'; readonly turn: number }
  | {
      readonly type: 'stopped';
      readonly turn: number;
      readonly file: RecordedFile;
      /** Fresh; of a message, should it become one. */
      readonly requestKey: string;
    }
  | { readonly type: 'unrecorded'; readonly turn: number; readonly fault: RecorderFault }
  | { readonly type: 'progress'; readonly requestKey: string; readonly share: number }
  | { readonly type: 'uploaded'; readonly requestKey: string }
  | { readonly type: 'delivered'; readonly requestKey: string; readonly durationMs: number }
  | { readonly type: 'unsent'; readonly requestKey: string; readonly why: Unsent }
  | { readonly type: 'timer'; readonly name: TalkTimer };

/** What the machine wants done. It does nothing itself. */
export type TalkEffect =
  /** Find out about the microphone without a question; `asked` comes back with the answer. */
  | { readonly type: 'look'; readonly asked: boolean }
  | { readonly type: 'ask' }
  | { readonly type: 'open-settings'; readonly refused: 'denied' | 'system-denied' }
  | { readonly type: 'record'; readonly turn: number }
  | { readonly type: 'stop-recording'; readonly turn: number }
  /** Nothing may be heard from here while the microphone is open. */
  | { readonly type: 'hush' }
  | { readonly type: 'restore-sound' }
  | { readonly type: 'knock' }
  /** Upload it and send it, from the beginning. */
  | { readonly type: 'deliver'; readonly message: Message }
  | { readonly type: 'abort-upload' }
  /** Nobody looks any more: it goes on, and its end is told in passing. */
  | { readonly type: 'let-go' }
  | TimerEffect<TalkTimer>;

export interface TalkStep {
  readonly state: TalkState;
  readonly effects: readonly TalkEffect[];
}
