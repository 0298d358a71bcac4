import { randomUUID } from 'node:crypto';
import type { Action } from '../../typings/contract/calls';
import { createRig, PERSONAS, seedChain, type RigReply } from './cloud-rig';
import { offerControl } from './fake-control';

/** A camera that can do everything, and calls about it by its store's manager. */
export async function startControl() {
  const rig = createRig();
  const chain = await seedChain(rig);
  const control = offerControl(chain.driver);
  const instance = rig.startInstance();
  const call = async (action: Action, data: object = {}, person: string = PERSONAS.managerA): Promise<RigReply> =>
    instance.call(person, action, { channelId: chain.channels.a1, ...newKey(action), ...data });
  /** What the vendor was asked since the last look. */
  const asked = (): string[] => chain.driver.asked.splice(0);
  const audit = (): string[] =>
    rig.database.all('audit').map(({ action, result, detail }) => [action, result, detail].filter(Boolean).join(' '));
  return { rig, chain, control, driver: chain.driver, instance, call, asked, audit };
}

/** Wishes that are done once under a key; each of these is a new one unless it says otherwise. */
const KEYED: readonly Action[] = ['preset.save', 'phrase.play', 'switch.set', 'picture.add'];

const newKey = (action: Action) => (KEYED.includes(action) ? { requestKey: randomUUID() } : {});
