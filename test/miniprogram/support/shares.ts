import type { Share } from '../../../typings/contract/codes';
import type { Person } from '../../../typings/contract/people';
import { NOON } from './phone';

const DAY = 24 * 60 * 60_000;

export const makePerson = (name: string, change: Partial<Person> = {}): Person => ({
  id: `id-${name}`,
  name,
  visitorCode: 'AAA111',
  ...change,
});

/** A live share of one camera, made today by the caller, for five people. */
export const makeShare = (id: string, change: Partial<Share> = {}): Share => ({
  id,
  view: { kind: 'live' },
  cameras: [{ id: 'gate', name: '收银台', storeName: '南京路店' }],
  offsets: [],
  state: 'open',
  createdAt: NOON - 60_000,
  until: NOON + DAY,
  most: 5,
  watermark: true,
  by: makePerson('小周', { visitorCode: 'K7M2QX' }),
  opened: [],
  ...change,
});
