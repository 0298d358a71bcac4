import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { CallError } from '../../core/errors';
import type { Handler } from '../../core/handler';
import { errorFields } from '../../core/log';
import { changeSwitch, describeChange, hasSwitch } from '../../core/switches';
import { offered, reachToDo } from './doing';
import { onRecord } from '../../core/audit/on-record';
import { id, key } from '../../core/schemas';
import { readStates, UNKNOWN_STATES } from './switch-states';

/** A mirror turns over with every command, and other switches take their time: nobody repeats one so soon. */
const GUARD_MS = 5_000;

const change = v.variant('name', [
  v.strictObject({ name: v.literal('mirror'), axis: v.picklist(['horizontal', 'vertical', 'both']) }),
  v.strictObject({ name: v.picklist(['mask', 'camera', 'recording']), on: v.boolean() }),
  v.strictObject({ name: v.literal('level'), level: v.picklist([1, 2, 3, 4]) }),
]);

/** Changes a switch and tells how all stand afterwards. The guard holds for everybody, and after a failure, too. */
export const switchSet: Handler<'switch.set'> = {
  input: v.strictObject({ channelId: id, change, requestKey: key }),
  access: 'members',

  async run({ channelId, change, requestKey }, context) {
    const { channel, driver } = await reachToDo(context, { channelId, right: 'manage', kind: 'switch' });
    const switches = offered(driver.switches, 'switches');
    if (!hasSwitch(switches, change)) throw new CallError('unsupported', `the vendor has no switch for ${change.name}`);
    const deed = { id: randomUUID(), action: 'switch.set', channel, detail: describeChange(change) } as const;
    const asked = { action: 'switch.set', person: context.person, requestKey, outcome: v.null() } as const;
    // The others are told how they are to stand: told twice, they stand so.
    const request = change.name === 'mirror' ? ({ ...asked, neverTwice: true } as const) : asked;
    await context.doOnce(request, async () => {
      await context.guard(`switch/${channelId}/${change.name}`, context.person, GUARD_MS);
      await onRecord(context, deed, () => changeSwitch(switches, channel.address, change));
      return null;
    });
    return readStates(switches, channel.address).catch((error: unknown) => {
      // It is done all the same; how it stands is not known.
      context.log({ event: 'fault', action: 'switch.set', ...errorFields(error), requestId: context.requestId });
      return UNKNOWN_STATES;
    });
  },
};
