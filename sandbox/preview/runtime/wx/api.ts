/** Thrown by an API's body; becomes `name:fail reason`. */
export class ApiFailure extends Error {
  constructor(
    reason: string,
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(reason);
  }
}

interface Outcome {
  readonly errMsg: string;
}

interface Callbacks {
  readonly success?: (result: Outcome) => void;
  readonly fail?: (error: Outcome) => void;
  readonly complete?: (outcome: Outcome) => void;
}

/** What it returns or resolves with, if an object, joins `errMsg` in the result. */
type Body<O> = (options: O) => unknown;
/** A call as the mini-program makes it: with callbacks it returns nothing, without it returns a promise. */
export type AsyncApi<O> = (options?: O & Callbacks) => Promise<object> | undefined;

/** Gives a body WeChat's manners: `success`, `fail`, `complete` or a promise, and `errMsg` in each outcome. */
export function asyncApi<O extends object>(name: string, body: Body<Partial<O>>): AsyncApi<Partial<O>> {
  return (options = {}) => {
    const work = perform(name, body, options);
    const { success, fail, complete } = options;
    if (success === undefined && fail === undefined && complete === undefined) return work;
    work.then(
      (result) => settle(success, complete, result),
      (error: unknown) => settle(fail, complete, isOutcome(error) ? error : { errMsg: `${name}:fail` }),
    );
    return undefined;
  };
}

async function perform<O extends object>(name: string, body: Body<O>, options: O): Promise<Outcome> {
  try {
    const result = await body(options);
    return { errMsg: `${name}:ok`, ...(typeof result === 'object' ? result : {}) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const extra = error instanceof ApiFailure ? error.extra : {};
    // WeChat rejects with a plain object, and callers read its errMsg.
    // eslint-disable-next-line @typescript-eslint/only-throw-error
    throw { errMsg: `${name}:fail ${reason}`, ...extra };
  }
}

/** An exception in a callback is the caller's: it surfaces like any other, and does not reach the other callback. */
function settle(
  first: ((outcome: Outcome) => void) | undefined,
  last: ((outcome: Outcome) => void) | undefined,
  outcome: Outcome,
): void {
  if (first !== undefined) queueMicrotask(() => first(outcome));
  if (last !== undefined) queueMicrotask(() => last(outcome));
}

const isOutcome = (value: unknown): value is Outcome =>
  typeof value === 'object' && value !== null && 'errMsg' in value && typeof value.errMsg === 'string';
