import type { ChannelId, RecordingPlace, Role, StoreId, ZoneOffset } from './domain';
import type { Agreed, Person } from './people';

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

type Nothing = Readonly<Record<string, never>>;
type OneCamera = { readonly channelId: ChannelId };

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

/** The calls of the cloud function `manage` that make codes, for people to invite and for cameras to show. */
export interface CodeCalls {
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
}
