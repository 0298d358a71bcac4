import type { Clip } from '../../typings/contract/domain';
import { createRig, dataOf, NOON, PERSONAS, seedChain, type RigReply } from './cloud-rig';
import { offerClips } from './fake-past';

const MINUTE = 60_000;

/** Everybody's clips over a vendor that hands them out, and staff who ask for one of 25 minutes. */
export async function startClips() {
  const rig = createRig();
  const chain = await seedChain(rig);
  const clips = offerClips(chain.driver);
  const instance = rig.startInstance();
  const call = async (action: string, data: object = {}, person: string = PERSONAS.staffA): Promise<RigReply> =>
    instance.call(person, action, data);
  const wish = {
    ...{ channelId: chain.channels.a1, place: 'device', from: NOON - 25 * MINUTE, to: NOON },
    requestKey: 'key-00000001',
  };
  const request = async (more: object = {}, person?: string) => call('clip.request', { ...wish, ...more }, person);
  const made = async (more: object = {}): Promise<Clip> => dataOf('clip.request', await request(more));
  const check = async (id: string) => dataOf('clip.check', await call('clip.check', { id }));
  const actions = () => rig.database.all('audit').map(({ action, result }) => `${action} ${result}`);
  return { rig, chain, clips, instance, call, wish, request, made, check, actions };
}
