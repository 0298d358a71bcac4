import type { Right, Role } from '../../typings/contract/domain';
import type { StoreGrant } from '../../typings/contract/people';
import type { Dictionary } from '../i18n/index';
import { grantWords } from './person-words';
import type { SessionState } from './session-store';

/** What somebody may do in one store, in words. */
export interface GrantRow {
  readonly key: string;
  readonly store: string;
  /** 店员 09:00–18:00. */
  readonly role: string;
  readonly rights: string;
}

/** The ways on from the page of me. */
export type MeWay =
  | 'stores'
  | 'accounts'
  | 'tools'
  | 'members'
  | 'invites'
  | 'shares'
  | 'codes'
  | 'audit'
  | 'clips'
  | 'notices'
  | 'claim'
  | 'privacy';

/** By store; none for those who may do the same everywhere. */
export function grantRows(state: SessionState, { people, common }: Pick<Dictionary, 'people' | 'common'>): GrantRow[] {
  const grants: readonly StoreGrant[] = state.kind === 'member' ? state.grants : [];
  return grants.map((grant) => ({
    key: grant.storeId,
    store: grant.storeName,
    role: grantWords(grant, people),
    rights: grant.rights.map((right) => people.rights[right]).join(common.listComma),
  }));
}

/**
 * The ways that are open to this person, in their order; nothing is shown that would only be refused. `tools`: whether
 * an account has any, as far as is known.
 */
export function waysOf(state: SessionState, tools = false): readonly MeWay[] {
  if (state.kind === 'stranger') return ['claim', 'privacy'];
  if (state.kind !== 'member') return [];
  const holds = (right: Right) => state.rights.includes(right);
  const guest = state.role === 'guest';
  const ways: readonly (readonly [MeWay, boolean])[] = [
    ['stores', holds('manage')],
    ['accounts', state.role === 'owner'],
    ['tools', state.role === 'owner' && tools],
    ['members', holds('manage')],
    ['invites', holds('manage')],
    ['shares', holds('share') || holds('manage')],
    ['codes', holds('manage')],
    ['audit', true],
    ['clips', !guest],
    ['notices', !guest],
    ['privacy', true],
  ];
  return ways.flatMap(([way, isOpen]) => (isOpen ? [way] : []));
}

/** Whether the audit shows others' deeds, too. */
export function seesOthers(state: SessionState): boolean {
  return state.kind === 'member' && state.rights.includes('manage');
}

/** Whether a way to a camera's health is shown; whoever is not known yet may try. */
export function seesHealth(role: Role | null): boolean {
  return role !== 'guest';
}
