import { collections } from '../../cloudfunctions/core/collections';
import type { CollectionName } from '../../cloudfunctions/core/documents';
import type { Action } from '../../typings/contract/calls';
import { dataOf, NOON, outcomeOf, PERSONAS, type RigReply } from '../support/cloud-rig';
import { DEEDS, QUIET_DEEDS, startDeeds, type Keyed } from '../support/deeds';
import { offerClips } from '../support/fake-past';
import { HOUR } from '../support/ticket-rig';

/**
 * What a call does when it arrives twice, as it may when its answer came too late for the phone.
 *
 * - `reads`: nothing changes. What is opened to be watched counts as watched with its first beat only.
 * - `by nature`: it says how something is to be, so that the second finds it so.
 * - `goes on`: it takes what was begun before a step further, and no step twice.
 * - `by key`: the second is told what became of the first.
 */
type Unkeyed = 'reads' | 'by nature' | 'goes on';

const REPEATS: { readonly [A in Action]: A extends Keyed ? 'by key' : Unkeyed } = {
  'session.start': 'reads',
  'store.list': 'reads',
  'channel.list': 'reads',
  'channel.status': 'reads',
  'channel.abilities': 'reads',
  'live.open': 'reads',
  'live.close': 'by nature',
  'live.elsewhere': 'reads',
  'playback.days': 'reads',
  'playback.day': 'reads',
  'playback.open': 'reads',
  'playback.close': 'by nature',
  'watching.beat': 'by nature',
  'video.list': 'reads',
  'video.rename': 'by nature',
  'video.remove': 'by nature',
  'clip.request': 'by key',
  'clip.list': 'reads',
  'clip.check': 'goes on',
  'clip.open': 'reads',
  'clip.retry': 'by nature',
  'clip.remove': 'by nature',
  'ptz.hold': 'by nature', // ends at its deadline, and at once by the stop that follows it
  'ptz.stop': 'by nature',
  'ptz.step': 'by key',
  'preset.list': 'reads',
  'preset.save': 'by key',
  'preset.go': 'by nature',
  'preset.remove': 'by nature',
  'talk.send': 'by key',
  'phrase.list': 'reads',
  'phrase.play': 'by key',
  'switch.read': 'reads',
  'switch.set': 'by key',
  'snapshot.take': 'reads', // a still of now, of which nobody keeps a list
  'picture.list': 'reads',
  'picture.add': 'by key',
  'picture.remove': 'by nature',
  'cover.list': 'reads',
  'cover.refresh': 'by nature', // one of the last minute serves
  'entry.look': 'reads',
  'share.open': 'by nature',
  'owner.claim': 'by nature',
  'member.list': 'reads',
  'member.grant': 'by nature',
  'member.remove': 'by nature',
  'member.own': 'by nature',
  'member.rename': 'by nature',
  'invite.make': 'by key',
  'invite.list': 'reads',
  'invite.revoke': 'by nature',
  'invite.code': 'reads',
  'invite.image': 'reads',
  'invite.accept': 'by nature',
  'share.make': 'by key',
  'share.list': 'reads',
  'share.revoke': 'by nature',
  'share.code': 'reads',
  'share.image': 'reads',
  'code.image': 'by nature', // made at the first asking
  'code.replace': 'by key',
  'code.styles': 'reads',
  'audit.list': 'reads',
  'audit.export': 'reads',
  'watching.list': 'reads',
  'privacy.agree': 'by nature',
  'account.delete': 'by nature',
  'vendor.list': 'reads',
  'account.list': 'reads',
  'account.check': 'reads',
  'account.add': 'by key',
  'account.rename': 'by nature',
  'account.rotate': 'by nature',
  'account.remove': 'by nature',
  'store.manage': 'reads',
  'store.create': 'by key',
  'store.edit': 'by nature',
  'store.order': 'by nature',
  'store.archive': 'by nature',
  'store.restore': 'by nature',
  'camera.rename': 'by nature',
  'camera.move': 'by nature',
  'camera.hide': 'by nature',
  'camera.remove': 'by nature',
  'camera.health': 'reads',
  'camera.extend': 'by nature', // its number says which
  'camera.add': 'by key',
  'import.refresh': 'by nature', // one that is under way goes on
  'import.check': 'goes on',
  'offer.list': 'reads',
  'offer.take': 'by nature',
  'notice.read': 'reads',
  'notice.allow': 'by key',
  'notice.quiet': 'by nature',
  'tool.accounts': 'reads',
  'encryption.read': 'reads',
  'encryption.set': 'by nature',
  'message.list': 'reads',
  'data.send': 'by key',
  'command.send': 'by key',
  'object.list': 'reads',
  'object.put': 'by key',
  'object.open': 'reads',
  'object.remove': 'by nature',
};

const { owner } = PERSONAS;

const CHANGES = Object.entries({ ...DEEDS, ...QUIET_DEEDS }).map(([action, prepare]) => ({
  action: action as Action,
  prepare,
  repeat: REPEATS[action as Action],
}));

/** Notes on who did what, and how often, and of files that go by themselves. */
const NOTES: readonly CollectionName[] = ['audit', 'requests', 'limits', 'leases', 'parcels'];
/** How often something was written, when somebody was last there, and what is sealed differently each time. */
const UNLIKE = ['revision', 'seenAt', 'credentials'];
/** What a vendor is asked without anything coming of it. */
const ASKS = /^(?:mask\?|presets|phrases|objects|object\?|list|check|status|pictures|recordings)/;

/** A lost answer: the phone has given up, and asks whichever instance there is. */
const LATER_MS = 9_000;

function alike(name: CollectionName, document: object): object {
  const unlike = name === 'steerings' ? [...UNLIKE, 'since', 'until', 'buried'] : UNLIKE;
  return Object.fromEntries(Object.entries(document).filter(([field]) => !unlike.includes(field)));
}

async function makeTwice(action: Action, prepare: (typeof CHANGES)[number]['prepare']) {
  const started = await startDeeds();
  const { rig, chain, instance } = started;
  const kept = () =>
    Object.fromEntries(
      (Object.keys(collections) as CollectionName[])
        .filter((name) => !NOTES.includes(name))
        .map((name) => [name, rig.database.all(name).map((document) => alike(name, document))]),
    );
  const [person, data] = await prepare(started);
  const before = kept();
  chain.driver.asked.length = 0;
  const told = () => chain.driver.asked.splice(0).filter((asked) => !ASKS.test(asked));

  const first = await instance.call(person, action, data);
  const [once, firstTold, lines] = [kept(), told(), rig.database.all('audit').length];
  rig.clock.advance(LATER_MS);
  const second = await rig.startInstance().call(person, action, data);
  const secondLines = rig.database.all('audit').length - lines;
  return { first, second, before, once, twice: kept(), firstTold, secondTold: told(), secondLines };
}

test('every call that changes something is proved here', () => {
  const changing = Object.entries(REPEATS).filter(([, repeat]) => repeat === 'by nature' || repeat === 'by key');
  const proved = new Set<string>(CHANGES.map(({ action }) => action));
  expect(changing.map(([action]) => action).filter((action) => !proved.has(action))).toEqual([]);
});

test.each(CHANGES.filter(({ repeat }) => repeat === 'reads'))('$action changes nothing', async (one) => {
  const { first, before, twice } = await makeTwice(one.action, one.prepare);
  expect(outcomeOf(first)).toBe('ok');
  expect(twice).toEqual(before);
});

test.each(CHANGES.filter(({ repeat }) => repeat === 'by nature'))('$action twice is as once', async (one) => {
  const { first, second, once, twice } = await makeTwice(one.action, one.prepare);
  expect(outcomeOf(first)).toBe('ok');
  expect(['ok', 'not-found', 'conflict', 'permission-denied']).toContain(outcomeOf(second));
  expect(twice).toEqual(once);
});

test.each(CHANGES.filter(({ repeat }) => repeat === 'by key'))('$action under its key is done once', async (one) => {
  const { first, second, once, twice, secondTold, secondLines } = await makeTwice(one.action, one.prepare);
  expect(outcomeOf(first)).toBe('ok');
  expect(answerOf(second)).toEqual(answerOf(first));
  expect(twice).toEqual(once);
  expect(secondTold).toEqual([]);
  expect(secondLines).toBe(one.action === 'camera.add' ? 1 : 0); // whose vendor is asked again, and has it
});

/** A device that has been added under the key is there by the second time; its cameras may have come meanwhile. */
const answerOf = (reply: RigReply): unknown =>
  reply.ok && typeof reply.data === 'object' ? { ...reply.data, already: undefined } : reply;

test('a clip that two ask about at once is taken a step further once', async () => {
  const started = await startDeeds();
  const { rig, chain, owner: call } = started;
  const span = { place: 'device', from: NOON - 2 * HOUR, to: NOON - HOUR, requestKey: 'request-key' };
  const made = await call('clip.request', { channelId: chain.channels.a1, ...span });
  const { id } = dataOf('clip.request', made);
  const clips = offerClips(chain.driver);
  const check = () => rig.startInstance().call(owner, 'clip.check', { id });
  expect((await Promise.all([check(), check()])).map(outcomeOf)).toEqual(['ok', 'ok']);
  for (let n = 0; n < 8; n += 1) await check();
  const begins = clips.asked.map(({ wish }) => wish.from);
  expect(begins).toHaveLength(6);
  expect(new Set(begins).size).toBe(6);
});

test('whoever does the same under another key does it anew', async () => {
  const started = await startDeeds();
  const { rig, chain, instance } = started;
  const turn = (requestKey: string) =>
    instance.call(owner, 'switch.set', {
      ...{ channelId: chain.channels.a1, requestKey },
      change: { name: 'mirror', axis: 'both' },
    });
  expect(outcomeOf(await turn('request-1'))).toBe('ok');
  rig.clock.advance(LATER_MS);
  expect(outcomeOf(await turn('request-2'))).toBe('ok');
  expect(chain.driver.asked.filter((asked) => asked.startsWith('mirror'))).toHaveLength(2);
  expect(rig.clock.now()).toBe(NOON + LATER_MS);
});
