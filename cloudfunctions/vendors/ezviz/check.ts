import { fieldByCode, objectionTo, type Objection } from '../../core/accounts/objection';
import { OTHER_REGION, type EzvizRead } from './client';
import { deviceRows } from './wire';

const fieldBehind = fieldByCode({
  '10005': 'appKey', // frozen
  '10017': 'appKey', // there is none such
  '10030': 'appSecret', // not the one of this key
  [OTHER_REGION]: 'baseUrl',
});

/** A token, and with it the shortest list there is. */
export const createCheck = (read: EzvizRead) => (): Promise<Objection | null> =>
  objectionTo(() => read('device/list', { pageStart: 0, pageSize: 1 }, deviceRows), fieldBehind);
