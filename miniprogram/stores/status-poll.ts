import type { ChannelId, ChannelStatus } from '../../typings/contract/domain';
import type { Call } from '../services/call';
import type { CallFailed } from '../utils/call-failed';
import type { Clock } from '../utils/clock';
import { ScreenPoll } from './screen-poll';

/** The cloud itself asks a vendor no more often than this. */
export const POLL_MS = 10_000;

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  /** The cameras on the screen now. */
  readonly visible: () => readonly ChannelId[];
  readonly onStatuses: (statuses: readonly ChannelStatus[]) => void;
  /** A camera on the screen is gone or no longer ours. */
  readonly onGone: () => void;
  /** Nobody says any more how the cameras are. */
  readonly onSilence: (failure: CallFailed) => void;
}

/** Keeps the states of the cameras on the screen fresh. */
export class StatusPoll extends ScreenPoll<{ readonly statuses: readonly ChannelStatus[] }> {
  constructor({ call, clock, visible, onStatuses, onGone, onSilence }: Deps) {
    super({
      clock,
      everyMs: POLL_MS,
      visible,
      ask: (ids) => call('channel.status', { ids }),
      onAnswer: ({ statuses }) => onStatuses(statuses),
      onFailure: (failure) => {
        if (failure.code === 'not-found') onGone();
        else onSilence(failure);
      },
    });
  }
}
