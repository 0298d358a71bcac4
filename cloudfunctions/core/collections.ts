import type { CollectionName, Documents } from './documents';

interface IndexSpec<Field extends string = string> {
  readonly name: string;
  readonly fields: readonly Field[];
  readonly unique?: boolean;
}

/** Collections and their indexes, as the local database and the deployment create them. All are admin-only. */
export type CollectionManifest = Readonly<Record<string, { readonly indexes: readonly IndexSpec[] }>>;

type TypedManifest = {
  readonly [C in CollectionName]: { readonly indexes: readonly IndexSpec<keyof Documents[C] & string>[] };
};

/**
 * Raised with each change after which documents kept before can no longer be read. It is written into the local
 * database, and one of another number is not opened.
 */
export const SHAPE = 3;

export const collections = {
  stores: { indexes: [{ name: 'by_order', fields: ['order', '_id'] }] },
  channels: {
    indexes: [
      { name: 'by_sort', fields: ['sort'], unique: true },
      { name: 'by_store', fields: ['storeId', 'sort'] },
      { name: 'by_reachability', fields: ['reachability', 'sort'] },
      { name: 'by_account', fields: ['accountId', '_id'] },
      { name: 'by_account_sort', fields: ['accountId', 'sort'] },
      { name: 'by_check', fields: ['accountId', 'checkedAt'] },
      { name: 'by_listing', fields: ['accountId', 'listedAt'] },
      { name: 'by_doubt', fields: ['accountId', 'reachability', 'outageState', 'checkedAt'] },
      { name: 'by_outage', fields: ['outageState', 'outageFrom'] },
    ],
  },
  placements: {
    indexes: [
      { name: 'by_account', fields: ['accountId'] },
      { name: 'by_note', fields: ['notedAt'] },
    ],
  },
  members: {
    indexes: [
      { name: 'by_member', fields: ['memberId'], unique: true },
      { name: 'by_removal', fields: ['removedAt'] },
    ],
  },
  accounts: { indexes: [] },
  listings: { indexes: [] },
  offers: {
    indexes: [
      { name: 'by_sort', fields: ['accountId', 'sort'] },
      { name: 'by_listing', fields: ['accountId', 'listedAt'] },
    ],
  },
  tokens: { indexes: [{ name: 'by_end', fields: ['expiresAt'] }] },
  audit: {
    indexes: [
      { name: 'by_time', fields: ['at', '_id'] },
      { name: 'by_person', fields: ['person', 'at', '_id'] },
      { name: 'by_channel', fields: ['channelId', 'at', '_id'] },
      { name: 'by_store', fields: ['storeId', 'at', '_id'] },
      { name: 'by_kind', fields: ['kind', 'at', '_id'] },
    ],
  },
  leases: { indexes: [{ name: 'by_end', fields: ['until'] }] },
  clips: {
    indexes: [
      { name: 'by_person', fields: ['person', 'createdAt'] },
      { name: 'by_recorder', fields: ['recorder', 'createdAt'] },
      { name: 'by_due', fields: ['dueAt'] },
      { name: 'by_age', fields: ['createdAt'] },
    ],
  },
  covers: {
    indexes: [
      { name: 'by_wish', fields: ['wantedAt'] },
      { name: 'by_account', fields: ['accountId', 'dueAt'] },
      { name: 'by_trace', fields: ['untidySince'] },
      { name: 'by_removal', fields: ['removedAt'] },
    ],
  },
  steerings: { indexes: [{ name: 'by_due', fields: ['dueAt'] }] },
  presets: { indexes: [{ name: 'by_channel', fields: ['channelId'] }] },
  parcels: { indexes: [{ name: 'by_end', fields: ['until'] }] },
  requests: { indexes: [{ name: 'by_age', fields: ['at'] }] },
  invites: {
    indexes: [
      { name: 'by_code', fields: ['code'], unique: true },
      { name: 'by_maker', fields: ['by', 'createdAt'] },
      { name: 'by_age', fields: ['createdAt'] },
      { name: 'by_end', fields: ['expiresAt'] },
      { name: 'by_winner', fields: ['usedBy'] },
    ],
  },
  shares: {
    indexes: [
      { name: 'by_code', fields: ['code'], unique: true },
      { name: 'by_maker', fields: ['by', 'createdAt'] },
      { name: 'by_age', fields: ['createdAt'] },
      { name: 'by_end', fields: ['isCleared', 'until'] },
      { name: 'by_revocation', fields: ['isCleared', 'revokedAt'] },
    ],
  },
  codes: { indexes: [{ name: 'by_code', fields: ['code'], unique: true }] },
  claims: { indexes: [] },
  limits: { indexes: [{ name: 'by_age', fields: ['since'] }] },
  watchings: {
    indexes: [
      { name: 'by_channel', fields: ['channelId', 'seenAt'] },
      { name: 'by_age', fields: ['seenAt'] },
    ],
  },
  subscribers: { indexes: [{ name: 'by_left', fields: ['offline', '_id'] }] },
  notices: {
    indexes: [
      { name: 'by_due', fields: ['stage', 'dueAt', 'person'] },
      { name: 'by_channel', fields: ['channelId', 'stage'] },
      { name: 'by_person', fields: ['person'] },
      { name: 'by_lapse', fields: ['lapsesAt'] },
    ],
  },
} as const satisfies TypedManifest & CollectionManifest;
