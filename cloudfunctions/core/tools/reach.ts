import type { ChannelId } from '../../../typings/contract/domain';
import { findAccount } from '../accounts/refusals';
import type { ProductTools } from './product-tools';
import type { ChannelDocument } from '../documents';
import { CallError } from '../errors';
import type { CallContext } from '../handler';
import { assertOwner } from '../people/refusals';
import type { Driver } from '../ports';

/** What the vendor of an account offers besides cameras, for an owner. */
export async function toolsOfAccount(context: CallContext, accountId: string): Promise<ProductTools> {
  assertOwner(context.grants);
  const { _id } = await findAccount(context, accountId);
  return offered(await context.drivers(_id));
}

/** The same for the device of a camera, for who manages that and has not asked too much of it. */
export async function toolsAtCamera(
  context: CallContext,
  channelId: ChannelId,
): Promise<{ readonly channel: ChannelDocument; readonly tools: ProductTools }> {
  const { channel, driver } = await context.reach(channelId, 'manage');
  const { person, now } = context;
  context.limits('tool', { person, channelId }, now);
  return { channel, tools: offered(driver) };
}

function offered({ tools }: Driver): ProductTools {
  if (!tools) throw new CallError('unsupported', 'the vendor offers no tools');
  return tools;
}
