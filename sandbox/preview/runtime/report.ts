import { Signal } from './signal';

export interface Report {
  readonly kind: 'error' | 'unimplemented';
  readonly message: string;
  readonly stack: string;
}

/** Everything that went wrong since the page was loaded, in order. */
export const reports: Report[] = [];
export const reported = new Signal<Report>();

/** A fault of the mini-program or of the preview: kept, told to the console and shown over the phone. */
export function reportError(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? message) : message;
  add({ kind: 'error', message, stack });
}

const told = new Set<string>();

/** Says once for each name that the preview cannot do this, and returns the sentence. */
export function reportUnimplemented(name: string): string {
  const message = `preview does not implement ${name}`;
  if (!told.has(message)) {
    told.add(message);
    add({ kind: 'unimplemented', message, stack: '' });
  }
  return message;
}

function add(report: Report): void {
  reports.push(report);
  // eslint-disable-next-line no-console -- the console is where authors look, and tests listen
  console.error(report.stack === '' ? report.message : report.stack);
  reported.emit(report);
}

/**
 * An object whose missing members refuse by name when called, so that nothing the preview lacks passes for a WeChat
 * that works. `then` stays absent, or awaiting the object would call it.
 */
export function refusingUnknown<T extends object>(target: T, name: string): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      if (typeof key === 'symbol' || key in object || key === 'then' || key === 'toJSON') {
        return Reflect.get(object, key, receiver) as unknown;
      }
      return (options?: unknown) => refuse(`${name}.${key}`, options);
    },
  });
}

interface FailCallbacks {
  readonly fail?: (error: { errMsg: string }) => void;
  readonly complete?: (error: { errMsg: string }) => void;
}

/** WeChat's way of failing where the caller gave callbacks, an exception where it did not. */
function refuse(name: string, options: unknown): void {
  const message = reportUnimplemented(name);
  const { fail, complete }: FailCallbacks = isObject(options) ? options : {};
  if (fail === undefined && complete === undefined) throw new Error(message);
  const error = { errMsg: `${name.split('.').pop() ?? name}:fail ${message}` };
  fail?.(error);
  complete?.(error);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
