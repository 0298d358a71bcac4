import type { ChannelId } from '../../typings/contract/domain';

/** What a page receives from its address. */
export type Query = Readonly<Record<string, string | undefined>>;

/** The address of every page. */
export const routes = {
  devices: () => '/pages/devices/devices',
  me: () => '/pages/me/me',
  live: (channelId: ChannelId) => `/live/pages/live/live?channel=${encodeURIComponent(channelId)}`,
  diagnosis: () => '/live/pages/diagnosis/diagnosis',
} as const;

/** The camera that an address of `routes.live` names; null when it names none. */
export function channelIdFromQuery(query: Query): ChannelId | null {
  const text = query['channel'];
  if (text === undefined || text === '') return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
