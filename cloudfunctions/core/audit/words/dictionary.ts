import type { RecordingPlace } from '../../../../typings/contract/domain';
import type { ErrorCode } from '../../../../typings/contract/errors';
import type { AuditKind } from '../../../../typings/contract/audit';
import type { AuditedAction } from '../kinds';

/** The columns of the file, in their order. */
export const COLUMNS = [
  ...(['at', 'name', 'visitorCode', 'kind', 'action', 'store', 'camera', 'result', 'detail', 'lasted'] as const),
  ...(['place', 'from', 'to'] as const),
] as const;

/** The words of the file that is made of the audit. */
export interface AuditWords {
  readonly heads: Readonly<Record<(typeof COLUMNS)[number], string>>;
  readonly kinds: Readonly<Record<AuditKind, string>>;
  readonly actions: Readonly<Record<AuditedAction, string>>;
  readonly results: Readonly<Record<'ok' | ErrorCode, string>>;
  readonly places: Readonly<Record<RecordingPlace, string>>;
  /** In place of the name of somebody whose account is deleted. */
  readonly deleted: string;
}
