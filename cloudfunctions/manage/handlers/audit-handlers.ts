import type { Handlers } from '../../core/handler';

type AuditCall = 'audit.list' | 'audit.export' | 'watching.list';

/** Who did what, and who watches now. */
export const auditHandlers = {} as Handlers<AuditCall>;
