import type { ProductTools } from '../../core/tools/product-tools';
import type { OnenetApi } from './api';
import type { Conditions } from './lists';

/** An account is one product: it has one switch for all streams, and one store of objects. */
export function toolsOf({ product, messages, commands, objects }: OnenetApi, conditions: Conditions): ProductTools {
  return {
    async readEncryption() {
      const on = await product.readEncryption();
      conditions.note(on);
      return on;
    },
    async setEncryption(on) {
      await product.setEncryption(on);
      conditions.note(on);
    },
    listMessages: ({ deviceId }, span, most) => messages.latest(deviceId, span, most),
    tell: ({ deviceId }, bytes) => messages.tell(deviceId, bytes),
    command: ({ deviceId }, bytes) => commands.exchange({ deviceId, body: { bytes }, type: 'user' }),
    objects: {
      list: (name) => objects.list(name),
      put: (object) => objects.upload(object),
      read: (name) => objects.download(name),
      remove: (name) => objects.remove(name),
    },
  };
}
