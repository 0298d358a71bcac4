import type { AccountCalls } from '../../../typings/contract/upkeep';
import type { Handlers } from '../../core/handler';
import { accountAdd } from './account-add';
import { accountCheck } from './account-check';
import { accountList } from './account-list';
import { accountRemove } from './account-remove';
import { accountRename } from './account-rename';
import { accountRotate } from './account-rotate';
import { vendorList } from './vendor-list';

/** Accounts at the vendors. */
export const accountHandlers: Handlers<keyof AccountCalls> = {
  'vendor.list': vendorList,
  'account.list': accountList,
  'account.check': accountCheck,
  'account.add': accountAdd,
  'account.rename': accountRename,
  'account.rotate': accountRotate,
  'account.remove': accountRemove,
};
