import type { ClipDocument, PartDocument } from '../../cloudfunctions/core/clips/documents';
import { summaryOf } from '../../cloudfunctions/core/clips/plan';
import { makeAddress, NOON } from './cloud-rig';

const MINUTE = 60_000;

export const makePart = (state: object = {}): PartDocument => ({
  ...{ from: NOON - 10 * MINUTE, to: NOON, asked: 0, state: 'queued', reason: null, tries: 0, dueAt: NOON },
  ...state,
});

/** A clip of one camera at a recorder, with these parts. */
export function makeClip(id: string, parts: readonly PartDocument[], more: Partial<ClipDocument> = {}): ClipDocument {
  return {
    ...{
      _id: id,
      person: 'openid-staff-a',
      channelId: 'a1',
      cameraName: '收银台',
      storeId: 'A',
      storeName: '店',
      zone: 'Asia/Shanghai',
    },
    ...{ accountId: 'account-1', vendor: 'fake', address: makeAddress('a1'), recorder: 'account-1/device/a1' },
    ...{ place: 'device', from: NOON - 10 * MINUTE, to: NOON, format: 'flv', createdAt: NOON, revision: 0 },
    ...{ parts, ...summaryOf(parts) },
    ...more,
  };
}
