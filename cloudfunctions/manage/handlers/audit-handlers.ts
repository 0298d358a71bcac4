import type { Handlers } from '../../core/handler';
import { auditExport } from './audit-export';
import { auditList } from './audit-list';
import { watchingList } from './watching-list';

type AuditCall = 'audit.list' | 'audit.export' | 'watching.list';

/** Who did what, and who watches now. */
export const auditHandlers: Handlers<AuditCall> = {
  'audit.list': auditList,
  'audit.export': auditExport,
  'watching.list': watchingList,
};
