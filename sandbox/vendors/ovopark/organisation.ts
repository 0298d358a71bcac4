import type { DemoCamera, SimContext } from '../simulator';
import { refuse } from './codes';
import { badParameter, integer, type Params } from './params';

/** A device of another organisation: 103064. */
const FOREIGN_DEVICE = 139_999_999;

const FIRST_STORE = 52_000;
const MOST_ID = 99_999_999_999;
const MOST_PAGE = 100_000;
const PAGE_SIZE = { least: 1, most: 100, fallback: 10 };

/** The vendor's id of a store of the fleet. */
export const storeId = (index: number): number => FIRST_STORE + index;

/** One camera of so many looks one way only. */
const FIXED_EVERY = 5;
const turns = ({ device }: DemoCamera): boolean => device % FIXED_EVERY !== 0;

export type Organisation = ReturnType<typeof createOrganisation>;

/** Stores, their devices and the user behind them. These methods stand outside the vendor's two pages of live and download. */
export function createOrganisation(context: SimContext) {
  const { stores } = context;
  const byId = new Map(context.cameras.map((camera) => [Number(camera.serial), camera]));
  const byStore = new Map<number, DemoCamera[]>(stores.map((_, index) => [storeId(index), []]));
  for (const camera of context.cameras) byStore.get(storeId(camera.store))?.push(camera);

  const findCamera = (id: number): DemoCamera => {
    if (id === FOREIGN_DEVICE) throw refuse('NO_AUTH_USER');
    const camera = byId.get(id);
    if (!camera) throw refuse('NO_DEVICE');
    return camera;
  };

  return {
    findCamera,
    turns,

    deptListByPage: (params: Params): object => {
      const pageNumber = integer(params, 'pageNumber', { least: 1, most: MOST_PAGE, fallback: 1 });
      const pageSize = integer(params, 'pageSize', PAGE_SIZE);
      const shopIds = params.shopIds ? params.shopIds.split(',') : null;
      const found = stores
        .map(({ name }, index) => ({ id: storeId(index), name, organizeId: 1, openStatus: 1 }))
        .filter(({ id, name }) => (!shopIds || shopIds.includes(String(id))) && name.includes(params.name ?? ''));
      const records = found.slice((pageNumber - 1) * pageSize, pageNumber * pageSize);
      return { pageNumber, pageSize, total: found.length, records };
    },

    videoDeviceList: (params: Params): object => {
      const id = integer(params, 'id', { least: 0, most: MOST_ID });
      const cameras = byStore.get(id);
      if (!cameras) throw badParameter('id');
      const name = stores[id - FIRST_STORE]?.name ?? '';
      return { list: [{ id, name, devices: cameras.map((camera) => describe(camera, context)) }] };
    },

    deviceStates: (params: Params): object => {
      const camera = findCamera(integer(params, 'id', { least: 0, most: MOST_ID }));
      return { online: context.isOffline(camera) ? 0 : 1, name: camera.name };
    },
  };
}

const describe = (camera: DemoCamera, context: SimContext): object => ({
  id: Number(camera.serial),
  name: camera.name,
  online: context.isOffline(camera) ? 0 : 1,
  ptzEnable: turns(camera) ? 1 : 0,
  audioCallEnable: 0,
  puid: `PU${camera.serial}`,
  channel_id: Number(camera.channel),
  slaveChannel_id: Number(camera.channel) + 1000,
  video_id: 1,
  machineId: Number(camera.serial),
});
