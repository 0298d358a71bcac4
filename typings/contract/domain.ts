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
  /** Whether `live.elsewhere` leads the caller to the vendor's own mini-program, should our player fail. */
  readonly elsewhere: boolean;
  /** What the caller may do with it. */
  readonly rights: readonly Right[];
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

/** Who the caller is to this installation. */
export interface Session {
  /** Six letters and digits by which an owner can recognise this person; not an account id. */
  readonly visitorCode: string;
  /** Null for a stranger, who may do nothing. */
  readonly member: { readonly name: string; readonly role: Role } | null;
  /** Server clock, epoch ms. */
  readonly now: number;
}
