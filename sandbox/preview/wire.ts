/** What the gateway says to a `<live-player>` between the pieces of FLV: WeChat's code and why, without the address. */
export interface GatewayMessage {
  readonly code: StageCode;
  readonly message: string;
}

/** The codes that come from the connection itself. All others the player finds out for itself. */
export type StageCode = 2001 | 2002 | 2006 | 3001 | 3002 | 3003 | 3005 | -2301;

export const isGatewayMessage = (value: unknown): value is GatewayMessage =>
  typeof value === 'object' && value !== null && 'code' in value && 'message' in value;

/** Header of a download's reply that the preview itself gives because nothing came from the address. */
export const DOWNLOAD_FAILED = 'x-preview-failed';

/** What the storage says while a file comes in: how much of it is there, and how it ended. */
export type UploadMessage =
  | { readonly kind: 'received'; readonly bytes: number }
  | { readonly kind: 'done'; readonly fileId: string }
  /** By the platform's code. */
  | { readonly kind: 'refused'; readonly code: string };

/** A service message as it stands in somebody's WeChat. */
export interface ShownMessage {
  readonly openid: string;
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly text: string }[];
  /** What a tap opens, `folder/page?query`; null where a tap opens nothing. */
  readonly page: string | null;
  /** Epoch ms. */
  readonly at: number;
}
