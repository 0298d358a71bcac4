import type { ChannelId } from '../../../typings/contract/domain';
import { addNew, type Database } from '../database';
import type { Seals } from '../seal';
import type { ClipDocument, PartDocument } from './documents';
import { summaryOf } from './plan';

/** What a change makes of a clip as it stands; null when it does not apply any more. */
export type Alter = (clip: ClipDocument) => ClipDocument | null;

/** Clips in the document database. Addresses of files lie there sealed, and come out by `linkOf` only. */
export interface ClipStore {
  /** Keeps a new clip, or hands back the one that has its id. */
  add(clip: ClipDocument): Promise<ClipDocument>;
  find(id: string): Promise<ClipDocument | null>;
  /** A person's, newest first, at most 50. */
  listOf(person: string, channelId?: ChannelId): Promise<readonly ClipDocument[]>;
  /** How many of a person's clips still have parts to be had. */
  countOpen(person: string): Promise<number>;
  /** What waits for a recorder or has a step due, oldest first. */
  waitingFor(recorder: string, now: number): Promise<readonly ClipDocument[]>;
  /** Recorders for which a step may be due, the longest due first. */
  dueRecorders(now: number): Promise<readonly string[]>;
  /**
   * Changes a clip, beginning from how it was last seen; when somebody else was faster, from how it stands now.
   * Null when the clip is gone or `alter` declines.
   */
  change(seen: ClipDocument, alter: Alter): Promise<ClipDocument | null>;
  /** False when there was none. */
  remove(id: string): Promise<boolean>;
  /** Forgets all that a person made. */
  removeOf(person: string): Promise<void>;
  /** Forgets what was made before an instant; tells how many there were. */
  removeOlder(before: number): Promise<number>;
  seal(clip: ClipDocument, index: number, url: string): string;
  linkOf(clip: ClipDocument, index: number, sealed: string): string;
}

const MOST_LISTED = 50;
const MOST_WAITING = 200;
const MOST_DUE = 500;

export function createClipStore(database: Database, seals: Seals): ClipStore {
  const clips = database.collection('clips');

  const change: ClipStore['change'] = async (seen, alter) => {
    for (let current: ClipDocument | null = seen; current; current = await clips.get(seen._id)) {
      const altered = alter(current);
      if (!altered) return null;
      const { _id, revision } = current;
      const { parts } = altered;
      const write = { parts, ...summaryOf(parts), revision: revision + 1 };
      if ((await clips.update({ _id, revision }, write)) === 1) return { ...current, ...write };
    }
    return null;
  };

  return {
    change,
    async add(clip) {
      return (await addNew(clips, clip)) ? clip : ((await clips.get(clip._id)) ?? clip);
    },
    find: (id) => clips.get(id),
    listOf: (person, channelId) =>
      clips.find({
        where: { person, ...(channelId !== undefined && { channelId }) },
        sort: ['-createdAt'],
        limit: MOST_LISTED,
      }),
    async countOpen(person) {
      return (await clips.countBy({ person, open: true }, ['person']))[0]?.count ?? 0;
    },
    waitingFor(recorder, now) {
      const where = [
        { recorder, open: true },
        { recorder, dueAt: { below: now + 1 } },
      ];
      return clips.find({ where, sort: ['createdAt', '_id'], limit: MOST_WAITING });
    },
    async dueRecorders(now) {
      const due = await clips.find({ where: { dueAt: { below: now + 1 } }, sort: ['dueAt'], limit: MOST_DUE });
      return [...new Set(due.map(({ recorder }) => recorder))];
    },
    remove: async (_id) => (await clips.remove({ _id })) === 1,
    async removeOf(person) {
      await clips.remove({ person });
    },
    removeOlder: (before) => clips.remove({ createdAt: { below: before } }),
    seal: ({ _id }, index, url) => seals.seal(url, placeOf(_id, index)),
    linkOf: ({ _id }, index, sealed) => seals.open(sealed, placeOf(_id, index)),
  };
}

/** A new clip's parts, all to be asked for at once. */
export function queuedParts(spans: readonly Pick<PartDocument, 'from' | 'to'>[], now: number): readonly PartDocument[] {
  return spans.map(({ from, to }) => ({ from, to, asked: 0, state: 'queued', reason: null, tries: 0, dueAt: now }));
}

const placeOf = (id: string, index: number): string => `clips/${id}/${index}`;
