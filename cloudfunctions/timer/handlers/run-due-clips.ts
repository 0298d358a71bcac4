import { inParallel } from '../../core/in-parallel';
import { errorFields } from '../../core/log';
import type { Job } from './job';

const RECORDERS_AT_ONCE = 4;
/** Its share of a tick: a recorder takes seconds for a part, and other work waits behind. */
const SHARE_MS = 20_000;
/** A clip that nobody has removed by then is forgotten: no vendor keeps its files as long. */
const KEPT_MS = 30 * 86_400_000;

/** Gets on with the clips that nobody is watching: each recorder's queue, step by step, until nothing is due. */
export const runDueClips: Job = async ({ clips, runClips, clock, log }, endAt) => {
  const now = clock.now();
  const until = Math.min(endAt, now + SHARE_MS);

  async function run(recorder: string): Promise<number> {
    let steps = 0;
    try {
      while (clock.now() < until && (await runClips(recorder))) steps += 1;
    } catch (error) {
      log({ event: 'fault', action: 'clip.run', ...errorFields(error) });
    }
    return steps;
  }

  const steps = await inParallel(await clips.dueRecorders(now), RECORDERS_AT_ONCE, run);
  const removed = await clips.removeOlder(now - KEPT_MS);
  return { recorders: steps.length, steps: steps.reduce((total, count) => total + count, 0), removed };
};
