import type { ChannelId, RecordingPlace, Right, Role, StoreId, ZoneOffset } from './domain';

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

/** What has become of an invitation or a share. `full`: as many people as may have opened it. */
export type TicketState = 'open' | 'used' | 'full' | 'expired' | 'revoked';

export interface Invite {
  readonly id: string;
  readonly role: Exclude<Role, 'guest'>;
  /** Empty for an owner's. */
  readonly stores: readonly { readonly id: StoreId; readonly name: string }[];
  readonly state: TicketState;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Who made it, and who has taken it up. */
  readonly by: Person;
  readonly usedBy: Person | null;
}

/** A bearer's word for something: at most 32 characters of those that a mini-program code can carry. Not for a log. */
export type Code = string;

/** One stretch of one camera's past. Epoch ms. */
export interface SharedPast {
  readonly place: RecordingPlace;
  readonly from: number;
  readonly to: number;
}

/** What a share shows: cameras as they are now, or one stretch of one camera's past. */
export type SharedView = { readonly kind: 'live' } | ({ readonly kind: 'playback' } & SharedPast);

export interface Share {
  readonly id: string;
  readonly view: SharedView;
  readonly cameras: readonly { readonly id: ChannelId; readonly name: string; readonly storeName: string }[];
  /** Of a stretch: its store's, from its beginning to its end; in order, the first holds from `from` on. Else empty. */
  readonly offsets: readonly ZoneOffset[];
  readonly state: TicketState;
  readonly createdAt: number;
  readonly until: number;
  /** How many people may open it; null for any number. */
  readonly most: number | null;
  /** Whether the viewer's name and visitor code lie over the picture. */
  readonly watermark: boolean;
  readonly by: Person;
  /** Who opened it, each once, in order of time. */
  readonly opened: readonly (Person & { readonly at: number })[];
}

/** What a code stands for, as far as its bearer may know. */
export type Entry =
  | { readonly kind: 'camera'; readonly channelId: ChannelId }
  | {
      readonly kind: 'invite';
      readonly state: TicketState;
      readonly role: Exclude<Role, 'guest'>;
      readonly stores: readonly string[];
      readonly by: string;
      readonly expiresAt: number;
      /**
       * Whether the caller took it up and is in by it, and then it is `used`; or, while it is `open`, whether they hold
       * all that it gives without it.
       */
      readonly accepted: boolean;
    }
  | {
      readonly kind: 'share';
      readonly state: TicketState;
      readonly view: 'live' | 'playback';
      readonly cameras: number;
      readonly by: string;
      readonly until: number;
      readonly watermark: boolean;
      /** Whether the caller opened it before, so that it only leads back there. */
      readonly opened: boolean;
    };

/** A mini-program code, which WeChat's scanner opens, or the installation's own link as an ordinary QR code. */
export type CodeStyle = 'mini-program' | 'link';

/** `png` is base64. */
export interface CodeImage {
  readonly png: string;
}

/** What somebody did. */
export type AuditKind =
  | 'live'
  | 'playback'
  | 'ptz'
  | 'talk'
  | 'switch'
  | 'picture'
  | 'clip'
  | 'share'
  | 'member'
  | 'code'
  | 'account'
  | 'store'
  | 'audit';

export interface AuditEntry {
  readonly id: string;
  /** Epoch ms. */
  readonly at: number;
  /** Null once their account is deleted. */
  readonly who: Person | null;
  readonly kind: AuditKind;
  /** The call: `noun.verb`. */
  readonly action: string;
  readonly storeName: string | null;
  readonly cameraName: string | null;
  /** `ok` or the code of the failure. */
  readonly result: string;
  /** Which motion, role, number of cameras and the like, in a few words; empty when there is no more to say. */
  readonly detail: string;
  /** How long it was watched, ms. */
  readonly durationMs: number | null;
  /** What of the past was shown or asked for. */
  readonly past: SharedPast | null;
}

/** Which of the entries that the caller may read. */
export interface AuditQuery {
  readonly storeId?: StoreId;
  readonly memberId?: MemberId;
  readonly channelId?: ChannelId;
  readonly kind?: AuditKind;
  /** `YYYY-MM-DD`, as the clocks of `storeId`, or else of Asia/Shanghai, have it. */
  readonly day?: string;
  /** `next` of the page before. */
  readonly cursor?: string;
}

/** Somebody who watches a camera now. */
export interface Viewer extends Person {
  readonly kind: 'live' | 'playback';
  readonly role: Role;
  readonly since: number;
}

/** What the installation keeps of people, and for how long. */
export interface PrivacyNotice {
  /** Changes with its words: whoever agreed to another one is asked again. */
  readonly version: string;
  readonly auditDays: number;
  /** Whom to ask, as the owner wrote it into the environment; null when nobody did. */
  readonly contact: string | null;
}

type Nothing = Readonly<Record<string, never>>;
type OneMember = { readonly memberId: MemberId };
type OneCamera = { readonly channelId: ChannelId };
type Agreed = {
  /** `version` of the notice that the caller has read and agreed to; another one is `conflict`. */
  readonly notice: string;
};

/** The calls of `monitor` that begin with a code, and those that keep a watching known. */
export interface EntryCalls {
  /**
   * What a code stands for. `not-found` for an unknown one, and for a camera that the caller may not see: the two look
   * the same.
   */
  'entry.look': { input: { readonly code: Code }; output: Entry };
  /**
   * Makes the caller a guest of the share. A share that has ended rejects with `used`, `full`, `expired` or `revoked`.
   * `name`: how the viewer is called; needed when the share has a watermark and none is known.
   */
  'share.open': {
    input: Agreed & { readonly code: Code; readonly name?: string };
    output: { readonly view: SharedView; readonly channelIds: readonly ChannelId[] };
  };
  /**
   * Says, every 20 s, that what `openId` names is still being watched; it is refused, and the picture has to go, as
   * soon as the caller may not watch it any more.
   */
  'watching.beat': { input: { readonly openId: string }; output: null };
}

/** The calls of the cloud function `manage`: who may do what, and who did. */
export interface ManageCalls {
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

  /** One person may take it up until `expiresAt`, a minute to 30 days from now. Repeated with its key, it is the same. */
  'invite.make': {
    input: {
      readonly role: Exclude<Role, 'guest'>;
      readonly storeIds: readonly StoreId[];
      readonly expiresAt: number;
      readonly requestKey: string;
    };
    output: { readonly invite: Invite; readonly code: Code };
  };
  /** Of the caller, or of the stores that the caller manages; newest first, at most 100. */
  'invite.list': { input: Nothing; output: { readonly invites: readonly Invite[] } };
  'invite.revoke': { input: { readonly id: string }; output: null };
  /** To hand it on once more: only its maker gets it. */
  'invite.code': { input: { readonly id: string }; output: { readonly code: Code } };
  'invite.image': { input: { readonly id: string; readonly style: CodeStyle }; output: CodeImage };
  /**
   * Rejects with `used`, `expired` or `revoked`; repeated by who took it up and is in by it, it answers as the first
   * time. Whoever holds as much already changes nothing by it, and leaves it to others. `stores`: how many of its stores
   * the caller is in; 0 for an owner's. `name`: a person's name.
   */
  'invite.accept': {
    input: Agreed & { readonly code: Code; readonly name: string };
    output: { readonly stores: number };
  };

  /** `until`: a minute to 30 days from now. Repeated with its key, it is the same. For a playback: one camera. */
  'share.make': {
    input: {
      readonly channelIds: readonly ChannelId[];
      readonly view: SharedView;
      readonly until: number;
      /** 1–200; null for any number of people up to 200. */
      readonly most: number | null;
      readonly watermark: boolean;
      readonly requestKey: string;
    };
    output: { readonly share: Share; readonly code: Code };
  };
  /** The caller's own, and those of the stores that the caller manages; newest first, at most 100. */
  'share.list': { input: Nothing; output: { readonly shares: readonly Share[] } };
  'share.revoke': { input: { readonly id: string }; output: null };
  /** To hand it on once more: only its maker gets it. */
  'share.code': { input: { readonly id: string }; output: { readonly code: Code } };
  'share.image': { input: { readonly id: string; readonly style: CodeStyle }; output: CodeImage };

  /** The code to stick on a camera; made at the first asking. */
  'code.image': { input: OneCamera & { readonly style: CodeStyle }; output: CodeImage };
  /** The old one is unknown from now on. Asked again with the same key, 8–64 characters, it is replaced once. */
  'code.replace': { input: OneCamera & { readonly requestKey: string }; output: null };
  /** Which styles this installation has. */
  'code.styles': { input: Nothing; output: { readonly styles: readonly CodeStyle[] } };

  /** Of the stores that the caller manages and of the caller's own deeds; newest first, 50 at a time. */
  'audit.list': {
    input: AuditQuery;
    output: {
      readonly entries: readonly AuditEntry[];
      /** The clocks of `storeId`, or else of Asia/Shanghai, since the earliest of these times; the first holds from there. */
      readonly offsets: readonly ZoneOffset[];
      readonly next: string | null;
    };
  };
  /** As `audit.list`, as lines of a CSV file in the caller's words, 500 at a time; the first page begins with the heads. */
  'audit.export': {
    input: AuditQuery & { readonly language: 'zh-CN' | 'en' };
    output: { readonly csv: string; readonly next: string | null };
  };
  /** Who watches a camera now: our own, and how many the vendor counts, where it counts. */
  'watching.list': {
    input: OneCamera;
    output: { readonly viewers: readonly Viewer[]; readonly vendorCount: number | null };
  };

  'privacy.agree': { input: Agreed; output: null };
  /**
   * Removes all that is kept of the caller, but for the audit's lines, which are kept for `auditDays` without a name. The
   * last owner stays (`conflict`) while there are other members.
   */
  'account.delete': { input: Nothing; output: null };
}
