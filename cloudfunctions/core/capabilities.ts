import type { MirrorAxis, PtzMotion, PtzSpeed } from '../../typings/contract/control';
import type { ClipFormat, CloudVideo, LiveSource, Protocol, RecordingPlace } from '../../typings/contract/domain';
import type { StorageMedium } from '../../typings/contract/health';
import type { DeviceAdmin } from './device-admin';
import type { PushedStream, Viewer } from './health/streams';
import type { ChannelAddress } from './ports';
import type { ProductTools } from './tools/product-tools';
import type { VendorApp } from './vendor-app';

export type { MirrorAxis, PtzMotion };

/** A stretch of time, epoch ms, from inclusive, to exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** `limit`: the camera stands at its end stop, which is no error. */
export type PtzOutcome = 'moved' | 'limit';

/** Steering. A motion goes on until `stop` names the same motion. */
export interface PtzControl {
  readonly motions: readonly PtzMotion[];
  /** How many of its own speeds can be told apart, as far as three of ours can tell. */
  readonly speeds: PtzSpeed;
  /** Whether it tells that an end stop is reached. */
  readonly limits: boolean;
  /** `speed` is 0 (slowest) to 1. */
  start(address: ChannelAddress, motion: PtzMotion, speed: number): Promise<PtzOutcome>;
  stop(address: ChannelAddress, motion: PtzMotion): Promise<void>;
  /** One short movement that ends by itself; absent where the vendor has none. */
  step?(address: ChannelAddress, motion: PtzMotion, speed: number): Promise<PtzOutcome>;
}

/** A view that the camera remembers. */
export interface Preset {
  /** The vendor's id of it. */
  readonly id: string;
  readonly name: string | null;
}

/** Views to return to. */
export interface Presets {
  list(address: ChannelAddress): Promise<readonly Preset[]>;
  /** Remembers where the camera looks now. */
  add(address: ChannelAddress): Promise<Preset>;
  /** Turns the camera there; being there already is success. */
  move(address: ChannelAddress, id: string): Promise<void>;
  clear(address: ChannelAddress, id: string): Promise<void>;
}

export interface Recording extends Span {
  readonly place: RecordingPlace;
  /** The vendor's id, where playing it needs one; null otherwise. */
  readonly id: string | null;
  readonly trigger: 'timed' | 'motion' | 'unknown';
  readonly bytes: number | null;
}

export interface RecordingQuery extends Span {
  readonly place: RecordingPlace;
}

/** What is to be played of the past: a recording from `at` on. */
export interface PastWish {
  readonly place: RecordingPlace;
  readonly recording: Span & Pick<Recording, 'id'>;
  /** Epoch ms within the recording. */
  readonly at: number;
  /** 1 or one of the vendor's `speeds`. */
  readonly speed: number;
  /** Protocols that the phone could not play: advice, ignored when nothing else is left. */
  readonly avoid: readonly Protocol[];
  /** As of `openLive`. */
  readonly until?: number;
}

/** Addresses of the past, and the stretch that each of them plays from its first picture on. */
export interface Footage extends Span {
  /** In order of preference, never empty. */
  readonly sources: readonly LiveSource[];
}

/** Looking back. Lists that span more than the vendor takes at once are cut and joined again by the driver. */
export interface Recordings {
  readonly places: readonly RecordingPlace[];
  /** Besides 1; empty where the vendor plays at one speed. */
  readonly speeds: readonly number[];
  /** In order of time, as the vendor has them: they may reach over the ends of the asked span. */
  list(address: ChannelAddress, query: RecordingQuery): Promise<readonly Recording[]>;
  /**
   * Plays a recording from an instant on. Vendors play from full seconds, some play whole recordings only, to be sought
   * in by the player, and some stop at the end of a day: the answer may begin earlier, and end later or earlier, than
   * the recording. What it leaves out is opened next, from its `to` on.
   */
  open(address: ChannelAddress, wish: PastWish): Promise<Footage>;
}

/** What a vendor answered to the wish for a clip. */
export type ClipOutcome =
  /** `expiresAt`: epoch ms after which the address is good for nothing; null when the vendor names no end. */
  | { readonly kind: 'ready'; readonly url: string; readonly expiresAt: number | null }
  /** `task` is the vendor's name of the work, to be checked later. */
  | { readonly kind: 'preparing'; readonly task: string }
  /** Worth trying again; `why` says what is in the way. */
  | {
      readonly kind: 'busy';
      readonly why: 'same-camera' | 'no-channel' | 'recorder-load' | 'playback-in-use' | 'play-failed';
    }
  /** Another try would come to the same. */
  | { readonly kind: 'refused'; readonly why: 'recorder-offline' | 'no-recorder' | 'request-failed' };

/** Which stretch is wanted as a file, and from where. */
export interface ClipWish extends Span {
  readonly place: RecordingPlace;
}

/** Clips for download. */
export interface Clips {
  /** Where the recordings lie that clips are made of. */
  readonly places: readonly RecordingPlace[];
  readonly format: ClipFormat;
  /** Longest span of one clip, ms. */
  readonly longestMs: number;
  start(address: ChannelAddress, wish: ClipWish): Promise<ClipOutcome>;
  /**
   * What has become of a `preparing` one; of a finished one each answer holds a fresh address. Absent where `start`
   * ends at once.
   */
  check?(address: ChannelAddress, task: string): Promise<ClipOutcome>;
}

export interface Phrase {
  readonly name: string;
  readonly url: string;
  readonly durationMs: number | null;
}

/** One recorded message, at most 60 s. */
export interface VoiceMessage {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

/** Speaking through the camera. */
export interface Talk {
  send(address: ChannelAddress, message: VoiceMessage): Promise<void>;
  listPhrases(place: 'vendor' | 'own'): Promise<readonly Phrase[]>;
  playPhrase(address: ChannelAddress, phrase: Phrase): Promise<void>;
}

/** Switches of a camera; each that a vendor lacks is absent. A `set…` of a state that already holds is success. */
export interface Switches {
  /** Turns the picture over each time: nobody can ask which way it stands. */
  mirror?(address: ChannelAddress, axis: MirrorAxis): Promise<void>;
  readMask?(address: ChannelAddress): Promise<boolean>;
  setMask?(address: ChannelAddress, masked: boolean): Promise<void>;
  setCamera?(address: ChannelAddress, on: boolean): Promise<void>;
  setRecording?(address: ChannelAddress, on: boolean): Promise<void>;
  /** Which stream the camera encodes, 1 (smooth) to 4 (sharpest), for everybody who looks. */
  setLevel?(address: ChannelAddress, level: 1 | 2 | 3 | 4): Promise<void>;
}

/** What one camera can do, as its vendor tells. */
export interface ChannelAbilities {
  readonly talk: 'none' | 'half-duplex' | 'full-duplex';
  readonly motions: readonly PtzMotion[];
  readonly mirror: readonly MirrorAxis[];
  readonly mask: boolean;
  readonly snapshot: boolean;
  readonly presets: boolean;
}

export interface Picture {
  /** The vendor's id of it. */
  readonly name: string;
  readonly takenAt: number;
  readonly bytes: number | null;
  readonly url: string;
  /** Epoch ms after which `url` shows nothing any more, where the vendor names an end. */
  readonly expiresAt?: number;
}

/** Still pictures. */
export interface Snapshots {
  /** Whether the vendor counts them by the day, and refuses what is too much. */
  readonly countedByDay?: true;
  /** Takes one now; CallError `rate-limited` with `retryAt` while the vendor would refuse another. */
  take(address: ChannelAddress): Promise<Picture>;
}

/** Pictures that the vendor keeps. Pages count from 1. */
export interface PictureStore {
  list(
    address: ChannelAddress,
    span: Span,
    page: number,
  ): Promise<{ readonly pictures: readonly Picture[]; readonly pages: number }>;
  put(
    address: ChannelAddress,
    picture: { readonly name: string; readonly format: 'jpg' | 'png'; readonly bytes: Uint8Array },
  ): Promise<void>;
  remove(address: ChannelAddress, name: string): Promise<void>;
}

/** Recordings that the vendor keeps under names. Pages count from 1. */
export interface CloudVideos {
  list(
    address: ChannelAddress,
    query: Span & { readonly name?: string; readonly page: number },
  ): Promise<{ readonly videos: readonly CloudVideo[]; readonly pages: number }>;
  /** All of it. */
  open(address: ChannelAddress, id: string, avoid?: readonly Protocol[]): Promise<Footage>;
  rename(address: ChannelAddress, id: string, name: string): Promise<void>;
  /** Ids that were not there are left out of the answer. */
  remove(address: ChannelAddress, ids: readonly string[]): Promise<readonly string[]>;
}

/** What a driver may offer beyond lists, states and live pictures. An absent member is a thing the vendor lacks. */
export interface Capabilities {
  readonly ptz?: PtzControl;
  readonly presets?: Presets;
  readonly recordings?: Recordings;
  readonly clips?: Clips;
  readonly talk?: Talk;
  readonly switches?: Switches;
  readonly snapshots?: Snapshots;
  readonly pictures?: PictureStore;
  readonly videos?: CloudVideos;
  readonly devices?: DeviceAdmin;
  readonly tools?: ProductTools;
  /** Present only where the account allows it. */
  readonly vendorApp?: VendorApp;
  /** Absent where the vendor tells nothing: then the driver's own members are all that is known. */
  readAbilities?(address: ChannelAddress): Promise<ChannelAbilities>;
  /** Who is watching now, by the vendor's own count. */
  listViewers?(address: ChannelAddress): Promise<readonly Viewer[]>;
  /** The bytes of a small picture that the vendor has at hand of what the camera sees. */
  readThumbnail?(address: ChannelAddress): Promise<Uint8Array>;
  /** Memory cards and disks of a camera and of what it hangs on; empty when it names none. */
  readStorage?(address: ChannelAddress): Promise<readonly StorageMedium[]>;
  /** Null while it sends nothing. */
  readPushing?(address: ChannelAddress): Promise<PushedStream | null>;
}
