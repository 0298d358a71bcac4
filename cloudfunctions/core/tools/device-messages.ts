import type { DeviceMessage } from '../../../typings/contract/tools';
import type { SentMessage } from './product-tools';
import { readable } from './bytes';

/** A phone takes no longer answer than a megabyte; what is not ASCII is written longer than it is. */
const MOST_BYTES = 200_000;

export interface ShownMessages {
  readonly messages: readonly DeviceMessage[];
  readonly more: boolean;
}

/** Messages as people read them, newest first, each under an id of its own: some vendors give several the same. */
export function toShown(sent: readonly SentMessage[], more: boolean): ShownMessages {
  const seen = new Map<string, number>();
  const messages: DeviceMessage[] = sent.map(({ id, at, bytes }) => {
    const name = `${id}-${at}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { id: count === 1 ? name : `${name}-${count}`, at, ...readable(bytes) };
  });
  messages.reverse();
  const kept = countWithin(messages);
  return { messages: messages.slice(0, kept), more: more || kept < messages.length };
}

/** How many, from the newest, fit an answer; the newest always does. */
function countWithin(messages: readonly DeviceMessage[]): number {
  let bytes = 0;
  const beyond = messages.findIndex((message, index) => {
    bytes += message.bytes;
    return index > 0 && bytes > MOST_BYTES;
  });
  return beyond === -1 ? messages.length : beyond;
}
