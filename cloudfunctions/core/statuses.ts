import type { Condition } from '../../typings/contract/domain';
import type { ErrorCode } from '../../typings/contract/errors';
import type { Database } from './database';
import type { ChannelDocument } from './documents';
import type { Drivers } from './drivers';
import { CallError } from './errors';
import { nextOutage, type Sight } from './health/outages';
import { errorFields, type Log } from './log';
import { createMemory } from './memory';
import type { Clock, VendorStatus } from './ports';

/** The part of a channel that its vendor tells over and over. */
export type State = Pick<
  ChannelDocument,
  'reachability' | 'since' | 'condition' | 'checkedAt' | 'seenFrom' | 'outageState' | 'outageFrom'
>;

/** What came of asking a vendor about one channel; `left-out`: it knows no such channel. */
export type Answer = 'told' | 'left-out' | ErrorCode;

/** Asks the vendors how channels are, and keeps what they say. */
export interface Statuses {
  /**
   * The channels with states no older than 10 s, at most one vendor call for each account. Where a vendor does not
   * answer, the channel keeps its older state, and `checkedAt` says so.
   */
  refresh(channels: readonly ChannelDocument[]): Promise<readonly ChannelDocument[]>;
  /** The one channel that somebody looks at, asked closely: what a list leaves out, such as a mask, is in the answer. */
  inspect(channel: ChannelDocument): Promise<Inspected>;
}

export interface Inspected {
  readonly channel: ChannelDocument;
  readonly answer: Answer;
}

export interface StatusesDeps {
  readonly database: Database;
  readonly drivers: Drivers;
  readonly clock: Clock;
  readonly log: Log;
  /** How far apart two sights of a camera must be to begin or end an outage. */
  readonly apartMs: number;
}

/** How long a vendor's word is passed on without asking again. */
export const FRESH_MS = 10_000;
/** How long a close look serves others; short, because whoever takes a mask off then tries again. */
const CLOSE_LOOK_MS = 3_000;
const MOST_REMEMBERED = 5_000;

/**
 * A vendor's word counts at once. Where it gives no time of a change, that is the time we first saw it; for a state
 * that we have never seen otherwise it stays unknown.
 */
export function mergeState(known: State | null, told: VendorStatus | undefined, sight: Sight): State {
  const reachability = told?.reachability ?? 'unknown';
  const same = known?.reachability === reachability;
  const { now } = sight;
  const seen = same ? known.since : known && reachability !== 'unknown' ? now : null;
  return {
    reachability,
    since: told?.since ?? seen,
    condition: conditionOf(known, told),
    checkedAt: now,
    ...nextOutage(known, { reachability, since: told?.since ?? null }, sight),
  };
}

/** A condition that the vendor was not asked about stands until it is. */
function conditionOf(known: State | null, told: VendorStatus | undefined): Condition {
  const before = known?.condition ?? 'clear';
  if (told === undefined) return before;
  return told.condition === 'clear' && told.unasked?.includes(before) ? before : told.condition;
}

export function createStatuses({ database, drivers, clock, log, apartMs }: StatusesDeps): Statuses {
  const latest = createMemory<State>(clock, FRESH_MS, MOST_REMEMBERED);
  const inspected = createMemory<Promise<Answer>>(clock, CLOSE_LOOK_MS, MOST_REMEMBERED);
  const asking = new Map<string, Promise<void>>();
  const current = (channel: ChannelDocument): ChannelDocument => {
    const state = latest.get(channel._id);
    return state && state.checkedAt >= channel.checkedAt ? { ...channel, ...state } : channel;
  };
  const isStale = (channel: ChannelDocument) => clock.now() - current(channel).checkedAt >= FRESH_MS;

  /** Those of the channels that the vendor told of, by the names of their addresses. */
  async function ask(accountId: string, stale: readonly ChannelDocument[]): Promise<ReadonlySet<string>> {
    const driver = await drivers(accountId);
    const answers = await driver.readStatus(stale.map(({ address }) => address));
    const now = clock.now();
    const told = new Map(answers.map((answer) => [nameOf(answer.address), answer]));
    const states = stale.map((known): [ChannelDocument, State] => [
      known,
      mergeState(known, told.get(nameOf(known.address)), { now, apartMs }),
    ]);
    for (const [{ _id }, state] of states) latest.put(_id, state);
    await saveStates(database, states);
    return new Set(told.keys());
  }

  const report = (error: unknown): void => log({ event: 'fault', action: 'channel.status', ...errorFields(error) });

  async function lookAt(channel: ChannelDocument): Promise<Answer> {
    try {
      const told = await ask(channel.accountId, [channel]);
      return told.has(nameOf(channel.address)) ? 'told' : 'left-out';
    } catch (error) {
      report(error);
      return error instanceof CallError ? error.code : 'internal';
    }
  }

  /** One question at a time for each account: whoever comes meanwhile may find the answer there. */
  async function refreshAccount(accountId: string, channels: readonly ChannelDocument[]): Promise<void> {
    for (let busy = asking.get(accountId); busy; busy = asking.get(accountId)) await busy;
    const stale = channels.filter(isStale);
    if (stale.length === 0) return;
    const answered = ask(accountId, stale).then(() => undefined, report);
    const question = answered.finally(() => asking.delete(accountId));
    asking.set(accountId, question);
    await question;
  }

  return {
    async refresh(channels) {
      const stale = channels.filter(isStale);
      const accountIds = [...new Set(stale.map(({ accountId }) => accountId))];
      const ofAccount = (id: string) => stale.filter(({ accountId }) => accountId === id);
      await Promise.all(accountIds.map((id) => refreshAccount(id, ofAccount(id))));
      return channels.map(current);
    },
    async inspect(channel) {
      const underWay = inspected.get(channel._id);
      const looking = underWay ?? lookAt(channel);
      if (!underWay) inspected.put(channel._id, looking);
      const answer = await looking;
      return { channel: current(channel), answer };
    },
  };
}

/**
 * Channels that changed alike are written together; all that did not change, in one operation. A change counts only for
 * what is still as it was read, and an outage begins or ends only where nobody saw the camera otherwise or told people of
 * it meanwhile: what is left so, the next word of the vendor settles.
 */
async function saveStates(database: Database, states: readonly (readonly [ChannelDocument, State])[]): Promise<void> {
  const writes = new Map<string, Change & { readonly ids: string[] }>();
  for (const [known, state] of states) {
    const change = changeOf(known, state);
    const key = JSON.stringify(change);
    const write = writes.get(key) ?? { ...change, ids: [] };
    write.ids.push(known._id);
    writes.set(key, write);
  }
  const channels = database.collection('channels');
  await Promise.all(
    [...writes.values()].map(({ only, fields, ids }) => channels.update({ _id: { in: ids }, ...only }, fields)),
  );
}

interface Change {
  /** What must still hold. */
  readonly only: Partial<Pick<State, 'reachability' | 'seenFrom' | 'outageState'>>;
  readonly fields: Partial<State>;
}

function changeOf(known: ChannelDocument, state: State): Change {
  const { reachability, since, condition, checkedAt, seenFrom, outageState, outageFrom } = state;
  const same = known.reachability === reachability && known.since === since && known.condition === condition;
  const seen = { reachability: known.reachability };
  const change = same
    ? { only: {}, fields: { checkedAt } }
    : { only: seen, fields: { reachability, since, condition, checkedAt, seenFrom } };
  if (known.outageState === outageState) return change;
  const only = { ...seen, seenFrom: known.seenFrom, outageState: known.outageState };
  return { only, fields: { ...change.fields, outageState, outageFrom } };
}

function nameOf({ deviceId, channelId }: ChannelDocument['address']): string {
  return JSON.stringify([deviceId, channelId]);
}
