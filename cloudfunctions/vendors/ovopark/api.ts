import type { DriverDeps } from '../../core/ports';
import { clipsApi } from './api/clips';
import { controlApi } from './api/control';
import { mediaApi } from './api/media';
import { storesApi } from './api/stores';
import { createOvoparkClient } from './client';
import type { OvoparkCredentials } from './wire';

/** The methods of the vendor's two pages, and those that list stores and devices; the driver is made of it. */
export type OvoparkApi = ReturnType<typeof createOvoparkApi>;

export function createOvoparkApi(deps: DriverDeps<OvoparkCredentials>) {
  const call = createOvoparkClient(deps);
  return {
    media: mediaApi(call, deps.clock),
    clips: clipsApi(call),
    control: controlApi(call),
    stores: storesApi(call),
  };
}
