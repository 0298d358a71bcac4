import type { ToolCalls } from '../../../typings/contract/tools';
import { toolHandlers } from '../../../cloudfunctions/manage/handlers/tool-handlers';
import { accessCases, createOtherCallers, type AccessRow } from '../../support/access-table';
import { createRig, makeListed, NOON, outcomeOf, seedChain } from '../../support/cloud-rig';
import { makeDevices } from '../../support/fake-devices';
import { offerTools } from '../../support/fake-tools';

type Call = keyof ToolCalls;

const FILE = 'cloud://env.files/objects/object-0001';

/** What a call may be about: an account and a camera. */
interface Things {
  readonly accountId: string;
  readonly channelId: string;
}

const requestKey = 'request-key-1';
const data = { text: 'ping' };
const object = { fileId: FILE, name: 'plan.bin', description: '', requestKey };

/** Of the own store, of a foreign one, and of an account and a camera that are not there. */
const ofAccount = ['opppppppu', 'opppppppu', 'npppppppu'] as const;
const atCamera = ['oophnpppu', 'onnnppppu', 'nnnnnpppu'] as const;

const TABLE: Readonly<Record<Call, AccessRow<(things: Things) => object>>> = {
  'tool.accounts': [() => ({}), 'opppppppu', 'opppppppu', 'opppppppu'],
  'encryption.read': [({ accountId }) => ({ accountId }), ...ofAccount],
  'encryption.set': [({ accountId }) => ({ accountId, on: true }), ...ofAccount],
  'object.list': [({ accountId }) => ({ accountId }), ...ofAccount],
  'object.put': [({ accountId }) => ({ accountId, ...object }), ...ofAccount],
  'object.open': [({ accountId }) => ({ accountId, name: 'there.bin' }), ...ofAccount],
  'object.remove': [({ accountId }) => ({ accountId, name: 'there.bin' }), ...ofAccount],
  'message.list': [({ channelId }) => ({ channelId, from: NOON - 1000, to: NOON }), ...atCamera],
  'data.send': [({ channelId }) => ({ channelId, data, requestKey }), ...atCamera],
  'command.send': [({ channelId }) => ({ channelId, data, requestKey }), ...atCamera],
  'camera.extend': [({ channelId }) => ({ channelId, number: '7', name: '后门' }), ...atCamera],
};

async function startWorld() {
  const rig = createRig();
  const chain = await seedChain(rig);
  await createOtherCallers(rig, [chain.stores.A]);
  const tools = offerTools(chain.driver);
  const content = Uint8Array.of(1);
  tools.objects.set('there.bin', { name: 'there.bin', description: '', bytes: 1, date: NOON, content });
  chain.driver.devices = makeDevices({ account: [makeListed('a1'), makeListed('b1')] });
  rig.storage.files.set(FILE, Uint8Array.of(1, 2, 3));
  rig.database.takeOperations();
  return { rig, chain, instance: rig.startInstance() };
}

test('every call about tools has its rights proved here', () => {
  expect(new Set(Object.keys(TABLE))).toEqual(new Set(Object.keys(toolHandlers)));
});

test.each(accessCases(TABLE, ['own', 'foreign', 'gone']))(
  '$action at the $which by $caller is $expected',
  async (one) => {
    const { rig, chain, instance } = await startWorld();
    const { channels, accountId, driver } = chain;
    const channelId = one.which === 'own' ? channels.a1 : channels.b1;
    const things = one.which === 'gone' ? { accountId: 'none', channelId: 'none' } : { accountId, channelId };

    const reply = await instance.call(one.person, one.action, one.input(things));

    expect(outcomeOf(reply)).toBe(one.expected);
    if (one.expected === 'ok') return;
    expect(rig.database.writes).toEqual([]);
    expect(rig.database.all('audit')).toEqual([]);
    expect(driver.asked).toEqual([]);
    // Whom nothing was allowed had nothing removed; an owner’s mistake uses the file up.
    expect(rig.storage.files.has(FILE)).toBe(one.caller !== 'owner' || one.action !== 'object.put');
  },
);

const rowsOf = (names: readonly Call[]) => names.map((action) => ({ action, input: TABLE[action][0] }));
const WITHOUT = rowsOf((Object.keys(TABLE) as Call[]).filter((action) => action !== 'tool.accounts'));

test.each(WITHOUT)('$action at a vendor without tools is unsupported', async ({ action, input }) => {
  const { rig, chain, instance } = await startWorld();
  delete chain.driver.tools;
  delete chain.driver.devices;
  const { accountId, channels } = chain;
  const reply = await instance.call('openid-owner', action, input({ accountId, channelId: channels.a1 }));
  expect(outcomeOf(reply)).toBe('unsupported');
  expect(rig.storage.files.has(FILE)).toBe(action !== 'object.put');
});
