import { reaction } from 'mobx-miniprogram';

import type { Clock } from '../utils/clock';
import type { SessionStore } from './session-store';

/** The clocks of phone and cloud differ a little. */
const OPENING_MS = 2_000;

/** Tells as soon as somebody to whom nothing is shown at this hour may see something again; until it is ended. */
export function followOpening(session: SessionStore, clock: Clock, onOpen: () => void): () => void {
  let cancel = (): void => {};
  const stop = reaction(
    () => (session.state.kind === 'member' ? session.state.closedUntil : null),
    (until) => {
      cancel();
      const wait = until === null ? null : Math.max(0, until - clock.now());
      cancel = wait === null ? () => undefined : clock.after(wait + OPENING_MS, onOpen);
    },
    { fireImmediately: true },
  );
  return () => {
    stop();
    cancel();
  };
}
