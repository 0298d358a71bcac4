import type { Right } from '../../../typings/contract/domain';
import type { Hours, StoreGrant } from '../../../typings/contract/people';

/** What somebody may do in one store, as far as it can be changed. */
export type GrantDraft = Pick<StoreGrant, 'role' | 'rights' | 'hours'>;

/** What the caller holds in a store: nobody gives more. */
export interface Holding {
  readonly rights: readonly Right[];
  readonly hours: Hours | null;
}

export const EVERY_RIGHT: readonly Right[] = ['view', 'playback', 'ptz', 'talk', 'capture', 'share', 'manage'];
export const ROLES = ['manager', 'staff'] as const satisfies readonly StoreGrant['role'][];
/** As the cloud has them. */
export const RIGHTS_OF_ROLE: Readonly<Record<StoreGrant['role'], readonly Right[]>> = {
  manager: EVERY_RIGHT,
  staff: ['view', 'playback', 'ptz', 'talk', 'capture'],
};
const DAY_MINUTES = 1440;
/** 9:00 to 18:00, to begin with. */
const WORKING: Hours = { from: 540, to: 1080 };

/** Of somebody who comes new into a store. */
export function newGrant(holding: Holding): GrantDraft {
  return withRole({ role: 'staff', rights: [], hours: holding.hours }, 'staff', holding);
}

/** The role's own rights, as far as the caller holds them. */
export function withRole(draft: GrantDraft, role: StoreGrant['role'], { rights }: Holding): GrantDraft {
  return { ...draft, role, rights: RIGHTS_OF_ROLE[role].filter((right) => rights.includes(right)) };
}

export function withRight(draft: GrantDraft, right: Right, isHeld: boolean): GrantDraft {
  const rights = EVERY_RIGHT.filter((each) => (each === right ? isHeld : draft.rights.includes(each)));
  return { ...draft, rights };
}

/** Limits the hours to those which somebody would choose first, or lifts the limit. */
export function withLimit(draft: GrantDraft, isLimited: boolean, { hours }: Holding): GrantDraft {
  return { ...draft, hours: isLimited ? (draft.hours ?? hours ?? WORKING) : null };
}

/** Why a right cannot be switched: nothing goes without watching, and nobody gives what they do not hold. */
export function lockOf(right: Right, { rights }: Holding): 'always' | 'not-held' | null {
  if (right === 'view') return 'always';
  return rights.includes(right) ? null : 'not-held';
}

/** Whether somebody who holds so much may change or end what another one has there. */
export function mayChange({ rights }: Pick<StoreGrant, 'rights'>, holding: Holding): boolean {
  return rights.every((right) => holding.rights.includes(right));
}

/** Whether somebody who holds so much may make others of that role. */
export function mayGive(role: StoreGrant['role'], { rights }: Holding): boolean {
  return RIGHTS_OF_ROLE[role].every((right) => rights.includes(right));
}

/** Whether all of `inner` lies within `outer`; null is the whole day. */
export function covers(outer: Hours | null, inner: Hours | null): boolean {
  if (outer === null) return true;
  if (inner === null) return false;
  return after(outer.from, inner.from) + after(inner.from, inner.to) <= after(outer.from, outer.to);
}

/** Why hours cannot be given: they are none at all, or reach beyond the caller's own. */
export function hoursFault(hours: Hours | null, holding: Holding): 'none' | 'beyond' | null {
  if (hours !== null && hours.from === hours.to) return 'none';
  return covers(holding.hours, hours) ? null : 'beyond';
}

/** What saving would change; null when nothing. */
export interface GrantChange {
  readonly role: StoreGrant['role'] | null;
  readonly added: readonly Right[];
  readonly removed: readonly Right[];
  /** The new ones. */
  readonly hours: { readonly hours: Hours | null } | null;
}

export function changeOf(before: GrantDraft | null, draft: GrantDraft): GrantChange | null {
  const had = before?.rights ?? [];
  const change: GrantChange = {
    role: before?.role === draft.role ? null : draft.role,
    added: draft.rights.filter((right) => !had.includes(right)),
    removed: had.filter((right) => !draft.rights.includes(right)),
    hours: sameHours(before?.hours ?? null, draft.hours) ? null : { hours: draft.hours },
  };
  const isNothing = change.role === null && change.added.length + change.removed.length === 0 && change.hours === null;
  return isNothing ? null : change;
}

function sameHours(one: Hours | null, other: Hours | null): boolean {
  return one?.from === other?.from && one?.to === other?.to;
}

/** Minutes from one time of day to the next time it is another. */
const after = (from: number, to: number): number => (to - from + DAY_MINUTES) % DAY_MINUTES;
