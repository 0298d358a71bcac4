import type { ChannelId } from '../../../typings/contract/domain';
import { addNew, DuplicateDocument, PAGE, type Database, type Where } from '../database';
import type { ChannelDocument } from '../documents';
import { newCover, type CoverDocument } from './documents';
import { CLAIM_MS, LEFT_AFTER_MS, NOTED_AGAIN_MS, RENEWED_AFTER_MS, WANTED_MS } from './policy';

/** A cover that one instance is taking. */
export interface ClaimedCover extends CoverDocument {
  /** As it was before. */
  readonly before: CoverDocument;
}

export interface TakenStill {
  readonly fileId: string;
  /** Epoch ms. */
  readonly takenAt: number;
}

/** The covers of the document database. */
export interface CoverStore {
  /** Those of the cameras that there are, at most 1000, in no order; also of cameras that went a moment ago. */
  read(ids: readonly ChannelId[]): Promise<readonly CoverDocument[]>;
  /** Notes that covers are wanted now: one operation, and one more for cameras that nobody wanted before. */
  want(cameras: readonly ChannelDocument[], known: readonly CoverDocument[], now: number): Promise<void>;
  /** The cover of a camera, begun if there is none. */
  begin(camera: ChannelDocument, now: number): Promise<CoverDocument | null>;
  /** The accounts that have covers to be taken. */
  dueAccounts(now: number): Promise<readonly string[]>;
  /** The covers of an account that are to be taken, the most urgent first. */
  dueOf(accountId: string, now: number, most: number): Promise<readonly CoverDocument[]>;
  /** Keeps others from a cover for a while; null when somebody else was first. */
  claim(cover: CoverDocument, now: number): Promise<ClaimedCover | null>;
  /** Notes where the next still is put, before it is; false when the claim is lost. */
  aim(claimed: ClaimedCover, path: string, now: number): Promise<boolean>;
  /** Shows a new still; false when the claim is lost or the camera has gone. */
  show(claimed: ClaimedCover, still: TakenStill): Promise<boolean>;
  /** Notes that nothing but the still shown is there any more. */
  tidied(_id: ChannelId, shown: Pick<TakenStill, 'fileId'>): Promise<void>;
  /** Gives a claim up. */
  giveUp(claimed: ClaimedCover, next: Partial<Omit<CoverDocument, '_id'>>): Promise<void>;
  /** Covers whose other files were left lying. */
  left(now: number, most: number): Promise<readonly CoverDocument[]>;
  /** Covers of cameras that went. */
  removed(now: number, most: number): Promise<readonly CoverDocument[]>;
  forget(cover: CoverDocument): Promise<number>;
}

export function createCoverStore(database: Database): CoverStore {
  const covers = database.collection('covers');
  const due = (now: number) =>
    ({ wantedAt: { above: now - WANTED_MS }, dueAt: { below: now + 1 } }) satisfies Where<CoverDocument>;

  return {
    read: (ids) => covers.find({ where: { _id: { in: ids } }, limit: Math.min(PAGE, ids.length) }),

    async want(cameras, known, now) {
      const noted = new Map(known.map((cover) => [cover._id, cover.wantedAt]));
      const isOld = (wantedAt: number | undefined) => wantedAt !== undefined && wantedAt <= now - NOTED_AGAIN_MS;
      const again = cameras.flatMap(({ _id }) => (isOld(noted.get(_id)) ? [_id] : []));
      const fresh = cameras.filter(({ _id }) => !noted.has(_id)).map((camera) => newCover(camera, now));
      if (again.length > 0) await covers.update({ _id: { in: again } }, { wantedAt: now });
      if (fresh.length > 0) await covers.add(fresh).catch(ignoreKnown); // what is missing then comes with the next wish
    },

    async begin(camera, now) {
      const found = await covers.get(camera._id);
      if (found) return found.removedAt === 0 ? found : null;
      const cover = newCover(camera, now);
      return (await addNew(covers, cover)) ? cover : covers.get(camera._id);
    },

    async dueAccounts(now) {
      return (await covers.countBy(due(now), ['accountId'])).map(({ accountId }) => accountId);
    },

    dueOf: (accountId, now, most) => covers.find({ where: { accountId, ...due(now) }, sort: ['dueAt'], limit: most }),

    async claim(before, now) {
      const { _id, claimedUntil: until, fileId, nextPath, oldFileId } = before;
      if (until > now) return null;
      const claimedUntil = now + CLAIM_MS;
      // Somebody else may have been at it, and done: then its files are others than those seen.
      const seen = { _id, claimedUntil: until, fileId, nextPath, oldFileId, removedAt: 0 };
      return (await covers.update(seen, { claimedUntil })) === 1 ? { ...before, claimedUntil, before } : null;
    },

    async aim({ _id, claimedUntil }, nextPath, now) {
      return (await covers.update({ _id, claimedUntil }, { nextPath, untidySince: now })) === 1;
    },

    async show({ _id, claimedUntil, fileId: oldFileId }, { fileId, takenAt }) {
      const still = { fileId, takenAt, dueAt: takenAt + RENEWED_AFTER_MS, failures: 0, claimedUntil: 0 };
      const isTidy = oldFileId === '';
      const change = { ...still, nextPath: '', oldFileId, ...(isTidy && { untidySince: 0 }) };
      return (await covers.update({ _id, claimedUntil }, change)) === 1;
    },

    async tidied(_id, { fileId }) {
      await covers.update({ _id, fileId, nextPath: '' }, { oldFileId: '', untidySince: 0 });
    },

    async giveUp({ _id, claimedUntil }, next) {
      await covers.update({ _id, claimedUntil }, { ...next, claimedUntil: 0 });
    },

    left: (now, most) => {
      const where = { untidySince: { above: 0, below: now - LEFT_AFTER_MS }, removedAt: 0 };
      return covers.find({ where, sort: ['untidySince'], limit: most });
    },

    removed: (now, most) =>
      covers.find({ where: { removedAt: { above: 0, below: now - LEFT_AFTER_MS } }, sort: ['removedAt'], limit: most }),

    forget: ({ _id, removedAt }) => covers.remove({ _id, removedAt }),
  };
}

function ignoreKnown(error: unknown): void {
  if (!(error instanceof DuplicateDocument)) throw error;
}
