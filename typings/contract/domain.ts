import type { ControlAbilities } from './control';
import type { ErrorCode } from './errors';
import type { SharedPast } from './codes';
import type { PrivacyNotice, StoreGrant } from './people';

/** Our own id of a store, device, channel or vendor. Opaque to the phone. */
export type StoreId = string;
export type ChannelId = string;
export type VendorId = string;

/** How a live address is played: `flv` and `rtmp` by `<live-player>`, `hls` by `<video>`. */
export type Protocol = 'flv' | 'rtmp' | 'hls';
export type Codec = 'h264' | 'h265' | 'unknown';
/** `main` is the sharp stream, `sub` the small one. */
export type Quality = 'main' | 'sub';

/** One address a player can pull. Passed to the player byte for byte. */
export interface LiveSource {
  readonly protocol: Protocol;
  readonly url: string;
  readonly codec: Codec;
  /** Epoch ms after which the vendor refuses new pulls; null when the vendor names no end. */
  readonly expiresAt: number | null;
}

export type Right = 'view' | 'playback' | 'ptz' | 'talk' | 'capture' | 'share' | 'manage';
export type Role = 'owner' | 'manager' | 'staff' | 'guest';

/** What the picture of a reachable camera is worth: only `clear` can be shown. */
export type Condition = 'clear' | 'encrypted' | 'masked' | 'disabled';
/** `unknown`: the vendor has not told us yet. */
export type Reachability = 'online' | 'offline' | 'unknown';

export interface ChannelStatus {
  readonly id: ChannelId;
  readonly reachability: Reachability;
  /** Epoch ms since when it is reachable or not; null when not known. */
  readonly since: number | null;
  readonly condition: Condition;
  /** Epoch ms at which the vendor said so. */
  readonly checkedAt: number;
}

/** One lens, which users call a camera. */
export interface Channel {
  readonly id: ChannelId;
  readonly storeId: StoreId;
  readonly storeName: string;
  readonly name: string;
  /** The streams a viewer may choose between; never empty. */
  readonly qualities: readonly Quality[];
  readonly status: ChannelStatus;
  /** Whether only who manages it sees it. */
  readonly hidden: boolean;
  /** Whether `live.elsewhere` leads the caller to the vendor's own mini-program, should our player fail. */
  readonly elsewhere: boolean;
  /** Whether the calls of `ToolCalls` about a camera are open to the caller, by right and by what the vendor offers. */
  readonly tools: boolean;
  /** What the caller may do with it. */
  readonly rights: readonly Right[];
  /** The only stretches of the past that the caller may play, by shares; null where there is no such bound. */
  readonly past: readonly SharedPast[] | null;
}

export interface StoreSummary {
  readonly id: StoreId;
  readonly name: string;
  /** IANA name; the store's days begin and end in it. */
  readonly zone: string;
  readonly channels: number;
  readonly online: number;
  readonly offline: number;
}

/** The caller, as a member. */
export interface SessionMember {
  readonly name: string;
  /** The highest they hold anywhere. */
  readonly role: Role;
  /** All rights they hold in any store at any hour. */
  readonly rights: readonly Right[];
  /** By store; empty for owners, who may do everything everywhere, and for guests. */
  readonly grants: readonly StoreGrant[];
  /** Whether they agreed to the notice as it is now. */
  readonly agreed: boolean;
  /** Epoch ms from which they may see something again; null when they may now. */
  readonly closedUntil: number | null;
}

/** Who the caller is to this installation. */
export interface Session {
  /** Six letters and digits by which an owner can recognise this person; not an account id. */
  readonly visitorCode: string;
  /** Null for a stranger, who may do nothing. */
  readonly member: SessionMember | null;
  readonly notice: PrivacyNotice;
  /** Server clock, epoch ms. */
  readonly now: number;
}

/** `device` is the memory card or recorder in the store, `cloud` the vendor's storage. */
export type RecordingPlace = 'device' | 'cloud';

/** One stretch of the past that can be played. Epoch ms, from inclusive, to exclusive. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly trigger: 'timed' | 'motion' | 'unknown';
  /** The vendor's name of the recording, where playing it needs one; null otherwise. */
  readonly id: string | null;
}

/** From `from` (epoch ms) on, a store's clocks are so many minutes ahead of UTC. */
export interface ZoneOffset {
  readonly from: number;
  readonly minutes: number;
}

/** One day of a store, as its own clocks count it, and what was recorded then. */
export interface RecordedDay {
  /** `YYYY-MM-DD` in the store's zone. */
  readonly day: string;
  /** Midnight to midnight, epoch ms: 23, 24 or 25 hours; `from` equals `to` for a day that the zone left out. */
  readonly from: number;
  readonly to: number;
  /** In order; the first holds from `from` on. */
  readonly offsets: readonly ZoneOffset[];
  /** In order of time, clipped to the day, without overlap. */
  readonly segments: readonly Segment[];
  /** Server clock, epoch ms: nothing was recorded later. */
  readonly now: number;
}

/** What can be done with one camera besides watching it live; what its vendor lacks is null or empty. */
export interface CameraAbilities {
  /** `speeds` without 1, which every vendor has. */
  readonly lookBack: { readonly places: readonly RecordingPlace[]; readonly speeds: readonly number[] } | null;
  /** `longestMs`: what one file holds; a longer clip comes in parts. */
  readonly clips: {
    readonly places: readonly RecordingPlace[];
    readonly longestMs: number;
    readonly format: ClipFormat;
  } | null;
  /** Whether the vendor keeps recordings under names. */
  readonly videos: boolean;
  readonly control: ControlAbilities;
}

/** `mp4` can be kept in the phone's album, `flv` cannot. */
export type ClipFormat = 'mp4' | 'flv';
export type ClipState = 'queued' | 'preparing' | 'ready' | 'failed' | 'expired';
/** Why a part is not there: what the recorder said, or the code of a call that failed. */
export type ClipReason =
  | 'same-camera'
  | 'no-channel'
  | 'recorder-load'
  | 'playback-in-use'
  | 'play-failed'
  | 'request-failed'
  | 'recorder-offline'
  | 'no-recorder'
  | ErrorCode;

export interface ClipPart {
  readonly from: number;
  readonly to: number;
  readonly state: ClipState;
  /** Null while nothing is wrong. A queued part with a reason is tried again at `retryAt`. */
  readonly reason: ClipReason | null;
  /** Epoch ms of the next try; null when none is planned. */
  readonly retryAt: number | null;
  /** Epoch ms at which a ready part is gone; null when the vendor names no end. */
  readonly expiresAt: number | null;
}

/** A wish for a stretch of the past as files, and what has become of it. */
export interface Clip {
  readonly id: string;
  readonly channelId: ChannelId;
  readonly cameraName: string;
  readonly storeName: string;
  readonly place: RecordingPlace;
  readonly from: number;
  readonly to: number;
  /** The store's, from `from` until now; in order, the first holds from `from` on. */
  readonly offsets: readonly ZoneOffset[];
  readonly createdAt: number;
  readonly format: ClipFormat;
  /** The worst of its parts: failed before expired, then queued, preparing, ready. */
  readonly state: ClipState;
  /** In order of time; never empty. */
  readonly parts: readonly ClipPart[];
}

/** A recording that the vendor keeps under a name. */
export interface CloudVideo {
  readonly id: string;
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
}
