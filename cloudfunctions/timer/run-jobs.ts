import * as v from 'valibot';
import { CallError } from '../core/errors';
import { toFailure } from '../core/failure';
import type { Caller } from '../core/identity';
import { errorFields } from '../core/log';
import type { Services } from '../core/services';
import type { Job, JobCounts } from './handlers/job';

/** The platform stops a run after 60 s: what begins by then must also end by then. */
const BUDGET_MS = 45_000;

const tick = v.looseObject({ Type: v.literal('Timer') });

/** Runs every job, whatever becomes of the others. Only the platform's own trigger may ask for it. */
export function createTimer(services: Services, jobs: Readonly<Record<string, Job>>) {
  const { clock, log } = services;

  async function runJob(action: string, job: Job, endAt: number): Promise<JobCounts | null> {
    const startedAt = clock.now();
    try {
      const counts = await job(services, endAt);
      log({ event: 'timer', action, code: 'ok', ms: clock.now() - startedAt, ...counts });
      return counts;
    } catch (error) {
      log({ event: 'timer', action, ms: clock.now() - startedAt, ...errorFields(error) });
      return null;
    }
  }

  return async (event: unknown, { isUser, requestId }: Caller) => {
    if (isUser || !v.is(tick, event)) {
      const refusal = new CallError('permission-denied', 'this function has no callers');
      log({ event: 'timer', ...errorFields(refusal), requestId });
      return { ok: false, error: toFailure(refusal, requestId) } as const;
    }
    const endAt = clock.now() + BUDGET_MS;
    const data: Record<string, JobCounts | null> = {};
    for (const [action, job] of Object.entries(jobs)) data[action] = await runJob(action, job, endAt);
    return { ok: true, data } as const;
  };
}
