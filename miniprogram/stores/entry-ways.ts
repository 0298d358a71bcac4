import type { ChannelId, RecordingPlace } from '../../typings/contract/domain';
import type { Entry, SharedView } from '../../typings/contract/codes';

export type Invitation = Extract<Entry, { kind: 'invite' }>;
export type SharedEntry = Extract<Entry, { kind: 'share' }>;

/** Where a code leads. `stores`: of how many somebody has become a member; none means all. */
export type Destination =
  | { readonly kind: 'live'; readonly channelId: ChannelId }
  | { readonly kind: 'past'; readonly channelId: ChannelId; readonly at: number; readonly place: RecordingPlace }
  | { readonly kind: 'joined'; readonly stores: number }
  | { readonly kind: 'shared'; readonly cameras: number };

/** Whether it is an invitation that somebody took up, or of which they have all that it gives. */
export function isInBy(entry: Invitation | SharedEntry): boolean {
  return entry.kind === 'invite' && entry.accepted;
}

/** Whether a share still leads its opener somewhere. */
export function isOpenAgain({ opened, state }: SharedEntry): boolean {
  return opened && (state === 'open' || state === 'full');
}

/** Where what was shared is seen. */
export function destinationOf(view: SharedView, channelIds: readonly ChannelId[]): Destination {
  const [channelId] = channelIds;
  if (channelId === undefined || channelIds.length > 1) return { kind: 'shared', cameras: channelIds.length };
  return view.kind === 'live'
    ? { kind: 'live', channelId }
    : { kind: 'past', channelId, at: view.from, place: view.place };
}
