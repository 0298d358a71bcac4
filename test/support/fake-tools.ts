import type { Action } from '../../typings/contract/calls';
import type { SentMessage, StoredObject } from '../../cloudfunctions/core/tools/product-tools';
import type { Database } from '../../cloudfunctions/core/database';
import { CallError } from '../../cloudfunctions/core/errors';
import { createRig, NOON, PERSONAS, seedChain, type FakeDriver, type RigReply } from './cloud-rig';

/** What a fake vendor with tools keeps. */
export interface FakeTools {
  encrypted: boolean;
  /** What devices sent, in order of time. */
  sent: SentMessage[];
  /** What devices were told, and sent as commands. */
  readonly told: Uint8Array[];
  /** What the device says to a command. */
  answer: Uint8Array | null;
  readonly objects: Map<string, StoredObject & { readonly content: Uint8Array }>;
  /** What passes while the vendor works. */
  working: (verb: string) => Promise<unknown>;
  /** How the next call fails once the vendor has done it. */
  lost: Error | null;
}

/** From now on the vendor has tools, and notes what it was asked. */
export function offerTools(driver: FakeDriver): FakeTools {
  const fake: FakeTools = {
    ...{ encrypted: false, sent: [], told: [], answer: null, objects: new Map(), lost: null },
    working: () => Promise.resolve(),
  };
  const ask = async <T>(text: string, work: () => T): Promise<T> => {
    driver.asked.push(text);
    await fake.working(text.split(' ')[0] ?? '');
    if (driver.failure) throw driver.failure;
    const result = work();
    const { lost } = fake;
    fake.lost = null;
    if (lost) throw lost;
    return result;
  };
  const find = (name: string) => {
    const found = fake.objects.get(name);
    if (!found) throw new CallError('not-found', 'no such object');
    return found;
  };
  driver.tools = {
    readEncryption: () => ask('encryption?', () => fake.encrypted),
    setEncryption: (on) => ask(`encryption ${on}`, () => void (fake.encrypted = on)),
    listMessages: ({ deviceId }, { from, to }, most) =>
      ask(`messages ${deviceId} ${most}`, () => {
        const within = fake.sent.filter(({ at }) => at >= from && at < to);
        return { messages: within.slice(-most), more: within.length > most };
      }),
    tell: ({ deviceId }, bytes) => ask(`tell ${deviceId}`, () => void fake.told.push(bytes)),
    command: ({ deviceId }, bytes) =>
      ask(`command ${deviceId}`, () => {
        fake.told.push(bytes);
        return fake.answer;
      }),
    objects: {
      list: (name) =>
        ask(name === undefined ? 'objects' : `object? ${name}`, () => {
          const objects = [...fake.objects.values()].filter((object) => name === undefined || object.name === name);
          return { objects, total: fake.objects.size };
        }),
      put: ({ name, description, bytes }) =>
        ask(`put ${name}`, () => {
          fake.objects.set(name, { name, description, bytes: bytes.length, date: NOON, content: bytes });
        }),
      read: (name) => ask(`read ${name}`, () => find(name).content),
      remove: (name) => ask(`remove ${name}`, () => void fake.objects.delete(find(name).name)),
    },
  };
  return fake;
}

/** The chain at a vendor with tools, with calls about its account and the camera a1. */
export async function startTools<D extends Database>(database: D) {
  const rig = createRig(database);
  const chain = await seedChain(rig);
  const tools = offerTools(chain.driver);
  const call = (action: Action, data: object = {}, person: string = PERSONAS.owner): Promise<RigReply> =>
    rig.startInstance().call(person, action, data);
  return {
    ...{ rig, chain, tools, driver: chain.driver, call },
    ofAccount: (action: Action, data: object = {}, person?: string) =>
      call(action, { accountId: chain.accountId, ...data }, person),
    atCamera: (action: Action, data: object = {}, person: string = PERSONAS.managerA) =>
      call(action, { channelId: chain.channels.a1, ...data }, person),
    /** What the vendor was asked since the last look. */
    asked: (): string[] => chain.driver.asked.splice(0),
  };
}
