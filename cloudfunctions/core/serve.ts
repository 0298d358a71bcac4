import { toFailure } from './failure';
import { identify, type Caller } from './identity';
import { createLog, errorFields } from './log';

/** What the platform calls. */
export type Main = (event: unknown, context: unknown) => Promise<unknown>;

/**
 * Turns a way of answering into the function that the platform calls. It is built at the first call, not while the
 * code loads, so that a missing key is an answer and a log line instead of a function that does not start.
 */
export function serve(build: () => (event: unknown, caller: Caller) => Promise<unknown>): Main {
  let answer: ReturnType<typeof build> | undefined;
  return async (event, context) => {
    let requestId = '';
    try {
      const caller = identify(context);
      requestId = caller.requestId;
      answer ??= build();
      return await answer(event, caller);
    } catch (error) {
      createLog()({ event: 'fault', ...errorFields(error), requestId });
      return { ok: false, error: toFailure(error, requestId) };
    }
  };
}
