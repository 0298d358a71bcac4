import type { HealthCalls } from '../../../typings/contract/health';
import { healthHandlers } from '../../../cloudfunctions/manage/handlers/health-handlers';
import { accessCases, createOtherCallers, type AccessRow } from '../../support/access-table';
import { createRig, outcomeOf, PERSONAS, seedChain } from '../../support/cloud-rig';

interface Camera {
  readonly channelId: string;
}

/** What comes of each call about a camera of store A, of store B, and about a hidden one of A. */
const TABLE: Readonly<Record<keyof HealthCalls, AccessRow<(camera: Camera) => object>>> = {
  'camera.health': [({ channelId }) => ({ channelId }), 'ooohnpppu', 'onnnppppu', 'oonhnpppu'],
};

async function startWorld() {
  const rig = createRig();
  const chain = await seedChain(rig);
  await createOtherCallers(rig, [chain.stores.A]);
  await rig.database.collection('channels').update({ _id: chain.channels.a2 }, { hidden: true });
  rig.database.takeOperations();
  return { rig, chain, instance: rig.startInstance() };
}

test('every call about how cameras are has its rights proved here', () => {
  expect(new Set(Object.keys(TABLE))).toEqual(new Set(Object.keys(healthHandlers)));
});

test.each(accessCases(TABLE, ['own', 'foreign', 'hidden']))(
  '$action of a camera that is $which by $caller is $expected',
  async (one) => {
    const { rig, chain, instance } = await startWorld();
    const { a1, a2, b1 } = chain.channels;
    const channelId = { own: a1, foreign: b1, hidden: a2 }[one.which];

    const reply = await instance.call(one.person, one.action, one.input({ channelId }));

    expect(outcomeOf(reply)).toBe(one.expected);
    if (one.expected === 'ok') return;
    expect(rig.database.writes).toEqual([]);
    expect(chain.driver.asked).toEqual([]);
    expect(rig.opened).toEqual([]);
  },
);

test('anything but one camera’s id is refused before anybody is looked up', async () => {
  const { rig, chain, instance } = await startWorld();
  const { a1 } = chain.channels;
  for (const data of [{}, { channelId: '' }, { channelId: [a1] }, { channelId: a1, close: true }, null, 'a1']) {
    expect(outcomeOf(await instance.call(PERSONAS.owner, 'camera.health', data))).toBe('invalid-argument');
  }
  expect(rig.database.takeOperations()).toEqual([]);
});
