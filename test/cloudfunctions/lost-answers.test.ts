import { collections } from '../../cloudfunctions/core/collections';
import type { CollectionName } from '../../cloudfunctions/core/documents';
import { CallError } from '../../cloudfunctions/core/errors';
import { outcomeOf } from '../support/cloud-rig';
import { DEEDS, QUIET_DEEDS, startDeeds, type Keyed } from '../support/deeds';
import { loseAnswer } from '../support/lose-answer';

/** A call that is made under a key, and what a repeat of it meets when nobody heard how the first ended. */
interface Fate {
  /**
   * - `conflict`: it would do harm twice, so it is not done again.
   * - `ok`: it finds what the first left, or makes anew what is to be so.
   */
  readonly repeat: 'conflict' | 'ok';
  /** The method by which the vendor does it, where it has a part in it. */
  readonly method?: string;
  /** It leaves no line in the audit. */
  readonly quiet?: true;
}

const FATES: Readonly<Record<Keyed, Fate>> = {
  'clip.request': { repeat: 'ok' },
  'ptz.step': { repeat: 'ok', method: 'start' }, // one that may have begun is stopped, and counts as made
  'preset.save': { repeat: 'conflict', method: 'add' },
  'talk.send': { repeat: 'conflict', method: 'send' },
  'phrase.play': { repeat: 'conflict', method: 'playPhrase' },
  'switch.set': { repeat: 'conflict', method: 'mirror' },
  'picture.add': { repeat: 'ok', method: 'put' }, // the vendor has no name twice
  'invite.make': { repeat: 'ok' },
  'share.make': { repeat: 'ok' },
  'code.replace': { repeat: 'ok' }, // nobody has seen the code that it replaces
  'account.add': { repeat: 'ok' },
  'store.create': { repeat: 'ok' },
  'camera.add': { repeat: 'ok', method: 'add' },
  'notice.allow': { repeat: 'ok', quiet: true },
  'data.send': { repeat: 'conflict', method: 'tell' },
  'command.send': { repeat: 'conflict', method: 'command' },
  'object.put': { repeat: 'ok', method: 'put' },
};

const CASES = (Object.keys(FATES) as Keyed[]).map((action) => ({ action, ...FATES[action] }));
const LOST_ANSWERS = CASES.flatMap(({ method, ...one }) => (method === undefined ? [] : [{ ...one, method }]));

/** What commands a vendor is sent; a picture is refused by its name. */
const COMMANDS = /^(?:start|preset|talk|play|mirror|tell|command|put plan)\b/;
/** A lost answer: the phone has given up, and asks whichever instance there is. */
const LATER_MS = 9_000;

type Started = Awaited<ReturnType<typeof startDeeds>>;

/** Makes the call, and again under the same key when it got lost. */
async function makeTwice(action: Keyed, lose: (started: Started) => () => void) {
  const started = await startDeeds();
  const { rig, chain, instance } = started;
  const prepare = (action in DEEDS ? DEEDS : QUIET_DEEDS)[action];
  if (!prepare) throw new Error(`nobody knows how to do ${action}`);
  const [person, data] = await prepare(started);
  const files = [...rig.storage.files];
  const mend = lose(started);
  chain.driver.asked.length = 0;
  const first = outcomeOf(await instance.call(person, action, data));
  mend();
  for (const [id, bytes] of files) rig.storage.files.set(id, bytes); // as the phone does
  rig.clock.advance(LATER_MS);
  const second = outcomeOf(await rig.startInstance().call(person, action, data));
  return { first, second, commands: chain.driver.asked.filter((asked) => COMMANDS.test(asked)), kept: kept(started) };
}

/** How much there is of everything. Notes on who did what do not count. */
const kept = ({ rig }: Started) =>
  (Object.keys(collections) as CollectionName[])
    .filter((name) => !['audit', 'requests', 'limits', 'leases', 'parcels', 'steerings'].includes(name))
    .map((name) => `${rig.database.all(name).length} ${name}`);

const asOnce = (action: Keyed) => makeTwice(action, () => () => undefined);

test.each(LOST_ANSWERS)('$action whose vendor was not heard is $repeat under its key, and done once', async (one) => {
  const twice = await makeTwice(one.action, ({ chain: { driver } }) => {
    loseAnswer(driver, one.method);
    return () => undefined;
  });
  const once = await asOnce(one.action);
  expect([twice.first, twice.second]).toEqual(['vendor-unavailable', one.repeat]);
  expect(twice.commands).toEqual(once.commands);
  if (one.action !== 'preset.save') expect(twice.kept).toEqual(once.kept); // whose name was not written down
});

test.each(CASES.filter(({ quiet }) => !quiet))(
  '$action that could not be put on record is $repeat under its key, and done once',
  async (one) => {
    const twice = await makeTwice(one.action, ({ rig }) => {
      rig.database.failing = 'audit.add';
      return () => (rig.database.failing = null);
    });
    const once = await asOnce(one.action);
    expect([twice.first, twice.second]).toEqual(['internal', one.repeat]);
    expect(twice.commands).toEqual(once.commands);
    expect(twice.kept).toEqual(once.kept);
  },
);

test('a picture whose answer got lost is in the gallery once', async () => {
  const started = await startDeeds();
  const { rig, chain, owner: call } = started;
  const { driver } = chain;
  const [, data] = await DEEDS['picture.add']!(started);
  const files = [...rig.storage.files];
  loseAnswer(driver, 'put');
  expect(outcomeOf(await call('picture.add', data))).toBe('vendor-unavailable');
  for (const [id, bytes] of files) rig.storage.files.set(id, bytes);
  expect(outcomeOf(await call('picture.add', data))).toBe('ok');
  const at = { deviceId: 'any', channelId: '1', groupId: null };
  expect((await driver.pictures!.list(at, { from: 0, to: 1 }, 1)).pictures).toHaveLength(1);
});

test('a switch that says how it is to stand may be told so again', async () => {
  const { rig, chain, owner: call } = await startDeeds();
  const wish = { channelId: chain.channels.a1, change: { name: 'mask', on: true }, requestKey: 'request-key' };
  loseAnswer(chain.driver, 'setMask');
  expect(outcomeOf(await call('switch.set', wish))).toBe('vendor-unavailable');
  rig.clock.advance(LATER_MS);
  expect(outcomeOf(await call('switch.set', wish))).toBe('ok');
});

test('a message that could not be loaded was certainly not played: it may be sent again under its key', async () => {
  const started = await startDeeds();
  const { rig, chain, owner: call } = started;
  const [, data] = await DEEDS['talk.send']!(started);
  const files = [...rig.storage.files];
  jest.spyOn(rig.storage, 'addressOf').mockRejectedValueOnce(new CallError('vendor-unavailable', 'no storage'));
  expect(outcomeOf(await call('talk.send', data))).toBe('internal');
  for (const [id, bytes] of files) rig.storage.files.set(id, bytes);
  expect(outcomeOf(await call('talk.send', data))).toBe('ok');
  expect(chain.driver.asked.filter((asked) => asked.startsWith('talk'))).toHaveLength(1);
});
