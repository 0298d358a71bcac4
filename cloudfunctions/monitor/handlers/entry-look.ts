import * as v from 'valibot';
import type { Code, Entry } from '../../../typings/contract/codes';
import { CallError } from '../../core/errors';
import type { CallContext, Handler } from '../../core/handler';
import { readStores } from '../../core/repository/stores';
import { roleOf } from '../../core/rights';
import { bearerCode } from '../../core/schemas';
import { kindOfCode } from '../../core/tickets/code';
import { findInvite, findShare } from '../../core/tickets/found';
import { noSuchCode } from '../../core/tickets/refusal';

/** An invitation that has ended does not say any more for which stores it was. */
export const entryLook: Handler<'entry.look'> = {
  input: v.strictObject({ code: bearerCode }),
  access: 'anyone',

  async run({ code }, context) {
    switch (kindOfCode(code)) {
      case 'camera':
        return lookAtCamera(context, code);
      case 'invite':
        return lookAtInvite(context, code);
      case 'share':
        return lookAtShare(context, code);
      case null:
        throw noSuchCode();
    }
  },
};

async function lookAtCamera(context: CallContext, code: Code): Promise<Entry> {
  const channelId = await context.cameraCodes.findByCode(code);
  if (channelId === null || roleOf(context.grants) === null) throw noSuchCode();
  await context.allow(channelId, null).catch((error: unknown) => {
    throw isNotFound(error) ? noSuchCode() : error; // by its words, too, it is one that nobody knows
  });
  return { kind: 'camera', channelId };
}

const isNotFound = (error: unknown): boolean => error instanceof CallError && error.code === 'not-found';

async function lookAtInvite(context: CallContext, code: Code): Promise<Entry> {
  const { invite, maker, state, inside } = await findInvite(context, code);
  const stores = state === 'open' ? await readStores(context.database, invite.storeIds) : [];
  return {
    ...{ kind: 'invite', state, role: invite.role, expiresAt: invite.expiresAt },
    ...{ stores: stores.map(({ name }) => name), by: maker?.name ?? '', accepted: inside !== null },
  };
}

async function lookAtShare(context: CallContext, code: Code): Promise<Entry> {
  const { share, maker, state, isInside } = await findShare(context, code);
  return {
    ...{ kind: 'share', state, view: share.past ? 'playback' : 'live', cameras: share.channelIds.length },
    ...{ by: maker?.name ?? '', until: share.until, watermark: share.watermark, opened: isInside },
  };
}
