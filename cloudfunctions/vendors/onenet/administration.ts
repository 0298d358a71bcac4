import { AddingRefused } from '../../core/adding';
import type { CloudVideos, PictureStore } from '../../core/capabilities';
import type { DeviceAdmin } from '../../core/device-admin';
import type { Viewer } from '../../core/health/streams';
import { CallError } from '../../core/errors';
import type { ChannelAddress } from '../../core/ports';
import type { OnenetApi } from './api';
import { MOST_REGISTERED_TITLE } from './limits';
import { findDevice, type ReadCondition } from './lists';
import { openVideo } from './streams';

const PER_PAGE = 30;

/** By the code on its label a device is registered under its serial number; without one it is created under that. */
export function deviceAdminOf(api: OnenetApi, readCondition: ReadCondition): DeviceAdmin {
  const { devices, channels } = api;
  return {
    add({ deviceId, code, name }) {
      const adding =
        code === ''
          ? devices.create({ title: name, authInfo: deviceId })
          : devices.registerByCode(code, { serial: deviceId, title: cut(name, MOST_REGISTERED_TITLE) });
      return adding.catch((error: unknown) => {
        throw explainAdding(error, code !== '');
      });
    },

    find: (serial, deviceId) => findDevice(api, readCondition, { serial, deviceId }),

    /** As `listChannels` reads names: an only channel has its device's, others have their description. */
    async rename(address, name) {
      const rows = await channels.list(address.deviceId);
      if (rows.length <= 1) return devices.update(address.deviceId, { title: name });
      const title = rows.find(({ channel_id: id }) => id === address.channelId)?.title ?? '';
      await channels.modify(address, { title: toTitle(title, address), description: name });
    },

    /** A first channel is known by its device's name until it has company: then by its own, which is made to be the same. */
    async extend(address, name) {
      const rows = await channels.list(address.deviceId);
      const [only] = rows;
      if (rows.length === 1 && only) {
        const { title: deviceName } = await devices.view(address.deviceId);
        const first = { ...address, channelId: only.channel_id };
        const fields = { title: toTitle(only.title, first), description: deviceName };
        if (deviceName !== '' && deviceName !== only.desc) await channels.modify(first, fields);
      }
      await channels.add(address, { title: toTitle('', address), description: name });
    },

    async remove(address) {
      const rows = await channels.list(address.deviceId);
      const hasOthers = rows.some(({ channel_id: id }) => id !== address.channelId);
      await (hasOthers ? channels.remove(address) : devices.remove(address.deviceId));
    },
  };
}

/** A registration needs no key of ours, so that what it refuses is the code. */
function explainAdding(error: unknown, isRegistration: boolean): unknown {
  if (!(error instanceof CallError)) return error;
  if (error.code === 'conflict') return new AddingRefused('already', error);
  return isRegistration && error.code === 'vendor-auth' ? new AddingRefused('wrong-code', error) : error;
}

const cut = (name: string, most: number): string => Array.from(name).slice(0, most).join('');

/** A title that the vendor takes back: it has some itself that break its own rule. */
const toTitle = (title: string, { channelId }: ChannelAddress): string =>
  title.replace(/[^A-Za-z0-9]/g, '') || `channel${channelId}`;

export function pictureStoreOf({ pictures }: OnenetApi): PictureStore {
  return {
    async list(address, { from, to }, page) {
      const found = await pictures.list(address, { from, to, page, perPage: PER_PAGE });
      const toPicture = ({ name, date, bytes, url }: (typeof found.pictures)[number]) => ({
        name,
        takenAt: date,
        bytes,
        url,
      });
      return { pictures: found.pictures.map(toPicture), pages: found.pages };
    },
    put: (address, picture) => pictures.put(address, picture),
    remove: (address, name) => pictures.remove(address, name),
  };
}

export function cloudVideosOf(api: OnenetApi): CloudVideos {
  const { videos } = api;
  return {
    async list(address, query) {
      const found = await videos.list(address, { ...query, perPage: PER_PAGE });
      const toVideo = ({ id, name, from, to, bytes }: (typeof found.videos)[number]) => ({ id, name, from, to, bytes });
      return { videos: found.videos.map(toVideo), pages: found.pages };
    },
    open: (address, id, avoid = []) => openVideo(api, address, { id, avoid }),
    rename: (address, id, name) => videos.rename(address, id, name),
    async remove(address, ids) {
      if (ids.length === 0) return [];
      const fates = await videos.remove(address, ids);
      return ids.filter((_, index) => fates[index] === 'removed');
    },
  };
}

const PROTOCOLS: Readonly<Record<string, Viewer['protocol']>> = { rtmp: 'rtmp', hls: 'hls', flv: 'flv' };

export async function listViewers({ statistics }: OnenetApi, address: ChannelAddress): Promise<readonly Viewer[]> {
  const found = await statistics.listViewers({ deviceId: address.deviceId, channelId: address.channelId });
  return found.map(({ protocol, lastsMs }) => ({
    address,
    protocol: PROTOCOLS[protocol.toLowerCase()] ?? 'unknown',
    onlineMs: lastsMs,
  }));
}
