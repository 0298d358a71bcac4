import { CallError } from '../../../cloudfunctions/core/errors';
import { createRig, dataOf, NOON, outcomeOf, PERSONAS, seedChain } from '../../support/cloud-rig';

type Persona = keyof typeof PERSONAS;

async function start() {
  const rig = createRig();
  const chain = await seedChain(rig);
  const instance = rig.startInstance();
  const watch = async (persona: Persona, camera: keyof typeof chain.channels = 'a1') => {
    const input = { channelId: chain.channels[camera], quality: 'sub' };
    const opened = await instance.call(PERSONAS[persona], 'live.open', input);
    const { openId } = dataOf('live.open', opened);
    const beat = async () => outcomeOf(await instance.call(PERSONAS[persona], 'watching.beat', { openId }));
    expect(await beat()).toBe('ok');
    return { openId, beat };
  };
  const call = async (persona: Persona, camera: keyof typeof chain.channels = 'a1') =>
    instance.call(PERSONAS[persona], 'watching.list', { channelId: chain.channels[camera] });
  const list = async (persona: Persona, camera: keyof typeof chain.channels = 'a1') =>
    dataOf('watching.list', await call(persona, camera));
  return { rig, chain, instance, watch, call, list };
}

test('tells who watches, in which role and since when, the last to come first', async () => {
  const { rig, instance, watch, list } = await start();
  await watch('staffA');
  rig.clock.advance(5000);
  await watch('owner');
  const memberIds = new Map(rig.database.all('members').map(({ _id, memberId }) => [_id, memberId]));
  const viewer = (persona: Persona, since: number, role: string) => ({
    ...{ id: memberIds.get(PERSONAS[persona]), name: persona, kind: 'live', role, since },
    visitorCode: instance.services.visitorCode(PERSONAS[persona]),
  });
  expect(await list('managerA')).toEqual({
    viewers: [viewer('owner', NOON + 5000, 'owner'), viewer('staffA', NOON, 'staff')],
    vendorCount: null,
  });
});

test('a guest is one, and one who comes back counts once, from the beginning', async () => {
  const { rig, watch, list } = await start();
  await watch('guest', 'b1');
  rig.clock.advance(30_000);
  await watch('guest', 'b1');
  expect((await list('owner', 'b1')).viewers).toMatchObject([{ name: 'guest', role: 'guest', since: NOON }]);
});

test('whoever has closed, fallen silent for a minute or lost the right is not listed', async () => {
  const { rig, instance, watch, list } = await start();
  const { openId } = await watch('staffA');
  const owner = await watch('owner');
  await instance.call(PERSONAS.staffA, 'live.close', { openId });
  expect((await list('managerA')).viewers).toMatchObject([{ name: 'owner' }]);

  rig.clock.advance(59_999);
  expect((await list('managerA')).viewers).toHaveLength(1);
  rig.clock.advance(1);
  expect((await list('managerA')).viewers).toEqual([]);
  await owner.beat();
  expect((await list('managerA')).viewers).toMatchObject([{ name: 'owner', since: NOON }]);
  await rig.database.collection('members').update({ _id: PERSONAS.owner }, { grants: [] });
  expect((await list('managerA')).viewers).toEqual([]);
});

test('is for managers of the camera’s store', async () => {
  const { call } = await start();
  expect(outcomeOf(await call('staffA'))).toBe('permission-denied');
  expect(outcomeOf(await call('managerA', 'b1'))).toBe('not-found');
  expect(outcomeOf(await call('guest', 'b1'))).toBe('permission-denied');
  expect(outcomeOf(await call('stranger'))).toBe('permission-denied');
});

test('the vendor’s own count stands beside it where there is one; of who they are, nothing is told', async () => {
  const { chain, list } = await start();
  const seen: string[] = [];
  chain.driver.listViewers = async (address) => {
    seen.push(address.deviceId);
    return [1, 2, 3].map((minutes) => ({ address, protocol: 'rtmp', onlineMs: minutes * 60_000 }));
  };
  expect(await list('owner')).toEqual({ viewers: [], vendorCount: 3 });
  expect(seen).toEqual(['a1']);
});

test('a vendor that does not answer leaves our own list standing, and is in the log', async () => {
  const { rig, chain, watch, list } = await start();
  chain.driver.listViewers = () => Promise.reject(new CallError('vendor-unavailable', 'down', { vendor: 'onenet' }));
  await watch('staffA');
  expect(await list('managerA')).toMatchObject({ viewers: [{ name: 'staffA' }], vendorCount: null });
  expect(rig.log.join()).toContain('"action":"watching.list","code":"vendor-unavailable","vendor":"onenet"');
});

test('costs an operation for the watchings and one for the people, and one for guests’ shares', async () => {
  const { rig, watch, list } = await start();
  await watch('staffA');
  await watch('guest', 'b1');
  await list('owner');
  rig.database.takeOperations();
  await list('owner');
  expect(rig.database.takeOperations()).toEqual(['members.get', 'watchings.find', 'members.find']);
  await list('owner', 'b1');
  expect(rig.database.takeOperations()).toEqual(['members.get', 'watchings.find', 'members.find', 'shares.find']);
});
