import type { ChannelAddress } from './ports';

/** The way to another mini-program that shows one camera. */
export interface Elsewhere {
  readonly appId: string;
  /** Holds a token for this one camera: for the phone that asked, never for a log. */
  readonly path: string;
  /** Epoch ms after which the way is closed. */
  readonly expiresAt: number;
}

/** The vendor's own mini-program, for a camera that our player cannot show. */
export interface VendorApp {
  openLive(address: ChannelAddress): Promise<Elsewhere>;
  /** Closes the ways that have expired, in case the vendor's tokens outlive them; returns how many. */
  closeExpired(): Promise<number>;
}
