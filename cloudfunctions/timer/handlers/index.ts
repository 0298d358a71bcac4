import type { Job } from './job';
import { runDueClips } from './run-due-clips';
import { sweepElsewhere } from './sweep-elsewhere';
import { sweepStatus } from './sweep-status';
import { sweepTokens } from './sweep-tokens';
import { syncAccounts } from './sync-accounts';

/** What each tick does, in this order, by the name in the log. */
export const jobs: Readonly<Record<string, Job>> = {
  'clip.run': runDueClips,
  'account.sync': syncAccounts,
  'status.sweep': sweepStatus,
  'token.sweep': sweepTokens,
  'elsewhere.sweep': sweepElsewhere,
};
