import * as v from 'valibot';
import type { AuditKind } from '../../../typings/contract/audit';
import { day, id } from '../schemas';

const KINDS = [
  ...(['live', 'playback', 'ptz', 'talk', 'switch', 'picture', 'clip'] as const),
  ...(['share', 'member', 'code', 'account', 'store', 'audit'] as const),
] as const satisfies readonly AuditKind[];

/** The fields of an `AuditQuery`. */
export const auditQuery = {
  storeId: v.exactOptional(id),
  memberId: v.exactOptional(id),
  channelId: v.exactOptional(id),
  kind: v.exactOptional(v.picklist(KINDS)),
  day: v.exactOptional(day),
  cursor: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
};
