import type { LogFields } from '../../core/log';
import type { Services } from '../../core/services';

/** What a job did, in numbers. */
export type JobCounts = Pick<
  LogFields,
  'accounts' | 'channels' | 'added' | 'changed' | 'removed' | 'recorders' | 'steps'
>;

/** Regular work without a caller. It begins nothing new after `endAt`, epoch ms. */
export type Job = (services: Services, endAt: number) => Promise<JobCounts>;
