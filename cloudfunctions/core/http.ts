import { CallError } from './errors';
import type { Clock, HttpPort, HttpRequest, HttpResponse } from './ports';

/** What became of one request, for the log; holds no address. */
export interface HttpRecord {
  readonly label: string;
  /** HTTP status of the last try, or what went wrong with it. */
  readonly outcome: number | string;
  readonly tries: number;
  readonly durationMs: number;
}

export interface HttpOptions {
  readonly clock: Clock;
  /** 0 ≤ x < 1; spreads repeats. */
  readonly random: () => number;
  readonly fetch?: typeof globalThis.fetch;
  /** A signal that aborts after so many ms. */
  readonly deadline?: (ms: number) => AbortSignal;
  /** Told once for each request, when it is over. */
  readonly onDone?: (record: HttpRecord) => void;
  readonly timeoutMs?: number;
  readonly maxBodyBytes?: number;
}

/** Deadline of one exchange with all its tries, unless a request names its own. */
export const TIMEOUT_MS = 6000;
const MAX_BODY_BYTES = 4 * 1024 * 1024;
const MAX_TRIES = 3;
const BACKOFF_MS = 150;
const TEMPORARY = new Set([502, 503, 504]);
/** A kept-alive socket that the vendor had closed: the request was never read, so a read goes out again at once. */
const STALE_SOCKET = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

type Attempt =
  | { readonly kind: 'response'; readonly response: HttpResponse }
  | { readonly kind: 'fault' | 'oversized'; readonly fault: string };

/** How long to wait before try number `tries` + 1, or null when there is to be none. */
export function pauseBefore(tries: number, outcome: number | string, random: number): number | null {
  if (tries >= MAX_TRIES) return null;
  if (typeof outcome === 'number') return TEMPORARY.has(outcome) ? backoff(tries, random) : null;
  return tries === 1 && STALE_SOCKET.has(outcome) ? 0 : backoff(tries, random);
}

const backoff = (tries: number, random: number): number => BACKOFF_MS * 2 ** (tries - 1) * (0.5 + random);

/** The one way to a vendor: `fetch` with keep-alive, a deadline over all tries, and repeats for all but commands. */
export function createHttp(options: HttpOptions): HttpPort {
  const { clock, random, deadline = (ms: number) => AbortSignal.timeout(ms) } = options;

  return async (request) => {
    const startedAt = clock.now();
    const timeoutMs = request.timeoutMs ?? options.timeoutMs ?? TIMEOUT_MS;
    const signal = deadline(timeoutMs);
    for (let tries = 1; ; tries += 1) {
      const attempt = await tryOnce(request, signal, options);
      const outcome = attempt.kind === 'response' ? attempt.response.status : attempt.fault;
      const mayRepeat = request.kind !== 'command' && attempt.kind !== 'oversized' && !signal.aborted;
      const pause = mayRepeat ? pauseBefore(tries, outcome, random()) : null;
      if (pause !== null && clock.now() - startedAt + pause < timeoutMs) {
        if (pause > 0) await clock.sleep(pause);
        continue;
      }
      options.onDone?.({ label: request.label, outcome, tries, durationMs: clock.now() - startedAt });
      if (attempt.kind === 'response') return attempt.response;
      const code = attempt.kind === 'fault' ? 'vendor-unavailable' : 'vendor-protocol';
      throw new CallError(code, `${request.label}: ${attempt.fault}`);
    }
  };
}

async function tryOnce(request: HttpRequest, signal: AbortSignal, options: HttpOptions): Promise<Attempt> {
  const { fetch = globalThis.fetch, maxBodyBytes = MAX_BODY_BYTES } = options;
  const { method, url, headers = {}, body } = request;
  try {
    const reply = await fetch(url, {
      method,
      headers,
      signal,
      redirect: 'manual', // a redirect would carry our keys to another host
      ...(body === undefined ? {} : { body: typeof body === 'function' ? body() : body }),
    });
    const bytes = await readBody(reply, request.maxReplyBytes ?? maxBodyBytes);
    if (bytes === null) return { kind: 'oversized', fault: 'the reply is too large' };
    const response = { status: reply.status, headers: Object.fromEntries(reply.headers), body: bytes };
    return { kind: 'response', response };
  } catch (error) {
    return { kind: 'fault', fault: signal.aborted ? 'no answer in time' : faultOf(error) };
  }
}

async function readBody(reply: Response, maxBytes: number): Promise<Uint8Array | null> {
  const incoming: AsyncIterable<Uint8Array> | Iterable<Uint8Array> = reply.body ?? [];
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.byteLength;
    if (size > maxBytes) return null; // leaving the loop cancels the rest
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** The system's word for a fault, such as ECONNREFUSED. The message beside it holds addresses and is left behind. */
function faultOf(error: unknown): string {
  for (let cause = error; typeof cause === 'object' && cause !== null; cause = 'cause' in cause ? cause.cause : null) {
    if ('code' in cause && typeof cause.code === 'string') return cause.code;
  }
  return 'network fault';
}
