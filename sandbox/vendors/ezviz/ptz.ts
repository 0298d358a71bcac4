import type { Camera, MirrorCommand } from './camera';
import { Refusal, type Success } from './codes';
import { checkSupport, type Devices } from './devices';
import type { Endpoints } from './endpoint';
import { malformed, type Fields } from './fields';
import { DIRECTIONS, type Direction, type Speed } from './motion';

const MIRROR_KEYS = { 0: 'ptz_top_bottom_mirror', 1: 'ptz_left_right_mirror', 2: 'ptz_center_mirror' } as const;

/** Steering and mirror. */
export function createPtz(devices: Devices): Endpoints {
  const find = (fields: Fields): Camera => {
    const camera = devices.findCamera(fields, { missing: '20032' });
    if (camera.model.directions.length === 0) throw new Refusal('60000');
    return devices.findOnline(fields, { missing: '20032' });
  };

  const start = (fields: Fields): Success => {
    fields.text('channelNo');
    const direction = readDirection(fields);
    const speed = readSpeed(fields);
    const camera = find(fields);
    if (speed < camera.model.slowest) malformed('speed');
    checkDirection(camera, direction);
    camera.startMoving(direction, speed);
    return {};
  };

  const stop = (fields: Fields): Success => {
    fields.text('channelNo');
    const direction = fields.optional('direction') === null ? null : readDirection(fields);
    const camera = find(fields);
    if (direction !== null) checkDirection(camera, direction);
    camera.stopMoving(direction);
    return {};
  };

  const mirror = (fields: Fields): Success => {
    const command = readCommand(fields);
    const camera = devices.findOnline(fields, { missing: '20032' });
    checkSupport(camera, MIRROR_KEYS[command]);
    camera.mirror(command);
    return {};
  };

  return {
    '/api/lapp/device/ptz/start': { access: 'PTZ', run: start },
    '/api/lapp/device/ptz/stop': { access: 'PTZ', run: stop },
    '/api/lapp/device/ptz/mirror': { access: 'PTZ', run: mirror },
  };
}

/** 60020 for a motion that this model lacks, while it has others. */
function checkDirection({ model }: Camera, direction: Direction): void {
  if (!model.directions.includes(direction)) throw new Refusal('60020');
}

function readDirection(fields: Fields): Direction {
  const number = fields.integer('direction', { least: 0, most: 16 });
  return DIRECTIONS.find((direction) => direction === number) ?? malformed('direction');
}

function readSpeed(fields: Fields): Speed {
  const number = fields.integer('speed', { least: 0, most: 2 });
  return ([0, 1, 2] as const).find((speed) => speed === number) ?? malformed('speed');
}

function readCommand(fields: Fields): MirrorCommand {
  const number = fields.integer('command', { least: 0, most: 2 });
  return ([0, 1, 2] as const).find((command) => command === number) ?? malformed('command');
}
