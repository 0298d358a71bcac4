import type {
  Channel,
  ChannelId,
  ChannelStatus,
  LiveSource,
  Protocol,
  Quality,
  Session,
  StoreId,
  StoreSummary,
} from './domain';
import type { CallFailure } from './errors';

type Nothing = Readonly<Record<string, never>>;

/** The calls of the cloud function `monitor`: look and control. */
export interface MonitorCalls {
  'session.start': { input: Nothing; output: Session };
  'store.list': { input: Nothing; output: { readonly stores: readonly StoreSummary[] } };
  'channel.list': {
    input: {
      readonly storeId?: StoreId;
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
    output: { readonly openId: string; readonly sources: readonly LiveSource[] };
  };
  'live.close': { input: { readonly openId: string }; output: null };
  'live.elsewhere': {
    /** A camera whose `elsewhere` is true; any other is `unsupported`. */
    input: { readonly channelId: ChannelId };
    /** The vendor's own mini-program and its page. The path holds a token for this camera: not for a log or a store. */
    output: { readonly appId: string; readonly path: string };
  };
}

/** Which cloud function serves which calls. */
export interface CloudFunctions {
  monitor: MonitorCalls;
}

export type FunctionName = keyof CloudFunctions;
type AllCalls = MonitorCalls;
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
