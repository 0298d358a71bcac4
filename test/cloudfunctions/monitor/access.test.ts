import type { CloudFunctions } from '../../../typings/contract/calls';
import type { EntryCalls } from '../../../typings/contract/codes';
import { phraseId } from '../../../cloudfunctions/core/talk/phrases';
import { entryHandlers } from '../../../cloudfunctions/monitor/handlers/entry-handlers';
import { handlers } from '../../../cloudfunctions/monitor/handlers/index';
import { createRig, dataOf, NOON, outcomeOf, PERSONAS, seedChain } from '../../support/cloud-rig';
import { makePicture, offerControl, PHRASES } from '../../support/fake-control';
import { offerClips, offerRecordings, offerVideos } from '../../support/fake-past';
import { makeMp3 } from '../../support/make-mp3';

type Persona = keyof typeof PERSONAS | 'nobody';

/** Calls about a camera or about all of them; the others name something that the caller did before. */
type Direct = Exclude<
  keyof CloudFunctions['monitor'],
  keyof EntryCalls | `${string}.close` | 'clip.check' | 'clip.open' | 'clip.retry' | 'clip.remove'
>;

const HOUR = 3_600_000;
const SPAN = { from: NOON - 2 * HOUR, to: NOON - HOUR };
const KEYED = { requestKey: 'request-key' };
const PAST = { place: 'device', segment: { ...SPAN, id: null }, at: SPAN.from } as const;

const INPUTS: Record<Direct, (channelId: string) => unknown> = {
  'session.start': () => ({}),
  'store.list': () => ({}),
  'channel.list': () => ({}),
  'channel.status': (channelId) => ({ ids: [channelId] }),
  'channel.abilities': (channelId) => ({ channelId }),
  'live.open': (channelId) => ({ channelId, quality: 'sub' }),
  'live.elsewhere': (channelId) => ({ channelId }),
  'playback.days': (channelId) => ({ channelId, place: 'device', month: '2025-12' }),
  'playback.day': (channelId) => ({ channelId, place: 'device' }),
  'playback.open': (channelId) => ({ channelId, ...PAST }),
  'video.list': (channelId) => ({ channelId, page: 1 }),
  'video.rename': (channelId) => ({ channelId, id: 'video-1', name: '收银台' }),
  'video.remove': (channelId) => ({ channelId, ids: ['video-1'] }),
  'clip.request': (channelId) => ({ channelId, place: 'device', ...SPAN, requestKey: 'request-key' }),
  'clip.list': (channelId) => ({ channelId }),
  'ptz.hold': (channelId) => ({ channelId, motion: 'left', speed: 2, holdId: 'hold-0001' }),
  'ptz.stop': (channelId) => ({ channelId, motion: 'left', holdId: 'hold-0001' }),
  'ptz.step': (channelId) => ({ channelId, motion: 'left', speed: 2, holdId: 'step-0001', ms: 300 }),
  'preset.list': (channelId) => ({ channelId }),
  'preset.save': (channelId) => ({ channelId, name: '收银台', ...KEYED }),
  'preset.go': (channelId) => ({ channelId, id: '1' }),
  'preset.remove': (channelId) => ({ channelId, id: '1' }),
  'talk.send': (channelId) => ({ channelId, fileId: MESSAGE, requestKey: 'request-key' }),
  'phrase.list': (channelId) => ({ channelId }),
  'phrase.play': (channelId) => ({ channelId, id: phraseId('vendor', PHRASES.vendor[0]!), ...KEYED }),
  'switch.read': (channelId) => ({ channelId }),
  'switch.set': (channelId) => ({ channelId, change: { name: 'mask', on: true }, ...KEYED }),
  'snapshot.take': (channelId) => ({ channelId }),
  'cover.list': (channelId) => ({ channelIds: [channelId] }),
  'cover.refresh': (channelId) => ({ channelId }),
  'picture.list': (channelId) => ({ channelId, ...SPAN, page: 1 }),
  'picture.add': (channelId) => ({ channelId, fileId: STILL, takenAt: NOON, ...KEYED }),
  'picture.remove': (channelId) => ({ channelId, id: 'p1' }),
};

const MESSAGE = 'cloud://env.files/talk/message-0001.mp3';
const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xff, 0xd9);
const STILL = 'cloud://env.files/snapshots/still-0001.jpg';

const ALL_PERSONAS: readonly Persona[] = ['owner', 'managerA', 'staffA', 'guest', 'expired', 'stranger', 'nobody'];

/** One letter per persona, in the order above: ok, not-found, permission-denied, unauthenticated. */
const WORDS: Record<string, string> = { o: 'ok', n: 'not-found', p: 'permission-denied', u: 'unauthenticated' };

const EXPECTED: readonly [Direct, 'a1' | 'b1', string][] = [
  ['session.start', 'a1', 'oooooou'],
  ['store.list', 'a1', 'ooooppu'],
  ['channel.list', 'a1', 'ooooppu'],
  ['channel.status', 'a1', 'ooonppu'],
  ['channel.status', 'b1', 'onnoppu'],
  ['channel.abilities', 'a1', 'ooonppu'],
  ['channel.abilities', 'b1', 'onnoppu'],
  ['live.open', 'a1', 'ooonppu'],
  ['live.open', 'b1', 'onnoppu'],
  ['live.elsewhere', 'a1', 'ooonppu'],
  ['live.elsewhere', 'b1', 'onnpppu'],
  ['playback.days', 'a1', 'ooonppu'],
  ['playback.days', 'b1', 'onnpppu'],
  ['playback.day', 'a1', 'ooonppu'],
  ['playback.day', 'b1', 'onnpppu'],
  ['playback.open', 'a1', 'ooonppu'],
  ['playback.open', 'b1', 'onnpppu'],
  ['video.list', 'a1', 'ooonppu'],
  ['video.list', 'b1', 'onnpppu'],
  ['video.rename', 'a1', 'oopnppu'],
  ['video.rename', 'b1', 'onnpppu'],
  ['video.remove', 'a1', 'oopnppu'],
  ['video.remove', 'b1', 'onnpppu'],
  ['clip.request', 'a1', 'ooonppu'],
  ['clip.request', 'b1', 'onnpppu'],
  ['clip.list', 'a1', 'ooonppu'],
  ['clip.list', 'b1', 'onnpppu'],
  ['ptz.hold', 'a1', 'ooonppu'],
  ['ptz.hold', 'b1', 'onnpppu'],
  ['ptz.stop', 'a1', 'ooonppu'],
  ['ptz.stop', 'b1', 'onnpppu'],
  ['ptz.step', 'a1', 'ooonppu'],
  ['ptz.step', 'b1', 'onnpppu'],
  ['preset.list', 'a1', 'ooonppu'],
  ['preset.list', 'b1', 'onnpppu'],
  ['preset.save', 'a1', 'oopnppu'],
  ['preset.save', 'b1', 'onnpppu'],
  ['preset.go', 'a1', 'ooonppu'],
  ['preset.go', 'b1', 'onnpppu'],
  ['preset.remove', 'a1', 'oopnppu'],
  ['preset.remove', 'b1', 'onnpppu'],
  ['talk.send', 'a1', 'ooonppu'],
  ['talk.send', 'b1', 'onnpppu'],
  ['phrase.list', 'a1', 'ooonppu'],
  ['phrase.list', 'b1', 'onnpppu'],
  ['phrase.play', 'a1', 'ooonppu'],
  ['phrase.play', 'b1', 'onnpppu'],
  ['switch.read', 'a1', 'ooonppu'],
  ['switch.read', 'b1', 'onnoppu'],
  ['switch.set', 'a1', 'oopnppu'],
  ['switch.set', 'b1', 'onnpppu'],
  ['snapshot.take', 'a1', 'ooonppu'],
  ['snapshot.take', 'b1', 'onnpppu'],
  ['cover.list', 'a1', 'ooooppu'], // who may not see it is handed none: see covers.test.ts
  ['cover.list', 'b1', 'ooooppu'],
  ['cover.refresh', 'a1', 'ooonppu'],
  ['cover.refresh', 'b1', 'onnpppu'],
  ['picture.list', 'a1', 'ooonppu'],
  ['picture.list', 'b1', 'onnpppu'],
  ['picture.add', 'a1', 'ooonppu'],
  ['picture.add', 'b1', 'onnpppu'],
  ['picture.remove', 'a1', 'oopnppu'],
  ['picture.remove', 'b1', 'onnpppu'],
];

test('every call about a camera has its rights proved here', () => {
  expect(new Set(EXPECTED.map(([action]) => action))).toEqual(new Set(Object.keys(INPUTS)));
  const indirect = ['live.close', 'playback.close', 'clip.check', 'clip.open', 'clip.retry', 'clip.remove'];
  const proved = [...Object.keys(INPUTS), ...indirect, ...Object.keys(entryHandlers)]; // those with the people's
  expect(new Set(proved)).toEqual(new Set(Object.keys(handlers)));
});

const CASES = EXPECTED.flatMap(([action, camera, letters]) =>
  ALL_PERSONAS.map((persona, index) => ({ action, camera, persona, expected: WORDS[letters.charAt(index)] })),
);

async function start() {
  const rig = createRig();
  const chain = await seedChain(rig);
  const { driver } = chain;
  driver.allowElsewhere();
  offerRecordings(driver);
  offerVideos(driver);
  const clips = offerClips(driver);
  offerControl(driver);
  rig.storage.web.set(makePicture().url, JPEG);
  rig.storage.files.set(MESSAGE, makeMp3()).set(STILL, JPEG);
  return { rig, chain, clips, instance: rig.startInstance() };
}

const personOf = (persona: Persona): string | null => (persona === 'nobody' ? null : PERSONAS[persona]);

test.each(CASES)('$action on $camera by $persona is $expected', async ({ action, camera, persona, expected }) => {
  const { rig, chain, instance } = await start();

  const reply = await instance.call(personOf(persona), action, INPUTS[action](chain.channels[camera]));

  expect(outcomeOf(reply)).toBe(expected);
  if (expected !== 'ok') {
    expect(chain.driver.asked).toEqual([]);
    expect(rig.database.writes).toEqual([]);
    expect([...rig.storage.files.keys()]).toEqual([MESSAGE, STILL]);
  }
});

const REFUSALS = new Map<Persona, string>([
  ['nobody', 'unauthenticated'],
  ['stranger', 'permission-denied'],
  ['expired', 'permission-denied'],
]);

async function startWithOther() {
  const started = await start();
  await started.rig.setup.createMember({ openid: 'other', name: '另一位', grants: [{ role: 'owner' }] });
  started.rig.database.takeOperations();
  return started;
}

const WATCHINGS = ALL_PERSONAS.flatMap((persona) => (['live', 'playback'] as const).map((kind) => ({ persona, kind })));

test.each(WATCHINGS)('$kind.close of another person’s watching by $persona changes nothing', async (watching) => {
  const { persona, kind } = watching;
  const { rig, chain, instance } = await startWithOther();
  const opened = await instance.call('other', `${kind}.open`, INPUTS[`${kind}.open`](chain.channels.a1));
  const { openId } = dataOf(`${kind}.open`, opened);
  rig.database.takeOperations();

  const reply = await instance.call(personOf(persona), `${kind}.close`, { openId });

  expect(outcomeOf(reply)).toBe(REFUSALS.get(persona) ?? 'not-found');
  expect(rig.database.writes).toEqual([]);
});

const CLIP_CALLS = ['clip.check', 'clip.open', 'clip.retry', 'clip.remove'] as const;
const OF_OTHERS = ALL_PERSONAS.flatMap((persona) => CLIP_CALLS.map((action) => ({ persona, action })));

test.each(OF_OTHERS)('$action of another person’s clip by $persona finds none', async ({ persona, action }) => {
  const { rig, chain, clips, instance } = await startWithOther();
  const requested = await instance.call('other', 'clip.request', INPUTS['clip.request'](chain.channels.a1));
  const { id } = dataOf('clip.request', requested);
  rig.database.takeOperations();

  const data = action === 'clip.open' ? { id, part: 0 } : { id };
  const reply = await instance.call(personOf(persona), action, data);

  expect(outcomeOf(reply)).toBe(REFUSALS.get(persona) ?? 'not-found');
  expect(rig.database.writes).toEqual([]);
  expect(clips.asked).toEqual([]);
});
