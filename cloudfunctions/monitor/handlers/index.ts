import type { MonitorCalls } from '../../../typings/contract/calls';
import type { Handlers } from '../../core/handler';
import { channelList } from './channel-list';
import { channelStatus } from './channel-status';
import { liveClose } from './live-close';
import { liveElsewhere } from './live-elsewhere';
import { liveOpen } from './live-open';
import { sessionStart } from './session-start';
import { storeList } from './store-list';

/** Every call of `monitor`. A call of the contract that is missing here does not compile. */
export const handlers: Handlers<keyof MonitorCalls> = {
  'session.start': sessionStart,
  'store.list': storeList,
  'channel.list': channelList,
  'channel.status': channelStatus,
  'live.open': liveOpen,
  'live.close': liveClose,
  'live.elsewhere': liveElsewhere,
};
