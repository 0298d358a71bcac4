import * as v from 'valibot';
import type { ChannelAddress } from '../../../core/ports';
import { idText, optionalText } from '../../../core/reply-fields';
import type { OnenetClient } from '../client';
import { channelRefusals } from '../codes';
import { assertTitle, assertWithin } from '../limits';
import { anyReply, channelQuery } from '../wire';

const channelRow = v.looseObject({ channel_id: idText, title: optionalText, desc: optionalText });
export type ChannelRow = v.InferOutput<typeof channelRow>;

const channelsReply = v.looseObject({ result: v.nullish(v.array(channelRow), []) });

export interface ChannelFields {
  /** Letters and digits, at most 64. */
  readonly title: string;
  readonly description?: string;
}

/** Guide §2: the channels of a device. */
export function channelsApi({ call }: OnenetClient) {
  const send = async (method: 'POST' | 'DELETE', name: string, query: Record<string, string | undefined>) => {
    await call({ method, path: `ipc/video/device/${name}`, query, refusals: channelRefusals, schema: anyReply });
  };

  return {
    /** §2.1. */
    async list(deviceId: string): Promise<readonly ChannelRow[]> {
      const query = { device_id: deviceId };
      return (await call({ path: 'ipc/video/device/QryChannel', query, schema: channelsReply })).result;
    },

    /** §2.2. */
    remove: (address: ChannelAddress): Promise<void> => send('DELETE', 'DelChannel', channelQuery(address)),

    /** §2.3. `conflict` when the device has it already. */
    async add(address: ChannelAddress, fields: ChannelFields): Promise<void> {
      await send('POST', 'AddChannel', { ...channelQuery(address), ...toQuery(fields) });
    },

    /** §2.4. `not-found` when the device has no such channel. */
    async modify(address: ChannelAddress, fields: ChannelFields): Promise<void> {
      await send('POST', 'ModifyChannel', { ...channelQuery(address), ...toQuery(fields) });
    },
  };
}

function toQuery({ title, description }: ChannelFields) {
  assertTitle(title);
  assertWithin(/^[A-Za-z0-9]+$/.test(title), 'a channel’s title has letters and digits only');
  return { title, desc: description };
}
