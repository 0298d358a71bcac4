import type { Right, StoreId } from './domain';

/** Opaque to the phone; never an openid. */
export type MemberId = string;

/** Minutes of the day as a store's clocks have it, 0–1439, from inclusive, to exclusive; over midnight when `to` is less. */
export interface Hours {
  readonly from: number;
  readonly to: number;
}

/** What somebody may do in one store. */
export interface StoreGrant {
  readonly storeId: StoreId;
  readonly storeName: string;
  readonly role: 'manager' | 'staff';
  /** All of them; the role's own unless single ones were switched. Always with `view`. */
  readonly rights: readonly Right[];
  /** When they hold; null for always. */
  readonly hours: Hours | null;
}

/** Somebody by the names that colleagues may know. */
export interface Person {
  readonly id: MemberId;
  /**
   * 1–20 characters as they gave them, of which something shows; blanks around it and what shows nothing or turns the
   * direction are dropped. Empty when they gave none, or took it back.
   */
  readonly name: string;
  /** Six letters and digits that tell two people of one name apart. */
  readonly visitorCode: string;
}

export interface Member extends Person {
  readonly owner: boolean;
  /** Of the stores that the caller manages; in their order. */
  readonly grants: readonly StoreGrant[];
  /** Epoch ms. */
  readonly joinedAt: number;
  /** Whether it is the caller. */
  readonly self: boolean;
}

/** What the installation keeps of people, and for how long. */
export interface PrivacyNotice {
  /** Changes with its words: whoever agreed to another one is asked again. */
  readonly version: string;
  readonly auditDays: number;
  /** Whom to ask, as the owner wrote it into the environment; null when nobody did. */
  readonly contact: string | null;
}

/** Goes with every call by which the installation gets to know somebody. */
export type Agreed = {
  /** `version` of the notice that the caller has read and agreed to; another one is `conflict`. */
  readonly notice: string;
};

type Nothing = Readonly<Record<string, never>>;
type OneMember = { readonly memberId: MemberId };

/** The calls of the cloud function `manage` about people: who may do what, and who is known. */
export interface PeopleCalls {
  /**
   * The first owner, once, by the installation's bootstrap code. 5 wrong codes an hour, then `rate-limited`; `used` when
   * there is or was an owner. It counts anew when the last one is gone for good.
   */
  'owner.claim': { input: Agreed & { readonly code: string; readonly name: string }; output: null };

  /** Of one store that the caller manages, or of all of them; owners first, then by name. At most 1000. */
  'member.list': { input: { readonly storeId?: StoreId }; output: { readonly members: readonly Member[] } };
  /** Sets what somebody may do in one store. Nobody gives more than they hold themselves, nor changes themselves. */
  'member.grant': {
    input: OneMember & Omit<StoreGrant, 'storeName'>;
    output: Member;
  };
  /**
   * Takes somebody out of one store, or, without it, out of all that the caller manages. Ends what they share there. An
   * owner has to be made none first (`conflict`).
   */
  'member.remove': { input: OneMember & { readonly storeId?: StoreId }; output: null };
  /** Makes an owner, or none any more; the last one stays (`conflict`). For owners. */
  'member.own': { input: OneMember & { readonly owner: boolean }; output: Member };
  'member.rename': { input: OneMember & { readonly name: string }; output: Member };

  'privacy.agree': { input: Agreed; output: null };
  /**
   * Removes all that is kept of the caller, but for the audit's lines, which are kept for `auditDays` without a name. The
   * last owner stays (`conflict`) while there are other members.
   */
  'account.delete': { input: Nothing; output: null };
}
