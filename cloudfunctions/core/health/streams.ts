import type { Codec, Protocol } from '../../../typings/contract/domain';
import type { ChannelAddress } from '../ports';

/** Somebody who watches a camera, by the vendor's own count. */
export interface Viewer {
  readonly address: ChannelAddress;
  readonly protocol: Protocol | 'unknown';
  /** ms since the viewer came. */
  readonly onlineMs: number;
}

/** What a camera sends to its vendor's cloud now. */
export interface PushedStream {
  readonly codec: Codec;
  readonly size: { readonly width: number; readonly height: number } | null;
  readonly framesPerSecond: number | null;
  /** ms since it began. */
  readonly lastsMs: number;
}
