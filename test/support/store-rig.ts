import type { Action, InputOf } from '../../typings/contract/calls';
import { CallError } from '../../cloudfunctions/core/errors';
import type { Database } from '../../cloudfunctions/core/database';
import type { ChannelAddress } from '../../cloudfunctions/core/ports';
import { createRig, dataOf, outcomeOf, PERSONAS, seedChain, type FakeDriver } from './cloud-rig';

/** A vendor's account whose cameras can be named and removed; `gone` are those that it knows no more. */
export function offerDevices(driver: FakeDriver): { readonly gone: Set<string>; failure: CallError | null } {
  const vendor = { gone: new Set<string>(), failure: null as CallError | null };
  const ask = async (question: string, { deviceId }: Pick<ChannelAddress, 'deviceId'>): Promise<void> => {
    driver.asked.push(`${question} ${deviceId}`);
    if (vendor.failure) throw vendor.failure;
    if (vendor.gone.has(deviceId)) throw new CallError('not-found', 'no such device');
  };
  driver.devices = {
    add: () => Promise.reject(new Error('this vendor adds nothing')),
    find: () => Promise.resolve(null),
    rename: (address, name) => ask(`name ${name}`, address),
    async remove(address) {
      await ask('remove', address);
      vendor.gone.add(address.deviceId);
    },
  };
  return vendor;
}

/** The chain, with calls to it by anybody; each comes to another instance, which remembers nothing. */
export async function startStores<D extends Database>(database: D) {
  const rig = createRig(database);
  const chain = await seedChain(rig);
  const vendor = offerDevices(chain.driver);
  const call = (person: string, action: Action, data: object) => rig.startInstance().call(person, action, data);
  return {
    ...{ rig, chain, vendor, database },
    outcome: async <A extends Action>(person: string, action: A, data: InputOf<A>) =>
      outcomeOf(await call(person, action, data)),
    asOwner: async <A extends Action>(action: A, data: InputOf<A>) =>
      dataOf(action, await call(PERSONAS.owner, action, data)),
    camera: (id: string) => database.collection('channels').get(id),
  };
}
