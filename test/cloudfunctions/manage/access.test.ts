import type { AuditCalls } from '../../../typings/contract/audit';
import type { CodeCalls, EntryCalls } from '../../../typings/contract/codes';
import type { PeopleCalls } from '../../../typings/contract/people';
import { makeCode } from '../../../cloudfunctions/core/tickets/code';
import { auditHandlers } from '../../../cloudfunctions/manage/handlers/audit-handlers';
import { peopleHandlers } from '../../../cloudfunctions/manage/handlers/people-handlers';
import { ticketHandlers } from '../../../cloudfunctions/manage/handlers/ticket-handlers';
import { entryHandlers } from '../../../cloudfunctions/monitor/handlers/entry-handlers';
import { accessCases, createOtherCallers, type AccessRow } from '../../support/access-table';
import { createRig, dataOf, NOON, outcomeOf, PERSONAS, seedChain, SETTINGS } from '../../support/cloud-rig';

type Call = keyof PeopleCalls | keyof CodeCalls | keyof AuditCalls | keyof EntryCalls;
type Store = 'A' | 'B';

const HOUR = 3_600_000;
const notice = SETTINGS.notice.version;

/** What a world holds of one store. */
interface Things {
  readonly storeId: string;
  readonly channelId: string;
  readonly colleague: string;
  readonly invite: { readonly id: string; readonly code: string };
  readonly share: { readonly id: string; readonly code: string };
  readonly cameraCode: string;
}

type World = Awaited<ReturnType<typeof startWorld>>;

async function startWorld() {
  const rig = createRig();
  const chain = await seedChain(rig);
  const { A, B } = chain.stores;
  const staff = (storeId: string) => ({ role: 'staff', storeId }) as const;
  await rig.setup.createMember({ openid: 'openid-colleague-a', name: '同事甲', grants: [staff(A)] });
  await rig.setup.createMember({ openid: 'openid-colleague-b', name: '同事乙', grants: [staff(B)] });
  await createOtherCallers(rig, [A], 'staff');
  const instance = rig.startInstance();
  const asOwner = async <C extends Call>(action: C, data: unknown) =>
    dataOf(action, await instance.call(PERSONAS.owner, action, data));
  async function furnish(store: Store): Promise<Things> {
    const storeId = chain.stores[store];
    const channelId = chain.channels[store === 'A' ? 'a1' : 'b1'];
    const { members } = await asOwner('member.list', { storeId });
    const name = store === 'A' ? '同事甲' : '同事乙';
    const key = `table-key-${store}`;
    const made = await asOwner('invite.make', {
      ...{ role: 'staff', storeIds: [storeId], expiresAt: NOON + HOUR, requestKey: key },
    });
    const shared = await asOwner('share.make', {
      ...{ channelIds: [channelId], view: { kind: 'live' }, until: NOON + HOUR },
      ...{ most: null, watermark: false, requestKey: key },
    });
    const cameraCode = makeCode('camera');
    await rig.database.collection('codes').add([{ _id: channelId, code: cameraCode }]);
    return {
      storeId,
      channelId,
      colleague: members.find((member) => member.name === name)?.id ?? '',
      invite: { id: made.invite.id, code: made.code },
      share: { id: shared.share.id, code: shared.code },
      cameraCode,
    };
  }
  const things = { A: await furnish('A'), B: await furnish('B') };
  const opened = await instance.call(PERSONAS.owner, 'live.open', { channelId: things.A.channelId, quality: 'sub' });
  const { openId } = dataOf('live.open', opened);
  rig.database.takeOperations();
  return { rig, instance, things, openId };
}

const granted = { role: 'staff', rights: ['view'], hours: null } as const;

/** The input of each call about a store, and what comes of it for each caller in store A and in store B. */
const TABLE: Readonly<Record<Call, AccessRow<(of: Things, world: World) => object>>> = {
  'entry.look': [({ cameraCode }) => ({ code: cameraCode }), 'ooohnnnnu', 'onnnonnnu'],
  'share.open': [({ share }) => ({ code: share.code, notice }), 'oooooooou', 'oooooooou'],
  'watching.beat': [(_, { openId }) => ({ openId }), 'onnnnpppu', 'onnnnpppu'],
  'owner.claim': [() => ({ code: SETTINGS.bootstrap, name: '老板', notice }), 'otttttttu', 'otttttttu'],
  'member.list': [({ storeId }) => ({ storeId }), 'ooppnpppu', 'onnnnpppu'],
  'member.grant': [
    ({ storeId, colleague }) => ({ memberId: colleague, storeId, ...granted }),
    'ooppnpppu',
    'onnnnpppu',
  ],
  'member.remove': [({ storeId, colleague }) => ({ memberId: colleague, storeId }), 'ooppnpppu', 'onnnnpppu'],
  'member.own': [({ colleague }) => ({ memberId: colleague, owner: true }), 'opppppppu', 'opppppppu'],
  'member.rename': [({ colleague }) => ({ memberId: colleague, name: '新名字' }), 'ooppppppu', 'onppppppu'],
  'invite.make': [
    ({ storeId }) => ({ role: 'staff', storeIds: [storeId], expiresAt: NOON + HOUR, requestKey: 'another-key' }),
    'ooppnpppu',
    'onnnnpppu',
  ],
  'invite.list': [() => ({}), 'ooooopppu', 'ooooopppu'],
  'invite.revoke': [({ invite }) => ({ id: invite.id }), 'oonnnpppu', 'onnnnpppu'],
  'invite.code': [({ invite }) => ({ id: invite.id }), 'onnnnpppu', 'onnnnpppu'],
  'invite.image': [({ invite }) => ({ id: invite.id, style: 'link' }), 'onnnnpppu', 'onnnnpppu'],
  'invite.accept': [({ invite }) => ({ code: invite.code, name: '新人', notice }), 'oooooooou', 'oooooooou'],
  'share.make': [
    ({ channelId }) => ({
      ...{ channelIds: [channelId], view: { kind: 'live' }, until: NOON + HOUR },
      ...{ most: 1, watermark: true, requestKey: 'another-key' },
    }),
    'ooppnpppu',
    'onnnppppu',
  ],
  'share.list': [() => ({}), 'ooooopppu', 'ooooopppu'],
  'share.revoke': [({ share }) => ({ id: share.id }), 'oonnnpppu', 'onnnnpppu'],
  'share.code': [({ share }) => ({ id: share.id }), 'onnnnpppu', 'onnnnpppu'],
  'share.image': [({ share }) => ({ id: share.id, style: 'link' }), 'onnnnpppu', 'onnnnpppu'],
  'code.image': [({ channelId }) => ({ channelId, style: 'link' }), 'ooppnpppu', 'onnnppppu'],
  'code.replace': [({ channelId }) => ({ channelId, requestKey: 'another-key' }), 'ooppnpppu', 'onnnppppu'],
  'code.styles': [() => ({}), 'ooooopppu', 'ooooopppu'],
  'audit.list': [({ storeId }) => ({ storeId }), 'oooonpppu', 'onnnopppu'],
  'audit.export': [({ storeId }) => ({ storeId, language: 'en' }), 'oooonpppu', 'onnnopppu'],
  'watching.list': [({ channelId }) => ({ channelId }), 'ooppnpppu', 'onnnppppu'],
  'privacy.agree': [() => ({ notice }), 'ooooopppu', 'ooooopppu'],
  'account.delete': [() => ({}), 'coooooopu', 'coooooopu'],
};

test('every call about people and codes has its rights proved here', () => {
  const served = [peopleHandlers, ticketHandlers, auditHandlers, entryHandlers].flatMap((some) => Object.keys(some));
  expect(new Set(Object.keys(TABLE))).toEqual(new Set(served));
});

test.each(accessCases(TABLE, ['A', 'B']))('$action in store $which by $caller is $expected', async (one) => {
  const world = await startWorld();
  const before = world.rig.database.all('audit').length;

  const reply = await world.instance.call(one.person, one.action, one.input(world.things[one.which], world));

  expect(outcomeOf(reply)).toBe(one.expected);
  if (one.expected !== 'ok') {
    expect(world.rig.database.writes.filter((write) => !write.startsWith('leases'))).toEqual([]);
    expect(world.rig.database.all('audit')).toHaveLength(before);
  }
});
