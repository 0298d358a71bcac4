import type { Success } from './codes';
import type { Devices } from './devices';
import type { Endpoints } from './endpoint';
import { malformed, type Fields } from './fields';

const LONGEST_NAME_BYTES = 50;
/** The guide says "no special characters" without naming them; these break forms, markup and paths. */
const SPECIAL = /[<>"'&%/\\|*?:;`$\p{Cc}]/u;

/** Devices come into the account, get names, and leave. */
export function createAdmin(devices: Devices): Endpoints {
  const add = (fields: Fields): Success => {
    const serial = fields.serial();
    devices.add(serial, fields.text('validateCode'));
    return {};
  };

  const remove = (fields: Fields): Success => {
    devices.delete(devices.find(fields));
    return {};
  };

  const renameDevice = (fields: Fields): Success => {
    const device = devices.find(fields);
    device.name = readName(fields, 'deviceName');
    return {};
  };

  const renameCamera = (fields: Fields): Success => {
    const camera = devices.findCamera(fields);
    camera.name = readName(fields, 'name');
    return {};
  };

  return {
    '/api/lapp/device/add': { access: 'owner', run: add },
    '/api/lapp/device/delete': { access: 'owner', run: remove },
    '/api/lapp/device/name/update': { access: 'UPDATE', run: renameDevice },
    '/api/lapp/camera/name/update': { access: 'UPDATE', run: renameCamera },
  };
}

function readName(fields: Fields, field: string): string {
  const name = fields.text(field);
  const fits = Buffer.byteLength(name) <= LONGEST_NAME_BYTES && !SPECIAL.test(name);
  return fits ? name : malformed(field);
}
