import type { CoverDocument } from '../../core/covers/documents';
import { hindranceOf } from '../../core/covers/policy';
import { sweepFiles } from '../../core/covers/sweep-files';
import { CAPTURES_APART_MS } from '../../core/covers/take-still';
import type { ChannelDocument } from '../../core/documents';
import { CallError } from '../../core/errors';
import { inParallel } from '../../core/in-parallel';
import { errorFields } from '../../core/log';
import type { Services } from '../../core/services';
import type { Job } from './job';

const ACCOUNTS_AT_ONCE = 3;
/** Of one account in one run. */
const MOST_PER_ACCOUNT = 6;
/** Some cannot be taken just now; they keep no other from it. */
const LOOKED_AT = 60;
/** Its share of a tick. */
const SHARE_MS = 15_000;

/** Renews the covers that somebody has before them, a few of each account, and removes files that nobody refers to. */
export const runCovers: Job = async (services, tickEndsAt) => {
  const { covers, clock } = services;
  const endAt = Math.min(tickEndsAt, clock.now() + SHARE_MS);
  const accounts = await covers.dueAccounts(clock.now());
  const renewed = await inParallel(accounts, ACCOUNTS_AT_ONCE, (accountId) => runAccount(services, accountId, endAt));
  const removed = await sweepFiles(services, tickEndsAt);
  return { accounts: accounts.length, changed: renewed.reduce((total, count) => total + count, 0), removed };
};

type Due = readonly [ChannelDocument, CoverDocument];

/** One after the other; what the vendor says to one about all of them, such as that it is too much, ends the run. */
async function runAccount(services: Services, accountId: string, endAt: number): Promise<number> {
  const { drivers, clock, log } = services;
  let renewed = 0;
  try {
    const due = await findDue(services, accountId);
    const waits = due.length > 0 && (await drivers(accountId)).readThumbnail === undefined;
    const captured = new Map<string, number>();
    for (const [camera, cover] of due) {
      const { deviceId } = camera.address;
      const wait = waits ? (captured.get(deviceId) ?? 0) + CAPTURES_APART_MS - clock.now() : 0;
      if (clock.now() + Math.max(0, wait) >= endAt) break;
      if (wait > 0) await clock.sleep(wait);
      captured.set(deviceId, clock.now());
      const outcome = await renew(services, camera, cover);
      if (outcome === 'over') break;
      if (outcome === 'renewed') renewed += 1;
    }
  } catch (error) {
    log({ event: 'fault', action: 'cover.run', ...errorFields(error) });
  }
  return renewed;
}

async function findDue({ covers, channels, clock }: Services, accountId: string): Promise<readonly Due[]> {
  const found = await covers.dueOf(accountId, clock.now(), LOOKED_AT);
  if (found.length === 0) return [];
  const cameras = new Map((await channels.read(found.map(({ _id }) => _id))).map((camera) => [camera._id, camera]));
  const due = found.flatMap((cover): readonly Due[] => {
    const camera = cameras.get(cover._id);
    return camera && hindranceOf(camera) === null ? [[camera, cover]] : [];
  });
  return due.slice(0, MOST_PER_ACCOUNT);
}

async function renew({ renewCover, log }: Services, camera: ChannelDocument, cover: CoverDocument) {
  try {
    return (await renewCover(camera, cover)) ? 'renewed' : 'taken';
  } catch (error) {
    log({ event: 'fault', action: 'cover.run', ...errorFields(error) });
    return error instanceof CallError && OF_ALL.includes(error.code) ? 'over' : 'failed';
  }
}

/** What concerns the whole account. */
const OF_ALL: readonly string[] = ['vendor-quota', 'rate-limited', 'vendor-auth'];
