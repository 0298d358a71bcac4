import type { Told } from '../../../typings/contract/health';
import { CallError } from '../errors';

/** The outcome of `work`, or that there was none when `signal` ended the waiting. It goes on, and nobody hears of it. */
export function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(new CallError('vendor-unavailable', 'no answer in time'));
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/** What a vendor tells, or why it does not: `unsupported` where there is no such question. It never rejects. */
export async function toTold<T>(
  work: Promise<T> | undefined,
  { signal, onFault }: { readonly signal: AbortSignal; readonly onFault: (error: unknown) => void },
): Promise<Told<T>> {
  if (!work) return { kind: 'unknown', why: 'unsupported' };
  try {
    return { kind: 'known', value: await inTime(work, signal) };
  } catch (error) {
    onFault(error);
    return { kind: 'unknown', why: error instanceof CallError ? error.code : 'internal' };
  }
}

/** The same, of what is known. */
export function mapTold<T, U>(told: Told<T>, change: (value: T) => U): Told<U> {
  return told.kind === 'known' ? { kind: 'known', value: change(told.value) } : told;
}
