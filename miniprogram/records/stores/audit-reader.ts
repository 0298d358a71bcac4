import type { SessionState } from '../../stores/session-store';
import type { Named } from './audit-filter';

/** Who looks at the audit, as far as it matters there. */
export interface AuditReader {
  /** Whether anybody else's entries can be seen. */
  readonly manages: boolean;
  /** The store of whoever belongs to one only, so that there is nothing to choose. */
  readonly soleStore: Named | null;
  /** For how many days entries are kept. */
  readonly auditDays: number;
  /** The caller's visitor code; empty before it is known. */
  readonly code: string;
}

/** What the cloud keeps unless whoever runs it says otherwise. */
const STRANGER: AuditReader = { manages: false, soleStore: null, auditDays: 180, code: '' };

export function readerOf(state: SessionState): AuditReader {
  if (state.kind === 'unknown' || state.kind === 'failed') return STRANGER;
  const reader = { ...STRANGER, auditDays: state.notice.auditDays, code: state.visitorCode };
  if (state.kind === 'stranger') return reader;
  if (state.role === 'owner') return { ...reader, manages: true };
  const [grant, ...others] = state.grants;
  const isOnly = grant !== undefined && others.length === 0;
  return {
    ...reader,
    manages: state.rights.includes('manage'),
    soleStore: isOnly ? { id: grant.storeId, name: grant.storeName } : null,
  };
}
