import { createHttp } from '../../../cloudfunctions/core/http';
import type { HttpPort, HttpRequest } from '../../../cloudfunctions/core/ports';
import { makeDriverDeps } from '../driver-deps';
import { makeHastyClock } from '../fake-clock';
import type { Tape } from './tape';

/** One try of a request, as a vendor meets it. */
export interface Try {
  readonly request: HttpRequest;
  /** Lets time pass until the request's deadline; ends in the error of a `fetch` that is called off then. */
  late(): Promise<never>;
}

export interface Replayed {
  readonly outcome:
    { readonly kind: 'result'; readonly result: unknown } | { readonly kind: 'thrown'; readonly error: unknown };
  /** Deadlines of its exchanges, ms. */
  readonly deadlines: readonly number[];
  readonly tookMs: number;
}

/** The same call once more, through our real HTTP, with `answer` in place of the simulator. */
export async function replay(tape: Tape, answer: (one: Try) => Promise<Response>): Promise<Replayed> {
  const { vendor, name, world, credentials } = tape;
  const clock = makeHastyClock(world.now);
  const deadlines: number[] = [];
  const http: HttpPort = (request) => {
    const end = new AbortController();
    const late = async (): Promise<never> => {
      await clock.sleep(deadlines.at(-1) ?? 0);
      end.abort();
      throw end.signal.reason;
    };
    const deadline = (ms: number): AbortSignal => {
      deadlines.push(ms);
      return end.signal;
    };
    return createHttp({ clock, random: () => 0.5, deadline, fetch: () => answer({ request, late }) })(request);
  };
  const call = vendor.open(makeDriverDeps<unknown>(credentials, http, clock)).run(name, world);
  const outcome = await call.then(
    (result) => ({ kind: 'result', result }) as const,
    (error: unknown) => ({ kind: 'thrown', error }) as const,
  );
  return { outcome, deadlines, tookMs: clock.now() - world.now };
}

const CHUNK = new Uint8Array(64 * 1024).fill(0x20);

export interface EndlessReply {
  readonly response: Response;
  /** How much of it was taken. */
  bytes(): number;
  /** Whoever read it said that they want no more. */
  isLeft(): boolean;
}

/** A reply without an end; after `chunks` of 64 KB it goes on only when `next` lets it. */
export function endlessReply(chunks = Infinity, next?: () => Promise<never>): EndlessReply {
  let given = 0;
  let left = false;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (given >= chunks) await next?.();
        given += 1;
        controller.enqueue(CHUNK);
      },
      cancel() {
        left = true;
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { 'content-type': 'application/json' };
  return { response: new Response(body, { headers }), bytes: () => given * CHUNK.length, isLeft: () => left };
}
