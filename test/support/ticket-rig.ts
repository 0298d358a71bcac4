import type { Database } from '../../cloudfunctions/core/database';
import type { Grant, MemberDocument } from '../../cloudfunctions/core/documents';
import type { Settings } from '../../cloudfunctions/core/settings';
import type { InputOf } from '../../typings/contract/calls';
import { createRig, dataOf, NOON, outcomeOf, PERSONAS, seedChain, SETTINGS, type Instance } from './cloud-rig';
import { MemoryDatabase } from './memory-database';

export const HOUR = 3_600_000;
export const NOTICE = SETTINGS.notice.version;

/** Somebody who was given a code. */
export const BEARER = 'openid-bearer';

let keys = 0;
const nextKey = (): string => `request-key-${(keys += 1)}`;

export const createTicketRig = async (settings?: Settings) => createTicketRigOn(new MemoryDatabase(), settings);

/** The chain's cloud functions on a database, and what people do with invitations and shares there. */
export async function createTicketRigOn<D extends Database>(database: D, settings?: Settings) {
  const rig = createRig(database, settings);
  const chain = await seedChain(rig);
  const instance = rig.startInstance();
  const { A } = chain.stores;

  const wishInvite = (more: Partial<InputOf<'invite.make'>> = {}): InputOf<'invite.make'> => ({
    ...{ role: 'staff', storeIds: [A], expiresAt: rig.clock.now() + HOUR, requestKey: nextKey() },
    ...more,
  });
  const wishShare = (more: Partial<InputOf<'share.make'>> = {}): InputOf<'share.make'> => ({
    ...{ channelIds: [chain.channels.a1], view: { kind: 'live' }, until: rig.clock.now() + HOUR },
    ...{ most: null, watermark: false, requestKey: nextKey() },
    ...more,
  });
  return {
    rig,
    chain,
    instance,
    wishInvite,
    wishShare,
    invite: async (more: Partial<InputOf<'invite.make'>> = {}, by: string = PERSONAS.managerA) =>
      dataOf('invite.make', await instance.call(by, 'invite.make', wishInvite(more))),
    share: async (more: Partial<InputOf<'share.make'>> = {}, by: string = PERSONAS.managerA) =>
      dataOf('share.make', await instance.call(by, 'share.make', wishShare(more))),
    accept: async (code: string, person: string = BEARER, on: Instance = instance) =>
      outcomeOf(await on.call(person, 'invite.accept', { code, name: '小王', notice: NOTICE })),
    open: async (code: string, person: string = BEARER, more: object = {}) =>
      outcomeOf(await instance.call(person, 'share.open', { code, notice: NOTICE, ...more })),
    look: async (code: string, person: string = BEARER) =>
      dataOf('entry.look', await instance.call(person, 'entry.look', { code })),
    outcome: async (person: string | null, action: string, data: object = {}) =>
      outcomeOf(await instance.call(person, action, data)),
    member: async (person: string = BEARER): Promise<MemberDocument | null> =>
      rig.database.collection('members').get(person),
    async give(person: string, ...grants: Grant[]): Promise<string> {
      await rig.setup.createMember({ openid: person, name: '某人', grants });
      return person;
    },
  };
}

export { NOON, PERSONAS };
