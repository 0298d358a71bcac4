import type { Hours } from '../../../typings/contract/people';
import type { NoticeKind } from '../../../typings/contract/health';
import { addNew, PAGE, type Database } from '../database';
import type { SubscriberDocument } from './documents';

type State = Omit<SubscriberDocument, '_id' | 'revision'>;

/** What people let WeChat tell them. */
export interface Subscribers {
  find(openid: string): Promise<SubscriberDocument | null>;
  /** Those of at most 1000 people. */
  read(openids: readonly string[]): Promise<ReadonlyMap<string, SubscriberDocument>>;
  /** Everybody who may still be told that a camera is gone, in one operation for every 1000. */
  listOpen(): Promise<readonly SubscriberDocument[]>;
  /** Counts what somebody allowed, once for each key. */
  allow(openid: string, requestKey: string, kinds: readonly NoticeKind[]): Promise<SubscriberDocument>;
  keepQuiet(openid: string, quiet: Hours | null): Promise<SubscriberDocument>;
  /** One of a kind was used up, or, with `all`, WeChat says that none is left. */
  spend(openid: string, kind: NoticeKind, all?: 'all'): Promise<void>;
  remove(openid: string): Promise<void>;
}

/** More than anybody would tap for; it bounds what a phone can make us keep. */
const MOST_LEFT = 99;
const MOST_KEYS = 20;

const NEWCOMER: State = { offline: 0, back: 0, quietFrom: 0, quietTo: 0, counted: [] };

export function createSubscribers(database: Database): Subscribers {
  const subscribers = database.collection('subscribers');

  /** One conditional write, made anew whenever somebody else was faster; none where `alter` has nothing to change. */
  async function change(_id: string, alter: (seen: State) => Partial<State> | null): Promise<SubscriberDocument> {
    const seen = await subscribers.get(_id);
    const before = seen ?? { _id, ...NEWCOMER, revision: 0 };
    const state = alter(before);
    if (!state) return before;
    const next = { ...before, ...state, revision: before.revision + 1 };
    const { _id: _, ...fields } = next;
    const isDone = seen
      ? (await subscribers.update({ _id, revision: seen.revision }, fields)) === 1
      : await addNew(subscribers, next);
    return isDone ? next : change(_id, alter);
  }

  return {
    find: (openid) => subscribers.get(openid),
    async read(openids) {
      if (openids.length === 0) return new Map();
      const found = await subscribers.find({ where: { _id: { in: openids } }, limit: PAGE });
      return new Map(found.map((subscriber) => [subscriber._id, subscriber]));
    },
    async listOpen() {
      const open: SubscriberDocument[] = [];
      for (let after = '', more = true; more;) {
        const where = { offline: { above: 0 }, _id: { above: after } };
        const page = await subscribers.find({ where, sort: ['_id'], limit: PAGE });
        open.push(...page);
        after = page.at(-1)?._id ?? after;
        more = page.length === PAGE;
      }
      return open;
    },
    allow: (openid, requestKey, kinds) =>
      change(openid, ({ counted, ...left }) => {
        if (counted.includes(requestKey)) return null;
        const leftOf = (kind: NoticeKind) => Math.min(left[kind] + (kinds.includes(kind) ? 1 : 0), MOST_LEFT);
        return {
          offline: leftOf('offline'),
          back: leftOf('back'),
          counted: [...counted, requestKey].slice(-MOST_KEYS),
        };
      }),
    keepQuiet: (openid, quiet) => change(openid, () => ({ quietFrom: quiet?.from ?? 0, quietTo: quiet?.to ?? 0 })),
    async spend(_id, kind, all) {
      const spent = (left: number): number => (all ? 0 : Math.max(0, left - 1));
      await change(_id, (seen) => (seen[kind] === 0 ? null : { [kind]: spent(seen[kind]) }));
    },
    async remove(_id) {
      await subscribers.remove({ _id });
    },
  };
}

/** When somebody is not to be disturbed; null where at any hour they may be. */
export function quietOf({ quietFrom: from, quietTo: to }: Pick<State, 'quietFrom' | 'quietTo'>): Hours | null {
  return from === to ? null : { from, to };
}
