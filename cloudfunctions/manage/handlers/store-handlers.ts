import type { StoreCalls } from '../../../typings/contract/upkeep';
import type { Handlers } from '../../core/handler';
import { cameraHide } from './camera-hide';
import { cameraMove } from './camera-move';
import { cameraRemove } from './camera-remove';
import { cameraRename } from './camera-rename';
import { storeArchive, storeRestore } from './store-archive';
import { storeCreate } from './store-create';
import { storeEdit } from './store-edit';
import { storeManage } from './store-manage';
import { storeOrder } from './store-order';

/** Stores, and the cameras in them. */
export const storeHandlers: Handlers<keyof StoreCalls> = {
  'store.manage': storeManage,
  'store.create': storeCreate,
  'store.edit': storeEdit,
  'store.order': storeOrder,
  'store.archive': storeArchive,
  'store.restore': storeRestore,
  'camera.rename': cameraRename,
  'camera.move': cameraMove,
  'camera.hide': cameraHide,
  'camera.remove': cameraRemove,
};
