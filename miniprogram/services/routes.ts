import type { ChannelId, RecordingPlace, StoreId } from '../../typings/contract/domain';
import type { Code, SharedPast } from '../../typings/contract/codes';
import type { MemberId } from '../../typings/contract/people';
import type { AccountId } from '../../typings/contract/upkeep';

/** What a page receives from its address. */
export type Query = Readonly<Record<string, string | undefined>>;

/** A stretch of the past, and how many minutes its store's clocks are ahead of UTC. */
export interface PastOnClocks extends SharedPast {
  readonly ahead: number;
}

/** The address of every page. */
export const routes = {
  devices: () => '/pages/devices/devices',
  me: () => '/pages/me/me',
  live: (channelId: ChannelId) => `/live/pages/live/live?channel=${encodeURIComponent(channelId)}`,
  /** The stills that the vendor of a camera keeps. */
  gallery: (channelId: ChannelId) => `/live/pages/gallery/gallery?channel=${encodeURIComponent(channelId)}`,
  /** Of what was watched last; of a camera where one is named, with the way to its health. */
  diagnosis: (channelId?: ChannelId) =>
    `/live/pages/diagnosis/diagnosis${channelId === undefined ? '' : `?channel=${encodeURIComponent(channelId)}`}`,
  /** `at`, epoch ms: where to begin; without it at the newest recording. `place`: where to look first. */
  playback: (channelId: ChannelId, at?: number, place?: RecordingPlace) =>
    `/playback/pages/playback/playback?channel=${encodeURIComponent(channelId)}` +
    `${at === undefined ? '' : `&at=${at}`}${place === undefined ? '' : `&place=${place}`}`,
  /** Of one camera; without it those of all. */
  clips: (channelId?: ChannelId) =>
    `/playback/pages/clips/clips${channelId === undefined ? '' : `?channel=${encodeURIComponent(channelId)}`}`,
  /** What a code stands for; `code` as a card carries it. */
  entry: (code: Code) => `/pages/entry/entry?code=${encodeURIComponent(code)}`,
  scan: () => '/pages/scan/scan',
  members: () => '/manage/pages/members/members',
  member: (id: MemberId) => `/manage/pages/member/member?member=${encodeURIComponent(id)}`,
  invites: () => '/manage/pages/invites/invites',
  /** To make one; with `id`, to hand one on again that was made before. */
  invite: (id?: string) => `/manage/pages/invite/invite${id === undefined ? '' : `?invite=${encodeURIComponent(id)}`}`,
  shares: () => '/manage/pages/shares/shares',
  /** To share a camera as it is now, or, with `past`, one stretch of its past. */
  share: (channelId: ChannelId, past?: PastOnClocks) =>
    `/manage/pages/share/share?channel=${encodeURIComponent(channelId)}` +
    (past === undefined ? '' : `&place=${past.place}&from=${past.from}&to=${past.to}&ahead=${past.ahead}`),
  /** To hand on once more what was shared before. */
  shareAgain: (shareId: string) => `/manage/pages/share/share?share=${encodeURIComponent(shareId)}`,
  /** The code of one camera. */
  code: (channelId: ChannelId) => `/manage/pages/code/code?channel=${encodeURIComponent(channelId)}`,
  /** The codes of a store's cameras, to be printed; without it the store is chosen there. */
  codes: (storeId?: StoreId) =>
    `/manage/pages/codes/codes${storeId === undefined ? '' : `?store=${encodeURIComponent(storeId)}`}`,
  audit: () => '/records/pages/audit/audit',
  /** Who watches a camera now. */
  watching: (channelId: ChannelId) => `/records/pages/watching/watching?channel=${encodeURIComponent(channelId)}`,
  /** How a camera is, and why it shows nothing. */
  health: (channelId: ChannelId) => `/care/pages/health/health?channel=${encodeURIComponent(channelId)}`,
  /** What one is told of in WeChat. */
  notices: () => '/care/pages/notices/notices',
  privacy: () => '/manage/pages/privacy/privacy',
  claim: () => '/manage/pages/claim/claim',
  /** The stores that one manages, and a way to make one. */
  stores: () => '/upkeep/pages/stores/stores',
  /** To change a store and its cameras; without `id`, to make one. */
  store: (id?: StoreId) => `/upkeep/pages/store/store${id === undefined ? '' : `?store=${encodeURIComponent(id)}`}`,
  /** To add a camera, into this store where one is named; the label that was scanned does not go by an address. */
  addCamera: (storeId?: StoreId) =>
    `/upkeep/pages/add/add${storeId === undefined ? '' : `?store=${encodeURIComponent(storeId)}`}`,
  accounts: () => '/upkeep/pages/accounts/accounts',
  /** To look after an account at a vendor; without `id`, to add one. */
  account: (id?: AccountId) =>
    `/upkeep/pages/account/account${id === undefined ? '' : `?account=${encodeURIComponent(id)}`}`,
  /** What an account offers that is not yet here. */
  importing: (accountId: AccountId) => `/upkeep/pages/import/import?account=${encodeURIComponent(accountId)}`,
  /** What an account's vendor offers besides cameras; without `id` the account is chosen there. */
  tools: (id?: AccountId) => `/tools/pages/tools/tools${id === undefined ? '' : `?account=${encodeURIComponent(id)}`}`,
  /** Messages, data and commands of a camera's device. */
  device: (channelId: ChannelId) => `/tools/pages/device/device?channel=${encodeURIComponent(channelId)}`,
  /** The files that a vendor keeps for an account. */
  objects: (accountId: AccountId) => `/tools/pages/objects/objects?account=${encodeURIComponent(accountId)}`,
  videos: (channelId: ChannelId) => `/playback/pages/videos/videos?channel=${encodeURIComponent(channelId)}`,
} as const;

/** The camera that an address of `routes` names; null when it names none. */
export const channelIdFromQuery = (query: Query): ChannelId | null => idFrom(query['channel']);

/** The store that an address of `routes` names; null when it names none. */
export const storeIdFromQuery = (query: Query): StoreId | null => idFrom(query['store']);

/** The account that an address of `routes` names; null when it names none. */
export const accountIdFromQuery = (query: Query): AccountId | null => idFrom(query['account']);

/** The share that an address of `routes.shareAgain` names; null when it names none. */
export const shareIdFromQuery = (query: Query): string | null => idFrom(query['share']);

/** The person that an address of `routes.member` names; null when it names none. */
export const memberIdFromQuery = (query: Query): MemberId | null => idFrom(query['member']);

/** The invitation that an address of `routes.invite` names; null when it names none. */
export const inviteIdFromQuery = (query: Query): string | null => idFrom(query['invite']);

function idFrom(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** The instant, epoch ms, that an address of `routes.playback` names; null when it names none. */
export function instantFromQuery(query: Query): number | null {
  const text = query['at'];
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** The place that an address of `routes.playback` names; null when it names none. */
export function placeFromQuery({ place }: Query): RecordingPlace | null {
  return place === 'device' || place === 'cloud' ? place : null;
}

/** The stretch that an address of `routes.share` names; null when it names none. */
export function pastFromQuery(query: Query): PastOnClocks | null {
  const place = placeFromQuery(query);
  const [from, to, ahead] = [query['from'], query['to'], query['ahead']].map((text) =>
    text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : null,
  );
  if (place === null || typeof from !== 'number' || typeof to !== 'number' || from >= to) return null;
  return { place, from, to, ahead: ahead ?? 0 };
}
