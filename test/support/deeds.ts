import type { Action, InputOf } from '../../typings/contract/calls';
import { renameOffer } from '../../cloudfunctions/core/imports/to-offer';
import { phraseId } from '../../cloudfunctions/core/talk/phrases';
import { dataOf, makeListed, NOON, PERSONAS } from './cloud-rig';
import { makePicture, offerControl, PHRASES } from './fake-control';
import { makeDevices } from './fake-devices';
import { offerClips, offerRecordings, offerVideos } from './fake-past';
import { offerTools } from './fake-tools';
import { makeMp3 } from './make-mp3';
import { BEARER, createTicketRig, HOUR, NOTICE } from './ticket-rig';

const SPAN = { from: NOON - 2 * HOUR, to: NOON - HOUR };
const MESSAGE = 'cloud://env.files/talk/message-0001.mp3';
const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xff, 0xd9);
const STILL = 'cloud://env.files/snapshots/still-0001.jpg';
const OBJECT = 'cloud://env.files/objects/object-0001.bin';
/** Of the camera that most deeds are about. */
export const SERIAL = 'SERIAL-C12345678';

/** A chain in which everything can be done, with what has to be there before. */
export async function startDeeds() {
  const rigs = await createTicketRig();
  const { rig, chain, instance } = rigs;
  const address = { deviceId: SERIAL, channelId: '1', groupId: null };
  await rig.database.collection('channels').update({ _id: chain.channels.a1 }, { address });
  const { driver } = chain;
  driver.allowElsewhere();
  offerRecordings(driver);
  offerVideos(driver);
  offerClips(driver);
  offerControl(driver);
  offerTools(driver);
  driver.devices = makeDevices({ account: [makeListed(SERIAL)] });
  rig.storage.web.set(makePicture().url, JPEG);
  rig.storage.files.set(MESSAGE, makeMp3()).set(STILL, JPEG).set(OBJECT, Uint8Array.of(1));
  const owner = async (action: Action, data: object) => instance.call(PERSONAS.owner, action, data);
  return { ...rigs, owner };
}

type Started = Awaited<ReturnType<typeof startDeeds>>;
/** Who does it, with what. */
type Doing = readonly [person: string, data: object];

const { owner, staffA } = PERSONAS;
const camera = ({ chain }: Started) => ({ channelId: chain.channels.a1 });
const by =
  (more: object = {}) =>
  async (started: Started): Promise<Doing> => [owner, { ...camera(started), ...more }];

const OPEN_PAST = { place: 'device', segment: { ...SPAN, id: null }, at: SPAN.from };
const memberOf = async ({ member }: Started, person: string) => ({ memberId: (await member(person))!.memberId });

const emptyStore = ({ rig }: Started): Promise<string> =>
  rig.setup.createStore({ name: '空店', zone: 'Asia/Shanghai', order: 9 });

async function openId({ owner: call, ...started }: Started, action: 'live.open' | 'playback.open') {
  const more = action === 'live.open' ? { quality: 'sub' } : OPEN_PAST;
  const at = { channelId: started.chain.channels.a1 };
  return { openId: dataOf(action, await call(action, { ...at, ...more })).openId };
}

async function clip(started: Started) {
  const wish = { ...camera(started), place: 'device', ...SPAN, requestKey: 'request-key' };
  const { id } = dataOf('clip.request', await started.owner('clip.request', wish));
  await started.owner('clip.check', { id });
  return { id };
}

const KEYS = { key: 'secret-key', secret: 'secret' };

const KEYED = { requestKey: 'request-key' };
const SEND = { data: { text: 'ping' }, requestKey: 'request-key' };

async function object({ owner: call, chain: { accountId } }: Started) {
  await call('object.put', { accountId, fileId: OBJECT, name: 'plan.bin', description: '', requestKey: 'request-key' });
  return { accountId, name: 'plan.bin' };
}

/** How each call that shows or changes something is made where it can be; `person` and what they send. */
export const DEEDS: Partial<Record<Action, (started: Started) => Promise<Doing>>> = {
  'live.open': by({ quality: 'sub' }),
  'live.close': async (started) => [owner, await openId(started, 'live.open')],
  'live.elsewhere': by(),
  'playback.open': by(OPEN_PAST),
  'playback.close': async (started) => [owner, await openId(started, 'playback.open')],
  'video.rename': by({ id: 'video-1', name: '收银台' }),
  'video.remove': by({ ids: ['video-1'] }),
  'clip.request': by({ place: 'device', ...SPAN, requestKey: 'request-key' }),
  'clip.open': async (started) => [owner, { ...(await clip(started)), part: 0 }],
  'clip.retry': async (started) => [owner, await clip(started)],
  'clip.remove': async (started) => [owner, await clip(started)],
  'ptz.hold': by({ motion: 'left', speed: 2, holdId: 'hold-0001' }),
  'ptz.stop': by({ motion: 'left', holdId: 'hold-0001' }),
  'ptz.step': by({ motion: 'left', speed: 2, holdId: 'step-0001', ms: 300 }),
  'preset.save': by({ name: '收银台', ...KEYED }),
  'preset.go': by({ id: '1' }),
  'preset.remove': by({ id: '1' }),
  'talk.send': by({ fileId: MESSAGE, requestKey: 'request-key' }),
  'phrase.play': by({ id: phraseId('vendor', PHRASES.vendor[0]!), ...KEYED }),
  'switch.set': by({ change: { name: 'mirror', axis: 'both' }, ...KEYED }),
  'snapshot.take': by(),
  'cover.refresh': by(),
  'picture.list': by({ ...SPAN, page: 1 }),
  'picture.add': by({ fileId: STILL, takenAt: NOON, ...KEYED }),
  'picture.remove': by({ id: 'picture-1' }),
  'owner.claim': async ({ rig }) => {
    await rig.database.collection('members').remove({ _id: owner });
    return [BEARER, { code: 'open-sesame-open-sesame', name: '老板', notice: NOTICE }];
  },
  'member.grant': async (started) => {
    const place = { storeId: started.chain.stores.A, role: 'staff', rights: ['view'], hours: null };
    return [owner, { ...(await memberOf(started, staffA)), ...place }];
  },
  'member.remove': async (started) => [owner, await memberOf(started, staffA)],
  'member.own': async (started) => [owner, { ...(await memberOf(started, staffA)), owner: true }],
  'member.rename': async (started) => [owner, { ...(await memberOf(started, staffA)), name: '小李' }],
  'invite.make': async ({ wishInvite }) => [owner, wishInvite()],
  'invite.revoke': async ({ invite }) => [owner, { id: (await invite()).invite.id }],
  'invite.accept': async ({ invite }) => [BEARER, { code: (await invite()).code, name: '小王', notice: NOTICE }],
  'share.make': async ({ wishShare }) => [owner, wishShare()],
  'share.open': async ({ share }) => [BEARER, { code: (await share()).code, notice: NOTICE }],
  'share.revoke': async ({ share }) => [owner, { id: (await share()).share.id }],
  'code.replace': by(KEYED),
  'account.add': async () => [owner, { vendor: 'fake', name: '总部', credentials: KEYS, requestKey: 'request-key' }],
  'account.rename': async ({ chain: { accountId } }) => [owner, { accountId, name: '华东' }],
  'account.rotate': async ({ chain: { accountId } }) => [owner, { accountId, credentials: KEYS }],
  'account.remove': async ({ chain: { accountId } }) => [owner, { accountId, name: '总部' }],
  'offer.take': async ({ rig, chain }) => {
    const { accountId, channels } = chain;
    const channel = await rig.database.collection('channels').get(channels.a2);
    await rig.database.collection('offers').add([renameOffer(channel!, '后门', NOON)]);
    return [owner, { accountId, offers: [{ id: channels.a2 }] }];
  },
  'camera.add': async ({ chain: { accountId, driver, stores } }) => {
    driver.devices = makeDevices({ stock: [makeListed('SERIAL-K20000001')] });
    const label = { serial: 'SERIAL-K20000001', code: 'KANDIA', name: '新机位', requestKey: 'request-key' };
    return [owner, { accountId, storeId: stores.A, ...label }];
  },
  'camera.extend': by({ number: '7', name: '后门' }),
  'data.send': by(SEND),
  'command.send': by(SEND),
  'encryption.set': async ({ chain: { accountId } }) => [owner, { accountId, on: true }],
  'object.put': async ({ chain: { accountId } }) => {
    const file = { fileId: OBJECT, name: 'plan.bin', description: '' };
    return [owner, { accountId, ...file, requestKey: 'request-key' }];
  },
  'object.open': async (started) => [owner, await object(started)],
  'object.remove': async (started) => [owner, await object(started)],
  'store.create': async () => [owner, { name: '新店', address: '', zone: 'Asia/Shanghai', requestKey: 'request-key' }],
  'store.edit': async ({ chain: { stores } }) => [owner, { storeId: stores.A, name: '南京东路店' }],
  'store.order': async ({ chain: { stores } }) => [owner, { storeIds: [stores.B, stores.A] }],
  'store.archive': async (started) => [owner, { storeId: await emptyStore(started) }],
  'store.restore': async (started) => {
    const storeId = await emptyStore(started);
    await started.rig.database.collection('stores').update({ _id: storeId }, { archivedAt: NOON - HOUR });
    return [owner, { storeId }];
  },
  'camera.rename': by({ name: '新名字' }),
  'camera.move': async (started) => [owner, { ...camera(started), storeId: started.chain.stores.B }],
  'camera.hide': by({ hidden: true }),
  'camera.remove': async (started) => {
    started.chain.driver.devices = { ...makeDevices({}), remove: () => Promise.resolve() };
    return [owner, { ...camera(started), name: '收银台' }];
  },
  'audit.export': async () => [owner, { language: 'en' }],
  'privacy.agree': async ({ rig }) => {
    await rig.database.collection('members').update({ _id: staffA }, { agreedTo: 'of old' });
    return [staffA, { notice: NOTICE }];
  },
  'account.delete': async () => [staffA, {}],
};

/** Deeds that leave no line in the audit, and are not told of with the others. */
export const QUIET_DEEDS: typeof DEEDS = {
  'watching.beat': async ({ chain, owner: call }) => {
    const reply = await call('live.open', { channelId: chain.channels.a1, quality: 'sub' });
    if (!reply.ok) throw new Error(reply.error.code);
    return [owner, { openId: (reply.data as { openId: string }).openId }];
  },
  'code.image': async ({ chain }) => [owner, { channelId: chain.channels.a1, style: 'link' }],
  'import.refresh': async ({ chain }) => [owner, { accountId: chain.accountId }],
  'notice.allow': async () => [owner, { requestKey: 'request-key', kinds: ['offline'] }],
  'notice.quiet': async () => [owner, { quiet: { from: 60, to: 120 } }],
};

/** Calls whose input names the wish, so that it is told from another one like it. */
export type Keyed =
  { [A in Action]: InputOf<A> extends { readonly requestKey: string } ? A : never }[Action] | 'ptz.step';
