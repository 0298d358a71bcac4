import type { AuditDocument } from '../../cloudfunctions/core/documents';
import { NOON, PERSONAS } from './cloud-rig';

/** A line of the audit that nobody's call has written. */
export const makeLine = (_id: string, more: Partial<AuditDocument> = {}): AuditDocument => ({
  ...{ _id, at: NOON, person: PERSONAS.staffA, action: 'live.open', kind: 'live' },
  ...{ channelId: null, storeId: null, cameraName: null, storeName: null },
  ...{ result: 'ok', requestId: 'request-0' },
  ...more,
});
