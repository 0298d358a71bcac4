import { randomUUID } from 'node:crypto';
import type { ChannelDocument } from '../documents';
import { CallError } from '../errors';
import type { CloudFiles } from '../files';
import type { Leases } from '../leases';
import { errorFields, type Log } from '../log';
import type { ClaimedCover, CoverStore, TakenStill } from './cover-store';
import type { CoverDocument } from './documents';
import { extensionOf } from './picture';
import { hindranceOf, pauseAfter } from './policy';
import { takeStill, type RawStill, type TakingDeps } from './take-still';

/** How long covers of an account are left alone when its vendor wants no more and names no time. */
const REST_MS = 3_600_000;

/**
 * Takes a still of a camera, and shows it to all in place of the one before, whose file goes. Null when somebody else
 * is at it. Rejects with CallError, and leaves the cover as it was but for when it is tried again.
 */
export type RenewCover = (camera: ChannelDocument, seen: CoverDocument) => Promise<TakenStill | null>;

export interface RenewingDeps extends TakingDeps {
  readonly covers: CoverStore;
  readonly files: CloudFiles;
  readonly leases: Leases;
  readonly log: Log;
}

export function createRenewCover(deps: RenewingDeps): RenewCover {
  const { covers, files, clock, log } = deps;

  /** What is left of it goes with a sweep, when it cannot go now. */
  async function tidy({ _id, fileId }: CoverDocument, shown: TakenStill): Promise<void> {
    try {
      if (fileId === '') return;
      await files.remove(fileId);
      await covers.tidied(_id, shown);
    } catch (error) {
      log({ event: 'fault', action: 'cover.renew', ...errorFields(error) });
    }
  }

  /** Its files are named before they are there; null when the claim was lost meanwhile. */
  async function show(claimed: ClaimedCover, { bytes, takenAt }: RawStill): Promise<TakenStill | null> {
    const path = `covers/${randomUUID()}.${extensionOf(bytes)}`;
    await removeLeft(files, claimed);
    if (!(await covers.aim(claimed, path, clock.now()))) return null;
    const still = { fileId: await files.put(path, bytes), takenAt };
    return (await covers.show(claimed, still)) ? still : null;
  }

  return async (camera, seen) => {
    const hindrance = hindranceOf(camera);
    if (hindrance !== null) throw new CallError(hindrance, 'no cover can be taken of this camera');
    await assertRested(deps, camera);
    const claimed = await covers.claim(seen, clock.now());
    if (!claimed) return null;
    try {
      const shown = await show(claimed, await takeStill(deps, camera));
      if (shown) await tidy(seen, shown);
      return shown;
    } catch (error) {
      await giveUp(deps, claimed, error);
      throw error;
    }
  };
}

/** Removes what whoever was cut off left of a cover besides the still shown. */
export async function removeLeft(files: CloudFiles, { oldFileId, nextPath }: CoverDocument): Promise<void> {
  if (oldFileId !== '') await files.remove(oldFileId);
  if (nextPath !== '') await files.removeAt(nextPath);
}

const restKey = (accountId: string): string => `covers/${accountId}`;

async function assertRested({ leases, clock }: RenewingDeps, { accountId }: ChannelDocument): Promise<void> {
  const until = (await leases.find(restKey(accountId)))?.until ?? 0;
  if (until <= clock.now()) return;
  throw new CallError('vendor-quota', 'the vendor wants no more pictures for now', { retryAt: until });
}

/** Of too many calls it is not the camera's fault that nothing came: it stays due. */
async function giveUp(deps: RenewingDeps, claimed: ClaimedCover, error: unknown): Promise<void> {
  const { covers, leases, clock } = deps;
  const { accountId, before } = claimed;
  const now = clock.now();
  const code = error instanceof CallError ? error.code : 'internal';
  const failures = before.failures + 1;
  const isTooMuch = code === 'vendor-quota' || code === 'rate-limited';
  const next = isTooMuch ? {} : { dueAt: now + pauseAfter(failures), failures };
  try {
    if (error instanceof CallError && code === 'vendor-quota') {
      await leases.acquire(restKey(accountId), { holder: 'vendor', until: error.retryAt ?? now + REST_MS });
    }
    await covers.giveUp(claimed, next);
  } catch (fault) {
    deps.log({ event: 'fault', action: 'cover.renew', ...errorFields(fault) }); // the claim ends by itself
  }
}
