import { PAGE, type Database } from '../database';
import { digestId } from '../digest-id';
import { inParallel } from '../in-parallel';
import type { NoticeDocument, NoticeStage } from './documents';

/** Who is told of which outage, and how far that has come. */
export interface NoticeStore {
  /** Adds those that are not there yet; tells how many. */
  addMissing(notices: readonly NoticeDocument[]): Promise<number>;
  /** Those that wait for a message whose time has come, at most 1000; a person's of one time follow each other. */
  listDue(now: number): Promise<readonly NoticeDocument[]>;
  /** Takes all of them for a run, or none; false for none. */
  claim(notices: readonly NoticeDocument[], run: string): Promise<boolean>;
  /** Sets these, whatever stage they are in. */
  set(notices: readonly NoticeDocument[], change: Partial<Omit<NoticeDocument, '_id'>>): Promise<void>;
  /** Puts each off to a time of its own; those to one time together. */
  postpone(postponed: readonly { readonly notice: NoticeDocument; readonly until: number }[]): Promise<void>;
  /** Turns what these cameras' people were told into what they are still to be told; who was told nothing is let be. */
  turnBack(channelIds: readonly string[], backAt: number, now: number): Promise<void>;
  drop(notices: readonly NoticeDocument[]): Promise<void>;
  /** Forgets those that have lapsed; tells how many. */
  removeLapsed(now: number): Promise<number>;
}

/** Documents in one request: it stays well below a megabyte. */
const BATCH = 500;
const WRITES_AT_ONCE = 4;
const HOUR_MS = 3_600_000;
/** Longer than anybody keeps quiet. */
const LAPSE_MS = 48 * HOUR_MS;
/** For how long a camera that is gone is expected back. */
export const ABSENCE_MS = 180 * 24 * HOUR_MS;

const SENT_AS = { waiting: 'sending', returning: 'closing' } as const;
const DUE: readonly NoticeStage[] = ['waiting', 'returning'];

type Named = Pick<NoticeDocument, 'person' | 'channelId' | 'outageFrom'>;

export const noticeIdOf = ({ person, channelId, outageFrom }: Named): string => digestId(person, channelId, outageFrom);

/** Somebody is to be told that a camera is gone. */
export function newNotice(named: Named, now: number): NoticeDocument {
  const fresh = { backAt: 0, stage: 'waiting', dueAt: now, tries: 0, run: '', lapsesAt: now + LAPSE_MS } as const;
  const { person, channelId, outageFrom } = named;
  return { _id: noticeIdOf(named), person, channelId, outageFrom, ...fresh };
}

const idsOf = (notices: readonly NoticeDocument[]): readonly string[] => notices.map(({ _id }) => _id);

export function createNoticeStore(database: Database): NoticeStore {
  const notices = database.collection('notices');
  return {
    async addMissing(wanted) {
      let added = 0;
      for (let start = 0; start < wanted.length; start += BATCH) {
        const batch = wanted.slice(start, start + BATCH);
        const known = await notices.find({ where: { _id: { in: idsOf(batch) } }, limit: batch.length });
        const ids = new Set(idsOf(known));
        const missing = batch.filter(({ _id }) => !ids.has(_id));
        if (missing.length > 0) await notices.add(missing);
        added += missing.length;
      }
      return added;
    },
    listDue: (now) =>
      notices.find({
        where: { stage: { in: DUE }, dueAt: { below: now + 1 } },
        sort: ['dueAt', 'person'],
        limit: PAGE,
      }),
    async claim(wanted, run) {
      const [stage] = wanted.map((notice) => notice.stage);
      if (stage !== 'waiting' && stage !== 'returning') return false;
      const taken = await notices.update({ _id: { in: idsOf(wanted) }, stage }, { stage: SENT_AS[stage], run });
      if (taken === wanted.length) return true;
      await notices.update({ _id: { in: idsOf(wanted) }, run }, { stage, run: '' });
      return false;
    },
    async set(wanted, change) {
      await notices.update({ _id: { in: idsOf(wanted) } }, change);
    },
    async postpone(postponed) {
      const times = [...new Set(postponed.map(({ until }) => until))];
      await inParallel(times, WRITES_AT_ONCE, (until) => {
        const ids = idsOf(postponed.filter((one) => one.until === until).map(({ notice }) => notice));
        return notices.update({ _id: { in: ids } }, { dueAt: until });
      });
    },
    async turnBack(channelIds, backAt, now) {
      const returning = { stage: 'returning', backAt, dueAt: now, tries: 0, lapsesAt: now + LAPSE_MS } as const;
      await notices.update({ channelId: { in: channelIds }, stage: 'told' }, returning);
    },
    async drop(unwanted) {
      if (unwanted.length > 0) await notices.remove({ _id: { in: idsOf(unwanted) } });
    },
    removeLapsed: (now) => notices.remove({ lapsesAt: { below: now } }),
  };
}
