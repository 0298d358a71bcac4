import type { Camera } from './camera';
import type { Success } from './codes';
import { checkSupport, type Devices } from './devices';
import type { Endpoints } from './endpoint';
import type { Fields } from './fields';

const MOST_INDEX = 255;

/** Positions that a camera keeps and returns to. The list is of the newer family and not in the guide's own pages. */
export function createPresets(devices: Devices): Endpoints {
  const find = (fields: Fields): Camera => {
    const camera = devices.findOnline(fields, { missing: '20032' });
    checkSupport(camera, 'ptz_preset');
    return camera;
  };
  const readIndex = (fields: Fields): number => fields.integer('index', { least: 1, most: MOST_INDEX });

  const add = (fields: Fields): Success => ({ data: { index: find(fields).addPreset() } });

  const move = (fields: Fields): Success => {
    find(fields).goToPreset(readIndex(fields));
    return {};
  };

  const clear = (fields: Fields): Success => {
    find(fields).clearPreset(readIndex(fields));
    return {};
  };

  const list = (fields: Fields): Success => ({
    data: find(fields)
      .presetIndexes()
      .map((index) => ({ index })),
  });

  return {
    '/api/lapp/device/preset/add': { access: 'PTZ', run: add },
    '/api/lapp/device/preset/move': { access: 'PTZ', run: move },
    '/api/lapp/device/preset/clear': { access: 'PTZ', run: clear },
    '/api/service/device/preset/list': { shape: 'newer', access: 'PTZ', run: list },
  };
}
