import type { AddingFate } from '../../core/adding';

/** What the codes of `device/add` say of the device; others speak of the account, or of the call. */
export const addingFates: Readonly<Record<string, AddingFate>> = {
  '10026': 'too-many',
  '20002': 'unknown-device',
  '20006': 'try-again',
  '20007': 'offline',
  '20008': 'try-again',
  '20010': 'wrong-code',
  '20011': 'try-again',
  '20012': 'try-again',
  '20013': 'other-account',
  '20014': 'unknown-device',
  '20017': 'already',
  '20020': 'already',
  '20021': 'try-again',
  '20022': 'other-account',
  '20023': 'offline',
  '20024': 'other-account',
  '20029': 'already',
};
