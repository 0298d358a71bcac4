import { ApiFailure } from './wx/api';

let inTap = false;

/**
 * What happens in here follows from a tap, with all that waits for nothing but promises. Whatever waits for a network,
 * a timer or a person comes too late.
 */
export function duringTap(act: () => void): void {
  inTap = true;
  setTimeout(() => (inTap = false), 0);
  act();
}

/** WeChat opens its own pages only from a tap. */
export function requireTap(): void {
  if (!inTap) throw new ApiFailure('can only be invoked by user TAP gesture.');
}
