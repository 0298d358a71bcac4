import fc from 'fast-check';
import type { Action } from '../../../typings/contract/calls';
import type { Right } from '../../../typings/contract/domain';
import type { Grant } from '../../../cloudfunctions/core/documents';
import { createRig, dataOf, makeChannel, NOON, PERSONAS, SETTINGS } from '../../support/cloud-rig';
import { FakeDriver } from '../../support/cloud-rig';
import { offerControl } from '../../support/fake-control';
import { offerTools } from '../../support/fake-tools';
import { offerClips, offerRecordings, offerVideos } from '../../support/fake-past';

/*
 * Whatever somebody asks, with whatever ids they got hold of: no answer may hold an id, a name or an address of a store
 * in which they have no right.
 */
const HOUR = 3_600_000;
const STORES = ['A', 'B', 'C'] as const;
type Store = (typeof STORES)[number];

const notice = SETTINGS.notice.version;
const night = { from: 0, to: 60, zone: 'Asia/Shanghai' };

/** Every text by which a store could be known is made of its own mark. */
const markOf = (store: Store): string => `marked-${store}`;

async function startChain() {
  const rig = createRig();
  const { setup, database } = rig;
  const driver = new FakeDriver();
  const storeIds: Record<Store, string> = { A: '', B: '', C: '' };
  for (const [order, store] of STORES.entries()) {
    storeIds[store] = await setup.createStore({ name: `${markOf(store)}-name`, zone: 'Asia/Shanghai', order });
  }
  const accountId = await setup.createAccount({
    vendor: 'fake',
    name: '总部',
    credentials: {},
    inboxStoreId: storeIds.A,
  });
  rig.drivers.set(accountId, driver);
  offerRecordings(driver);
  offerVideos(driver);
  offerClips(driver);
  offerControl(driver);
  offerTools(driver);
  const channels = STORES.map((store, order) =>
    makeChannel(accountId, `${markOf(store)}-serial`, {
      store: { _id: storeIds[store], order, name: `${markOf(store)}-name` },
      name: `${markOf(store)}-camera`,
    }),
  );
  await database.collection('channels').add(channels);
  await setup.createMember({ openid: PERSONAS.owner, name: '老板', grants: [{ role: 'owner' }] });
  for (const store of STORES) {
    const grants: Grant[] = [{ role: 'staff', storeId: storeIds[store] }];
    await setup.createMember({ openid: `openid-${markOf(store)}`, name: `${markOf(store)}-person`, grants });
  }
  return { rig, storeIds, channelIds: channels.map(({ _id }) => _id), instance: rig.startInstance() };
}

type Chain = Awaited<ReturnType<typeof startChain>>;

/** Ids of everything there is in each store, as somebody might have got hold of them. */
async function furnish({ instance, storeIds, channelIds }: Chain) {
  const asOwner = async <A extends Action>(action: A, data: unknown) =>
    dataOf(action, await instance.call(PERSONAS.owner, action, data));
  const things = [];
  for (const [index, store] of STORES.entries()) {
    const [storeId, channelId] = [storeIds[store], channelIds[index] ?? ''];
    const until = NOON + HOUR;
    const requestKey = `leak-key-${store}`;
    const made = await asOwner('invite.make', { role: 'staff', storeIds: [storeId], expiresAt: until, requestKey });
    const shared = await asOwner('share.make', {
      ...{ channelIds: [channelId], view: { kind: 'live' }, until, most: null, watermark: true, requestKey },
    });
    const { members } = await asOwner('member.list', { storeId });
    const memberId = members.find(({ owner }) => !owner)?.id ?? '';
    await asOwner('live.open', { channelId, quality: 'sub' });
    things.push({ storeId, channelId, memberId, invite: made.invite.id, share: shared.share.id });
  }
  return things;
}

type Things = Awaited<ReturnType<typeof furnish>>[number];

/** The calls that tell something of stores, asked about the things of any store. */
const QUESTIONS: readonly (readonly [Action, (of: Things) => object])[] = [
  ['session.start', () => ({})],
  ['store.list', () => ({})],
  ['channel.list', () => ({})],
  ['channel.list', ({ storeId }) => ({ storeId })],
  ['channel.list', () => ({ query: 'marked' })],
  ['channel.status', ({ channelId }) => ({ ids: [channelId] })],
  ['channel.abilities', ({ channelId }) => ({ channelId })],
  ['live.open', ({ channelId }) => ({ channelId, quality: 'sub' })],
  ['playback.day', ({ channelId }) => ({ channelId, place: 'device' })],
  ['clip.list', () => ({})],
  ['preset.list', ({ channelId }) => ({ channelId })],
  ['switch.read', ({ channelId }) => ({ channelId })],
  ['entry.look', ({ channelId }) => ({ code: channelId })],
  ['entry.look', ({ share }) => ({ code: share })],
  ['member.list', () => ({})],
  ['member.list', ({ storeId }) => ({ storeId })],
  ['member.rename', ({ memberId }) => ({ memberId, name: '别名' })],
  ['invite.list', () => ({})],
  ['invite.code', ({ invite }) => ({ id: invite })],
  ['share.list', () => ({})],
  ['share.code', ({ share }) => ({ id: share })],
  ['audit.list', () => ({})],
  ['audit.list', ({ storeId }) => ({ storeId })],
  ['audit.list', ({ channelId }) => ({ channelId })],
  ['audit.list', ({ memberId }) => ({ memberId })],
  ['audit.export', () => ({ language: 'zh-CN' })],
  ['watching.list', ({ channelId }) => ({ channelId })],
  ['camera.health', ({ channelId }) => ({ channelId })],
  ['privacy.agree', () => ({ notice })],
  ['account.list', () => ({})],
  ['tool.accounts', () => ({})],
  ['message.list', ({ channelId }) => ({ channelId, from: NOON - HOUR, to: NOON })],
  ['command.send', ({ channelId }) => ({ channelId, data: { text: 'ping' }, requestKey: 'leak-key-1' })],
];

const right: fc.Arbitrary<Right> = fc.constantFrom('playback', 'ptz', 'capture', 'share', 'manage');
/** What somebody holds in one of the stores; null for nothing. */
const holding = fc.oneof(
  fc.constant(null),
  fc.record({ role: fc.constantFrom('manager' as const, 'staff' as const) }),
  fc.record({
    role: fc.constant('staff' as const),
    rights: fc.uniqueArray(right).map((more) => ['view' as const, ...more]),
  }),
  fc.record({ role: fc.constant('manager' as const), hours: fc.constant(night) }),
);

test('no answer holds an id, a name or an address of a store in which the caller has no right', async () => {
  await fc.assert(
    fc.asyncProperty(fc.tuple(holding, holding, holding), async (held) => {
      const chain = await startChain();
      const things = await furnish(chain);
      const grants = held.flatMap((one, index) => {
        const storeId = chain.storeIds[STORES[index] ?? 'A'];
        return one === null ? [] : [{ ...one, storeId }];
      });
      await chain.rig.setup.createMember({ openid: 'curious', name: '好奇的人', grants });
      const foreign = STORES.filter((_, index) => held[index] === null);
      const secrets = foreign.flatMap((store) => {
        const thing = things[STORES.indexOf(store)];
        return [markOf(store), ...(thing ? Object.values(thing) : [])];
      });
      for (const thing of things) {
        for (const [action, input] of QUESTIONS) {
          const asked = input(thing);
          const answer = JSON.stringify(await chain.instance.call('curious', action, asked));
          const told = secrets.filter((secret) => answer.includes(secret));
          expect({ action, asked, told }).toEqual({ action, asked, told: [] });
        }
      }
    }),
    { numRuns: 25 },
  );
});
