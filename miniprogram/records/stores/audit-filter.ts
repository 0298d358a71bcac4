import type { AuditKind, AuditQuery } from '../../../typings/contract/audit';

/** Something to choose by, and what it is called. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Which lines somebody wants to see; null for any. */
export interface AuditFilter {
  readonly person: Named | null;
  readonly store: Named | null;
  readonly camera: Named | null;
  readonly kind: AuditKind | null;
  /** `YYYY-MM-DD`. */
  readonly day: string | null;
}

export type FilterKey = keyof AuditFilter;

/** In the order in which they are offered. */
export const FILTER_KEYS: readonly FilterKey[] = ['person', 'store', 'camera', 'kind', 'day'];

export const EVERYTHING: AuditFilter = { person: null, store: null, camera: null, kind: null, day: null };

const KINDS = {
  live: true,
  playback: true,
  ptz: true,
  talk: true,
  switch: true,
  picture: true,
  clip: true,
  share: true,
  member: true,
  code: true,
  account: true,
  store: true,
  audit: true,
} as const satisfies Record<AuditKind, true>;

/** A kind by its name; null for what is none. */
export const kindOf = (key: string): AuditKind | null => KIND_KEYS.find((kind) => kind === key) ?? null;

// The table above has each of them and nothing else.
export const KIND_KEYS = Object.keys(KINDS) as readonly AuditKind[];

export const isEverything = (filter: AuditFilter): boolean => FILTER_KEYS.every((key) => filter[key] === null);

/** A camera stands in one store: with another store it is taken off. */
export function withFilter(filter: AuditFilter, change: Partial<AuditFilter>): AuditFilter {
  const movesOn = 'store' in change && change.store?.id !== filter.store?.id;
  return { ...filter, ...(movesOn && { camera: null }), ...change };
}

export function withoutFilter(filter: AuditFilter, key: FilterKey): AuditFilter {
  return withFilter(filter, { [key]: null });
}

export function queryOf({ person, store, camera, kind, day }: AuditFilter): AuditQuery {
  return {
    ...(person !== null && { memberId: person.id }),
    ...(store !== null && { storeId: store.id }),
    ...(camera !== null && { channelId: camera.id }),
    ...(kind !== null && { kind }),
    ...(day !== null && { day }),
  };
}
