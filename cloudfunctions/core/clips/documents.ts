import type {
  ChannelId,
  ClipFormat,
  ClipReason,
  RecordingPlace,
  StoreId,
  VendorId,
} from '../../../typings/contract/domain';
import type { Span } from '../capabilities';
import type { ChannelAddress } from '../ports';

/** How one file of a clip stands, and when there is something to do for it. */
export type PartState =
  | {
      readonly state: 'queued';
      /** Why it was not to be had so far; null before the first try. */
      readonly reason: ClipReason | null;
      /** Epoch ms from which it may be asked for. */
      readonly dueAt: number;
      /** How often it was asked for in vain since it was queued. */
      readonly tries: number;
    }
  | {
      /** The vendor is being asked right now, or was when an instance died. */
      readonly state: 'asking';
      readonly tries: number;
      /** Epoch ms from which that instance counts as dead. */
      readonly dueAt: number;
    }
  | {
      readonly state: 'preparing';
      /** The vendor's name of its work. */
      readonly task: string;
      /** Epoch ms. */
      readonly since: number;
      /** Epoch ms from which it may be asked how the work stands. */
      readonly dueAt: number;
    }
  | {
      readonly state: 'ready';
      /** The file's address, sealed: whoever has it has the file. */
      readonly link: string;
      readonly expiresAt: number | null;
      readonly task: string | null;
    }
  | { readonly state: 'failed'; readonly reason: ClipReason }
  | {
      readonly state: 'expired';
      readonly expiresAt: number;
      readonly task: string | null;
    };

export type PartDocument = Span &
  PartState & {
    /** How often the vendor was asked for it, all in all: names the question that an answer belongs to. */
    readonly asked: number;
  };

/** Collection `clips`; the id follows from the person and the key of the request. */
export interface ClipDocument extends Span {
  readonly _id: string;
  /** The maker's openid. */
  readonly person: string;
  readonly channelId: ChannelId;
  readonly cameraName: string;
  readonly storeId: StoreId;
  readonly storeName: string;
  /** The store's IANA zone. */
  readonly zone: string;
  readonly accountId: string;
  readonly vendor: VendorId;
  readonly address: ChannelAddress;
  /** `recorderOf` its camera: what hands out one recording at a time. */
  readonly recorder: string;
  readonly place: RecordingPlace;
  readonly format: ClipFormat;
  readonly createdAt: number;
  readonly parts: readonly PartDocument[];
  /** Whether a part is still to be had. */
  readonly open: boolean;
  /** Epoch ms of the earliest step that is due; `NEVER` when there is none. */
  readonly dueAt: number;
  /** One more with every change, so that none is made on top of one not seen. */
  readonly revision: number;
}

/** Later than any time. */
export const NEVER = Number.MAX_SAFE_INTEGER;
