import type { Job } from './job';
import { rescueCameras } from './rescue-cameras';
import { runCovers } from './run-covers';
import { runDueClips } from './run-due-clips';
import { runNotices } from './run-notices';
import { sweepAccounts } from './sweep-accounts';
import { sweepAudit } from './sweep-audit';
import { sweepElsewhere } from './sweep-elsewhere';
import { sweepLeases } from './sweep-leases';
import { sweepOldParcels } from './sweep-parcels';
import { sweepPeople } from './sweep-people';
import { sweepStatus } from './sweep-status';
import { sweepTickets } from './sweep-tickets';
import { sweepTokens } from './sweep-tokens';
import { sweepWatchings } from './sweep-watchings';
import { syncAccounts } from './sync-accounts';

/** What each tick does, in this order, by the name in the log. */
export const jobs: Readonly<Record<string, Job>> = {
  'ptz.rescue': rescueCameras,
  'clip.run': runDueClips,
  'account.sync': syncAccounts,
  'status.sweep': sweepStatus,
  'notice.run': runNotices,
  'cover.run': runCovers,
  'account.sweep': sweepAccounts,
  'token.sweep': sweepTokens,
  'lease.sweep': sweepLeases,
  'parcel.sweep': sweepOldParcels,
  'elsewhere.sweep': sweepElsewhere,
  'watching.sweep': sweepWatchings,
  'audit.sweep': sweepAudit,
  'ticket.sweep': sweepTickets,
  'people.sweep': sweepPeople,
};
