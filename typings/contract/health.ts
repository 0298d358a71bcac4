import type { ChannelId, ChannelStatus, Codec } from './domain';
import type { ErrorCode } from './errors';
import type { Hours } from './people';

/**
 * Why a camera shows nothing, or not what it should, as far as it can be told from here; each has words and a next step
 * on the phone.
 */
export type Cause =
  /** The vendor refuses the account's keys: nothing of it can be seen. */
  | 'account-keys'
  /** The account has used up what the vendor allows. */
  | 'vendor-quota'
  /** The vendor does not answer: what is shown may be old. */
  | 'vendor-silent'
  /** The vendor lists the camera no more. */
  | 'not-listed'
  /** Every camera of the store went: its power or its line. */
  | 'store-line'
  /** Every camera of the recorder went, and others of the store did not. */
  | 'recorder'
  /** This camera alone: its power, cable or radio. */
  | 'camera-line'
  | 'encrypted'
  | 'masked'
  | 'disabled'
  /** Its picture is H.265, which WeChat's player does not show. */
  | 'codec'
  | 'storage-missing'
  | 'storage-broken'
  | 'storage-full';

/** A memory card or disk of a camera or its recorder. */
export interface StorageMedium {
  readonly state: 'ok' | 'missing' | 'broken' | 'unformatted' | 'formatting' | 'full' | 'unknown';
  /** Null where the vendor does not tell. */
  readonly totalBytes: number | null;
  readonly freeBytes: number | null;
}

/** What a camera sends to its vendor's cloud at this moment. */
export interface Pushing {
  /** Epoch ms. */
  readonly since: number;
  readonly codec: Codec;
  /** Pixels; null where the vendor does not tell. */
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly framesPerSecond: number | null;
}

/** Somebody who watches by the vendor's own count, in whatever app. */
export interface VendorViewer {
  readonly protocol: 'flv' | 'rtmp' | 'hls' | 'unknown';
  /** Epoch ms. */
  readonly since: number;
}

/** What is known, or what was in the way of knowing it; `unsupported` where the vendor tells no such thing. */
export type Told<T> =
  { readonly kind: 'known'; readonly value: T } | { readonly kind: 'unknown'; readonly why: ErrorCode };

/** How a camera is. */
export interface CameraHealth {
  readonly id: ChannelId;
  readonly name: string;
  readonly storeName: string;
  /** IANA name. */
  readonly zone: string;
  /** As the vendor says just now. */
  readonly status: ChannelStatus;
  /** Epoch ms since when it has been gone, seen twice and some time apart; null while it is not. */
  readonly outageFrom: number | null;
  /** The likeliest first; empty when nothing is wrong. */
  readonly causes: readonly Cause[];
  /** As it was when somebody last watched, or as it sends now. */
  readonly codec: Codec;
  readonly storage: Told<readonly StorageMedium[]>;
  /** Null while it sends nothing. For who manages it; to others `permission-denied`. */
  readonly pushing: Told<Pushing | null>;
  /** For the same people. */
  readonly viewers: Told<readonly VendorViewer[]>;
}

/** What a notice tells. */
export type NoticeKind = 'offline' | 'back';

/** What somebody will be told in WeChat, and when not. */
export interface NoticeState {
  /** The templates that WeChat asks people about; null where this installation sends no notices. */
  readonly templates: Readonly<Record<NoticeKind, string>> | null;
  /** How many more may be sent: WeChat lets each permission be used once. */
  readonly left: Readonly<Record<NoticeKind, number>>;
  /** When not to be disturbed, by the clocks of the store that it is about; null for never. */
  readonly quiet: Hours | null;
  /** After how long a camera counts as gone, ms. */
  readonly afterMs: number;
}

/** A still that everybody who may see the camera shares. */
export interface Cover {
  readonly channelId: ChannelId;
  /** For minutes only, and for this phone. */
  readonly url: string;
  /** Epoch ms. */
  readonly takenAt: number;
}

type OneCamera = { readonly channelId: ChannelId };

/** The calls of `manage` about how cameras are. */
export interface HealthCalls {
  /** For members who may view it now; not for guests. Asks the vendor closely. */
  'camera.health': { input: OneCamera; output: CameraHealth };
}

/** The calls of `manage` about who is told of a camera that is gone: for members who are not guests only. */
export interface NoticeCalls {
  'notice.read': { input: Readonly<Record<string, never>>; output: NoticeState };
  /** What somebody allowed WeChat to send, once each. Asked again with the same key, 8–64 characters, it counts once. */
  'notice.allow': {
    input: { readonly requestKey: string; readonly kinds: readonly NoticeKind[] };
    output: NoticeState;
  };
  'notice.quiet': { input: { readonly quiet: Hours | null }; output: NoticeState };
}

/** The calls of `monitor` about covers. */
export interface CoverCalls {
  /**
   * Of 1–30 cameras, those that there is a cover of and that the caller may view now. Asking is what keeps covers
   * fresh: the timer renews, within the vendors' limits, those that are asked for.
   */
  'cover.list': { input: { readonly channelIds: readonly ChannelId[] }; output: { readonly covers: readonly Cover[] } };
  /** A cover of now, for members who may view it and are not guests; one of the last minute serves instead. */
  'cover.refresh': { input: OneCamera; output: Cover };
}
