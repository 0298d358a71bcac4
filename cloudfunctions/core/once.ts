import * as v from 'valibot';
import type { Action } from '../../typings/contract/calls';
import type { ErrorCode } from '../../typings/contract/errors';
import { addNew, type Database } from './database';
import { digestId } from './digest-id';
import { CallError, isRefusal } from './errors';
import type { Clock } from './ports';
import type { Seals } from './seal';

/** Collection `requests`: what somebody asked for under a key, so that it is done once. What was said is not kept. */
export interface RequestDocument {
  /** Follows from the person, the action and the key. */
  readonly _id: string;
  /** Epoch ms. */
  readonly at: number;
  /** `unsure`: it failed in a way that leaves open whether it was done, and is not to be done twice. */
  readonly state: 'doing' | 'done' | 'failed' | 'unsure';
  /** What came of it, sealed; an empty string before. */
  readonly outcome: string;
  /** Why it failed; null otherwise. */
  readonly code: ErrorCode | null;
}

/** What is asked for, by whom, and under which key. */
export interface KeyedRequest<T> {
  readonly action: Action;
  readonly person: string;
  readonly requestKey: string;
  /** Shape of what comes of it; whatever is in it survives JSON. */
  readonly outcome: v.GenericSchema<unknown, T>;
  /** Where nobody knows whether it was done, it is `conflict` to ask again; else it is done anew, by whoever finds out. */
  readonly neverTwice?: true;
}

/**
 * Does what is asked for under a key until it has been done once. Whoever asks again meanwhile or later is told what
 * became of it; what has failed is done anew, which `work` is told.
 */
export type DoOnce = <T>(request: KeyedRequest<T>, work: (isAgain: boolean) => Promise<T>) => Promise<T>;

const LOOK_EVERY_MS = 500;
/** A phone gives up a call after 8 s. */
const PATIENCE_MS = 6_000;

export function createDoOnce(database: Database, seals: Seals, clock: Clock): DoOnce {
  const requests = database.collection('requests');

  async function begin(_id: string): Promise<boolean> {
    return addNew(requests, { _id, at: clock.now(), state: 'doing', outcome: '', code: null });
  }

  /** Of two who ask again at once, one gets it. */
  async function beginAgain(_id: string): Promise<boolean> {
    return (await requests.update({ _id, state: 'failed' }, { state: 'doing', at: clock.now(), code: null })) === 1;
  }

  /** Whether something that is still being done when patience ends was done, nobody knows: it is not done again. */
  async function follow<T>(_id: string, outcome: v.GenericSchema<unknown, T>): Promise<T> {
    const giveUpAt = clock.now() + PATIENCE_MS;
    for (;;) {
      const request = await requests.get(_id);
      if (request?.state === 'done') return v.parse(outcome, JSON.parse(seals.open(request.outcome, placeOf(_id))));
      if (request?.state === 'unsure') throw new CallError('conflict', 'nobody knows whether it was done');
      if (request?.state === 'failed') throw new CallError(request.code ?? 'internal', 'it could not be done');
      if (clock.now() >= giveUpAt) throw new CallError('conflict', 'it is still being done');
      await clock.sleep(LOOK_EVERY_MS);
    }
  }

  return async (request, work) => {
    const _id = idOf(request);
    const isNew = await begin(_id);
    if (!isNew && !(await beginAgain(_id))) return follow(_id, request.outcome);
    const result = await work(!isNew).catch(async (error: unknown) => {
      const code = error instanceof CallError ? error.code : 'internal';
      const state = request.neverTwice && !isRefusal(error) ? 'unsure' : 'failed';
      await requests.update({ _id }, { state, code }).catch(() => undefined); // why it failed says more
      throw error;
    });
    const outcome = seals.seal(JSON.stringify(result), placeOf(_id));
    // It was done. Where that cannot be put down, a repeat finds it still being done: better than done twice.
    await requests.update({ _id }, { state: 'done', outcome }).catch(() => undefined);
    return result;
  };
}

const placeOf = (_id: string): string => `requests/${_id}`;

const idOf = ({ person, action, requestKey }: KeyedRequest<unknown>): string => digestId(person, action, requestKey);
