import type { Clock } from '../ports';
import type { CloudFiles } from '../files';
import { errorFields, type Log } from '../log';
import type { CoverStore } from './cover-store';
import type { CoverDocument } from './documents';
import { removeLeft } from './renew-cover';

/** Covers whose files go in one tick. */
const AT_ONCE = 50;

interface SweepDeps {
  readonly covers: CoverStore;
  readonly files: CloudFiles;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Log;
}

/** Removes what nobody refers to: files of whoever was cut off, and those of cameras that went. Tells of how many. */
export async function sweepFiles({ covers, files, clock, log }: SweepDeps, endAt: number): Promise<number> {
  let swept = 0;
  const each = async (found: readonly CoverDocument[], sweep: (cover: CoverDocument) => Promise<void>) => {
    for (const cover of found) {
      if (clock.now() >= endAt) return;
      try {
        await sweep(cover);
        swept += 1;
      } catch (error) {
        log({ event: 'fault', action: 'cover.sweep', ...errorFields(error) });
      }
    }
  };

  await each(await covers.left(clock.now(), AT_ONCE), async (cover) => {
    const claimed = await covers.claim(cover, clock.now());
    if (!claimed) return;
    await removeLeft(files, claimed);
    await covers.giveUp(claimed, { oldFileId: '', nextPath: '', untidySince: 0 });
  });
  await each(await covers.removed(clock.now(), AT_ONCE), async (cover) => {
    if (cover.fileId !== '') await files.remove(cover.fileId);
    await removeLeft(files, cover);
    await covers.forget(cover);
  });
  return swept;
}
