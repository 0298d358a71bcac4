import type { SimContext } from '../simulator';
import type { Camera } from './camera';
import { Refusal, type Success } from './codes';
import { checkSupport, type Device, type Devices } from './devices';
import type { Endpoints } from './endpoint';
import type { Fields } from './fields';
import { validateCodeOf } from './stock';

/** The privacy mask of a lens and the encryption of a device. */
export function createSwitches(context: SimContext, devices: Devices): Endpoints {
  const setMask = (fields: Fields): Success => {
    const enable = fields.integer('enable', { least: 0, most: 1 });
    const camera = devices.findOnline(fields);
    checkSupport(camera, 'support_privacy');
    camera.setMask(enable === 1);
    return {};
  };

  const encryptable = (fields: Fields): Device => {
    const device = devices.find(fields);
    if (!devices.isOnline(device)) throw new Refusal('20007');
    if (device.capacity['support_encrypt'] !== '1') throw new Refusal('60020');
    return device;
  };
  const isEncrypted = ({ cameras }: Device): boolean => cameras.some(({ encrypted }) => encrypted);
  const setEncryption = ({ cameras }: Device, on: boolean): void => {
    for (const camera of cameras) camera.encrypted = on;
  };

  const encrypt = (fields: Fields): Success => {
    const device = encryptable(fields);
    if (isEncrypted(device)) throw new Refusal('60019');
    setEncryption(device, true);
    // Whoever watches in the clear sees no more.
    const numbers = device.cameras.map(({ demo }: Camera) => demo.device);
    context.origin.cut((picture) => numbers.includes(picture.device));
    return {};
  };

  const decrypt = (fields: Fields): Success => {
    const device = encryptable(fields);
    const code = fields.text('validateCode');
    if (!isEncrypted(device)) throw new Refusal('60016');
    if (code !== validateCodeOf(device.serial)) throw new Refusal('20010');
    setEncryption(device, false);
    return {};
  };

  return {
    '/api/lapp/device/scene/switch/set': { access: 'UPDATE', run: setMask },
    '/api/lapp/device/encrypt/on': { access: 'UPDATE', run: encrypt },
    '/api/lapp/device/encrypt/off': { access: 'UPDATE', run: decrypt },
  };
}
