import type {
  CameraAbilities,
  Channel,
  ChannelId,
  ChannelStatus,
  Clip,
  CloudVideo,
  LiveSource,
  Protocol,
  Quality,
  RecordedDay,
  RecordingPlace,
  Segment,
  Session,
  StoreId,
  StoreSummary,
  ZoneOffset,
} from './domain';
import type { AuditCalls } from './audit';
import type { CodeCalls, EntryCalls } from './codes';
import type { ControlCalls } from './control';
import type { CallFailure } from './errors';
import type { CoverCalls, HealthCalls, NoticeCalls } from './health';
import type { PeopleCalls } from './people';
import type { ToolCalls } from './tools';
import type { AccountId, UpkeepCalls } from './upkeep';

type Nothing = Readonly<Record<string, never>>;

interface Watermarked {
  /** What must lie over the picture: the viewer's name and visitor code, where a share asks for it; null otherwise. */
  readonly watermark: string | null;
}

/** The calls of the cloud function `monitor`: look and control. */
export interface MonitorCalls {
  'session.start': { input: Nothing; output: Session };
  'store.list': { input: Nothing; output: { readonly stores: readonly StoreSummary[] } };
  'channel.list': {
    input: {
      readonly storeId?: StoreId;
      /** Only those that hang on this account. For owners. */
      readonly accountId?: AccountId;
      /** Part of a camera's or store's name, 1–40 characters. */
      readonly query?: string;
      readonly reachability?: 'online' | 'offline';
      /** Only these, at most 100 (favourites). Ids the caller may not see are left out. */
      readonly ids?: readonly ChannelId[];
      /** `next` of the page before. */
      readonly cursor?: string;
      /** 1–100, default 50. */
      readonly limit?: number;
    };
    /** Ordered by store, then name. `next` is null on the last page. */
    output: { readonly channels: readonly Channel[]; readonly next: string | null };
  };
  'channel.status': {
    /** 1–30 ids. One that the caller may not see refuses the whole call as `not-found`. */
    input: { readonly ids: readonly ChannelId[] };
    output: { readonly statuses: readonly ChannelStatus[] };
  };
  'live.open': {
    input: {
      readonly channelId: ChannelId;
      readonly quality: Quality;
      /** Protocols that this phone could not play, at most 3; advice, ignored when nothing else is left. */
      readonly avoid?: readonly Protocol[];
      /**
       * The phone's network came back while it was watching. Many come back at once, so an address that another
       * viewer was given seconds ago will do. Never sent after an address has failed.
       */
      readonly resume?: true;
    };
    /** `sources` in order of preference, never empty. `openId` names this watching for `live.close`. */
    output: { readonly openId: string; readonly sources: readonly LiveSource[] } & Watermarked;
  };
  'live.close': { input: { readonly openId: string }; output: null };
  'live.elsewhere': {
    /** A camera whose `elsewhere` is true; any other is `unsupported`. */
    input: { readonly channelId: ChannelId };
    /** The vendor's own mini-program and its page. The path holds a token for this camera: not for a log or a store. */
    output: { readonly appId: string; readonly path: string };
  };
}

type OneCamera = { readonly channelId: ChannelId };
/** A place that the camera's vendor lacks is `unsupported`. */
type OnePlace = OneCamera & { readonly place: RecordingPlace };

/** What plays a stretch of the past. `openId` names this watching for `playback.close`. */
export interface OpenedPast extends Watermarked {
  readonly openId: string;
  /** In order of preference, never empty. */
  readonly sources: readonly LiveSource[];
  /** Epoch ms of the first picture: at most the instant asked for, and earlier only where the player can seek. */
  readonly from: number;
  /** Epoch ms at which the stream ends. */
  readonly to: number;
}

/** The calls of `monitor` that look back. */
export interface PlaybackCalls {
  /** What the camera's vendor offers. */
  'channel.abilities': { input: OneCamera; output: CameraAbilities };
  'playback.days': {
    /** `YYYY-MM` in the store's zone. */
    input: OnePlace & { readonly month: string };
    /** The days of that month, `YYYY-MM-DD`, on which anything was recorded; in order. */
    output: { readonly days: readonly string[] };
  };
  'playback.day': {
    /**
     * Without `day`: today, as the store's clocks have it. Of a vendor that hands out clips only, a day has its bounds
     * and no segments.
     */
    input: OnePlace & { readonly day?: string };
    output: RecordedDay;
  };
  'playback.open': {
    input: OnePlace & {
      readonly segment: Pick<Segment, 'from' | 'to' | 'id'>;
      /** Epoch ms within the segment. */
      readonly at: number;
      /** One of the camera's `speeds`; left out for 1. */
      readonly speed?: number;
      /** Protocols that this phone could not play, at most 3; advice, ignored when nothing else is left. */
      readonly avoid?: readonly Protocol[];
    };
    output: OpenedPast;
  };
  'playback.close': { input: { readonly openId: string }; output: null };
  /** Recordings that the vendor keeps under names. Pages count from 1. */
  'video.list': {
    input: OneCamera & {
      /** `YYYY-MM-DD` in the store's zone, both included, at most 366 days; left out for the last 366. */
      readonly days?: { readonly first: string; readonly last: string };
      /** Part of the name, 1–40 characters. */
      readonly name?: string;
      readonly page: number;
    };
    /** `offsets`: the store's from the first of the days until now; in order, the first holds before, too. */
    output: {
      readonly videos: readonly CloudVideo[];
      readonly pages: number;
      readonly offsets: readonly ZoneOffset[];
    };
  };
  'video.rename': { input: OneCamera & { readonly id: string; readonly name: string }; output: null };
  /** 1–20 ids; one that is not there any more counts as removed. */
  'video.remove': { input: OneCamera & { readonly ids: readonly string[] }; output: null };
}

/** The calls of `monitor` that make clips. A clip is its maker's own: another's answers like one that is not there. */
export interface ClipCalls {
  /** At most an hour. Asked again with the same `requestKey` (8–64 characters), it answers with the clip it made. */
  'clip.request': {
    input: OnePlace & { readonly from: number; readonly to: number; readonly requestKey: string };
    output: Clip;
  };
  /** The caller's, newest first, at most 50. */
  'clip.list': { input: { readonly channelId?: ChannelId }; output: { readonly clips: readonly Clip[] } };
  /** How it stands; also takes it a step further where one is due. */
  'clip.check': { input: { readonly id: string }; output: Clip };
  /** Where to load one part from, from 0. Not for a log or a store: whoever has the address has the file. */
  'clip.open': {
    input: { readonly id: string; readonly part: number };
    output: { readonly url: string; readonly expiresAt: number | null };
  };
  /** Makes failed and expired parts anew. */
  'clip.retry': { input: { readonly id: string }; output: Clip };
  /** Forgets it, whatever its state. */
  'clip.remove': { input: { readonly id: string }; output: null };
}

/** Which cloud function serves which calls. */
export interface CloudFunctions {
  monitor: MonitorCalls & PlaybackCalls & ClipCalls & ControlCalls & EntryCalls & CoverCalls;
  manage: PeopleCalls & CodeCalls & AuditCalls & UpkeepCalls & HealthCalls & NoticeCalls & ToolCalls;
}

export type FunctionName = keyof CloudFunctions;
type AllCalls = CloudFunctions['monitor'] & CloudFunctions['manage'];
/** Every call there is: `noun.verb`. */
export type Action = keyof AllCalls;
export type InputOf<A extends Action> = AllCalls[A]['input'];
export type OutputOf<A extends Action> = AllCalls[A]['output'];

/** What a cloud function receives from the phone. */
export interface CallEvent<A extends Action = Action> {
  readonly action: A;
  readonly data: InputOf<A>;
}

/** What it always answers: nothing throws across the wire. */
export type Reply<A extends Action> =
  { readonly ok: true; readonly data: OutputOf<A> } | { readonly ok: false; readonly error: CallFailure };
