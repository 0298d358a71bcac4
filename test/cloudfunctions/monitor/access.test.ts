import type { Action } from '../../../typings/contract/calls';
import { createRig, dataOf, outcomeOf, PERSONAS, seedChain, type Chain } from '../../support/cloud-rig';

type Persona = keyof typeof PERSONAS | 'nobody';

const INPUTS: Record<Exclude<Action, 'live.close'>, (chain: Chain, camera: 'a1' | 'b1') => unknown> = {
  'session.start': () => ({}),
  'store.list': () => ({}),
  'channel.list': () => ({}),
  'channel.status': ({ channels }, camera) => ({ ids: [channels[camera]] }),
  'live.open': ({ channels }, camera) => ({ channelId: channels[camera], quality: 'sub' }),
  'live.elsewhere': ({ channels }, camera) => ({ channelId: channels[camera] }),
};

const ALL_PERSONAS: readonly Persona[] = ['owner', 'managerA', 'staffA', 'guest', 'expired', 'stranger', 'nobody'];

/** One letter per persona, in the order above: ok, not-found, permission-denied, unauthenticated. */
const WORDS: Record<string, string> = { o: 'ok', n: 'not-found', p: 'permission-denied', u: 'unauthenticated' };

const EXPECTED: readonly [Exclude<Action, 'live.close'>, 'a1' | 'b1', string][] = [
  ['session.start', 'a1', 'oooooou'],
  ['store.list', 'a1', 'ooooppu'],
  ['channel.list', 'a1', 'ooooppu'],
  ['channel.status', 'a1', 'ooonppu'],
  ['channel.status', 'b1', 'onnoppu'],
  ['live.open', 'a1', 'ooonppu'],
  ['live.open', 'b1', 'onnoppu'],
  ['live.elsewhere', 'a1', 'ooonppu'],
  ['live.elsewhere', 'b1', 'onnoppu'],
];

const CASES = EXPECTED.flatMap(([action, camera, letters]) =>
  ALL_PERSONAS.map((persona, index) => ({ action, camera, persona, expected: WORDS[letters.charAt(index)] })),
);

test.each(CASES)('$action on $camera by $persona is $expected', async ({ action, camera, persona, expected }) => {
  const rig = createRig();
  const chain = await seedChain(rig);
  chain.driver.allowElsewhere();
  const person = persona === 'nobody' ? null : PERSONAS[persona];

  const reply = await rig.startInstance().call(person, action, INPUTS[action](chain, camera));

  expect(outcomeOf(reply)).toBe(expected);
  if (expected !== 'ok') {
    expect(chain.driver.asked).toEqual([]);
    expect(rig.database.writes).toEqual([]);
  }
});

test.each(ALL_PERSONAS)('live.close of another person’s watching by %s changes nothing', async (persona) => {
  const rig = createRig();
  const chain = await seedChain(rig);
  await rig.database.collection('members').add([{ _id: 'other', name: '另一位', grants: [{ role: 'owner' }] }]);
  const instance = rig.startInstance();
  const opened = await instance.call('other', 'live.open', { channelId: chain.channels.a1, quality: 'sub' });
  const { openId } = dataOf('live.open', opened);
  rig.database.takeOperations();

  const person = persona === 'nobody' ? null : PERSONAS[persona];
  const reply = await instance.call(person, 'live.close', { openId });

  const refusals = { nobody: 'unauthenticated', stranger: 'permission-denied', expired: 'permission-denied' };
  expect(outcomeOf(reply)).toBe(Reflect.get(refusals, persona) ?? 'not-found');
  expect(rig.database.writes).toEqual([]);
});
