import * as v from 'valibot';
import type { ChannelAddress } from '../../../core/ports';
import { integer } from '../../../core/reply-fields';
import type { OnenetClient } from '../client';
import { anyReply, channelQuery } from '../wire';

const encryptionReply = v.looseObject({ trans_enc: integer });
const bootReply = v.looseObject({
  data: v.looseObject({ boot_address: v.pipe(v.string(), v.nonEmpty()), boot_port: integer }),
});

/** Guide §7, §10, §12 and §14: switches of the product and of its cameras. */
export function productApi({ call }: OnenetClient, productId: string) {
  return {
    /** §7.1. For every camera of the product. */
    async setEncryption(on: boolean): Promise<void> {
      const target = { method: 'PUT', path: 'ipc/video/trans_encrypt', query: { product_id: productId } } as const;
      await call({ ...target, body: { json: { type: on ? 1 : 0 } }, schema: anyReply });
    },

    /** §7.2. */
    async readEncryption(): Promise<boolean> {
      const query = { product_id: productId };
      return (await call({ path: 'ipc/video/trans_encrypt', query, schema: encryptionReply })).trans_enc === 1;
    },

    /** §10. Where devices go when they start; anybody may ask. */
    async readBootAddress(): Promise<{ readonly address: string; readonly port: number }> {
      const { data } = await call({ path: 'ipc/video/boot_address', auth: 'none', schema: bootReply });
      return { address: data.boot_address, port: data.boot_port };
    },

    /** §12. Though a GET, it changes things: it is sent once. `conflict` when it records already. */
    async setRecording(address: ChannelAddress, on: boolean): Promise<void> {
      const query = { product_id: productId, ...channelQuery(address), action: on ? 1 : 0 };
      const path = 'ipc/video/record/record_video';
      await call({ path, query, kind: 'command', schema: anyReply });
    },

    /** §14. 1 is off there. */
    async setCamera({ deviceId, channelId }: ChannelAddress, on: boolean): Promise<void> {
      const query = { product_id: productId, device_id: deviceId, id: channelId };
      const target = { method: 'PUT', path: 'ipc/video/access_control/closecamera', query } as const;
      await call({ ...target, body: { json: { type: on ? 0 : 1 } }, schema: anyReply });
    },
  };
}
