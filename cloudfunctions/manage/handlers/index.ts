import type { CloudFunctions } from '../../../typings/contract/calls';
import type { Handlers } from '../../core/handler';
import { accountHandlers } from './account-handlers';
import { auditHandlers } from './audit-handlers';
import { healthHandlers } from './health-handlers';
import { importHandlers } from './import-handlers';
import { noticeHandlers } from './notice-handlers';
import { peopleHandlers } from './people-handlers';
import { storeHandlers } from './store-handlers';
import { ticketHandlers } from './ticket-handlers';
import { toolHandlers } from './tool-handlers';

/** Every call of `manage`. A call of the contract that is missing here does not compile. */
export const handlers: Handlers<keyof CloudFunctions['manage']> = {
  ...peopleHandlers,
  ...ticketHandlers,
  ...auditHandlers,
  ...accountHandlers,
  ...storeHandlers,
  ...importHandlers,
  ...healthHandlers,
  ...noticeHandlers,
  ...toolHandlers,
};
