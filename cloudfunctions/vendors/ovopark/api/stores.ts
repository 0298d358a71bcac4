import { CallError } from '../../../core/errors';
import type { OvoparkCall } from '../client';
import { deviceStateReply, METHODS, storeDevicesReply, storesReply, type DeviceState, type StoreRow } from '../wire';

export interface StoresPage {
  readonly stores: readonly { readonly id: string; readonly name: string }[];
  readonly last: boolean;
}

/** Stores and their devices; the vendor's two pages only name these (_ext_). */
export function storesApi(call: OvoparkCall) {
  return {
    /** One page of the stores that the user may see; `page` from 1. */
    async getDeptListByPage(page: number, perPage: number): Promise<StoresPage> {
      const reply = await call(METHODS.getDeptListByPage, { pageNumber: page, pageSize: perPage }, storesReply);
      const stores = reply?.records ?? [];
      const told = reply?.total;
      const last = typeof told === 'number' ? page * perPage >= told : stores.length < perPage;
      return { stores, last: last || stores.length === 0 };
    },

    /** A store with its devices and their states. */
    async getVideoDeviceList(storeId: string): Promise<readonly StoreRow[]> {
      return (await call(METHODS.getVideoDeviceList, { id: storeId }, storeDevicesReply))?.list ?? [];
    },

    /** The state of one device; null where the vendor does not know it. */
    async getDeviceStates(deviceId: string): Promise<DeviceState | null> {
      try {
        return (await call(METHODS.getDeviceStates, { id: deviceId }, deviceStateReply)) ?? {};
      } catch (error) {
        if (error instanceof CallError && error.code === 'not-found') return null;
        throw error;
      }
    },
  };
}
