import { makeCode } from '../../cloudfunctions/core/tickets/code';
import type { ShareDocument } from '../../cloudfunctions/core/tickets/documents';
import { NOON } from './cloud-rig';

/** A share of one camera as it is now, for an hour from noon, that nobody has opened. */
export const makeShare = (overrides: Partial<ShareDocument> = {}): ShareDocument => ({
  _id: 'share',
  code: makeCode('share'),
  by: 'openid-owner',
  channelIds: ['c1'],
  storeIds: ['A'],
  past: null,
  watermark: false,
  createdAt: NOON - 60_000,
  until: NOON + 3_600_000,
  most: 200,
  opened: 0,
  seats: [],
  revision: 0,
  revokedAt: 0,
  isCleared: false,
  ...overrides,
});
