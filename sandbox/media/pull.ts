import type { FlvTag } from './flv';

/** What a pull has achieved so far: the TCP connection stands, then the server has begun the stream (no picture yet). */
export type PullStage =
  | { readonly kind: 'connected'; readonly address: string }
  /** `answer` is the server's own word: `HTTP 200` or `NetStream.Play.Start`. */
  | { readonly kind: 'playing'; readonly answer: string };

/**
 * Why a pull is over. Every kind is something that happened on the wire, never a guess:
 * `handshake-failed` covers TLS, the RTMP handshake and a request left unanswered; `refused` carries the server's code;
 * `ended` is a stream that the server finished in order, by RTMP status or a complete HTTP body; any other loss of the
 * connection after the handshake is `reset`.
 */
export type PullEnd =
  | { readonly kind: 'unsupported'; readonly detail: string }
  | { readonly kind: 'dns-failed'; readonly detail: string }
  | { readonly kind: 'connect-failed'; readonly detail: string }
  | { readonly kind: 'handshake-failed'; readonly detail: string }
  /** `HTTP 403`, `NetStream.Play.Failed`, `NetStream.Play.StreamNotFound`, … */
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'malformed'; readonly detail: string }
  | { readonly kind: 'reset'; readonly detail: string }
  | { readonly kind: 'ended'; readonly detail: string };

/** All callbacks come asynchronously; `onEnd` comes exactly once and last, and nothing comes after `close()`. */
export interface PullHandlers {
  onStage(stage: PullStage): void;
  onTag(tag: FlvTag): void;
  onEnd(end: PullEnd): void;
}

export interface PullOptions {
  /** Longest wait for each step up to `playing`, default 5000. A stream that falls silent later is the player's matter. */
  readonly stepTimeoutMs?: number;
  /** PEM certificates trusted besides the system's (https only). */
  readonly ca?: readonly string[];
}

export interface Pulling {
  /** Stops at once; no callback comes any more. */
  close(): void;
  /** Holds the stream back through TCP while the consumer cannot keep up. */
  pause(): void;
  resume(): void;
}

/** Pulls one live address the way a player does. `pullRtmp` and `pullFlv` are the two kinds. */
export type Pull = (url: string, handlers: PullHandlers, options?: PullOptions) => Pulling;
