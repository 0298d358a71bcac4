import { makeCode } from '../../../cloudfunctions/core/tickets/code';
import { dataOf } from '../../support/cloud-rig';
import { BEARER, createTicketRig, HOUR, NOON, NOTICE, PERSONAS } from '../../support/ticket-rig';

async function start() {
  const tickets = await createTicketRig();
  const { rig, chain, instance } = tickets;
  const stick = async (channelId: string): Promise<string> => {
    dataOf('code.image', await instance.call(PERSONAS.owner, 'code.image', { channelId, style: 'link' }));
    return (await rig.database.collection('codes').get(channelId))?.code ?? '';
  };
  return { ...tickets, a1: await stick(chain.channels.a1), b1: await stick(chain.channels.b1) };
}

describe('the code on a camera', () => {
  test('leads to the camera whoever has any right on it', async () => {
    const { chain, look, a1, b1, share, open } = await start();
    for (const person of [PERSONAS.owner, PERSONAS.managerA, PERSONAS.staffA]) {
      expect(await look(a1, person)).toEqual({ kind: 'camera', channelId: chain.channels.a1 });
    }
    expect(await look(b1, PERSONAS.guest)).toEqual({ kind: 'camera', channelId: chain.channels.b1 });
    const past = { kind: 'playback', place: 'device', from: NOON - HOUR, to: NOON } as const;
    await open((await share({ view: past })).code);
    expect(await look(a1)).toEqual({ kind: 'camera', channelId: chain.channels.a1 });
  });

  test('is answered to anybody else like one that nobody knows, word for word', async () => {
    const { instance, a1, b1 } = await start();
    const ask = async (person: string, code: string) => instance.call(person, 'entry.look', { code });
    const unknown = await ask(PERSONAS.stranger, makeCode('camera'));
    expect(unknown).toMatchObject({ ok: false, error: { code: 'not-found' } });
    for (const person of [PERSONAS.stranger, PERSONAS.expired, BEARER]) expect(await ask(person, a1)).toEqual(unknown);
    for (const code of [b1, makeCode('camera')]) expect(await ask(PERSONAS.staffA, code)).toEqual(unknown);
  });

  test('says outside of somebody’s hours when it will lead there', async () => {
    const { instance, chain, give, a1 } = await start();
    const hours = { from: 8 * 60, to: 18 * 60, zone: 'Asia/Shanghai' };
    const day = await give('openid-day', { role: 'staff', storeId: chain.stores.A, hours });
    const refused = { code: 'outside-hours', retryAt: Date.UTC(2026, 0, 2) };
    expect(await instance.call(day, 'entry.look', { code: a1 })).toMatchObject({ ok: false, error: refused });
  });

  test('of a camera that is gone is unknown, also to the owner', async () => {
    const { rig, chain, outcome, b1 } = await start();
    await rig.database.collection('channels').remove({ _id: chain.channels.b1 });
    rig.clock.advance(30_000); // what an instance remembers of a camera
    expect(await outcome(PERSONAS.owner, 'entry.look', { code: b1 })).toBe('not-found');
  });
});

test('an invitation says what it is for, and says no store once it has ended', async () => {
  const { rig, chain, invite, look, accept, outcome } = await start();
  const { A, B } = chain.stores;
  const wish = { role: 'manager', storeIds: [A, B] } as const;
  const [one, late, back] = [await invite(wish, PERSONAS.owner), await invite(), await invite()];
  const shown = { kind: 'invite', role: 'manager', by: 'owner', expiresAt: NOON + HOUR };
  const stores = ['上海南京路店', '北京王府井店'];
  expect(await look(one.code, PERSONAS.stranger)).toEqual({ ...shown, state: 'open', accepted: false, stores });
  await accept(one.code);
  for (const [person, accepted] of [[PERSONAS.stranger, false] as const, [BEARER, true] as const]) {
    expect(await look(one.code, person)).toEqual({ ...shown, state: 'used', accepted, stores: [] });
  }
  await outcome(PERSONAS.managerA, 'invite.revoke', { id: back.invite.id });
  expect(await look(back.code)).toMatchObject({ state: 'revoked', stores: [] });
  rig.clock.advance(HOUR);
  expect(await look(late.code)).toMatchObject({ state: 'expired', stores: [] });
});

test('a share says what it shows, and not which cameras', async () => {
  const { chain, share, instance } = await start();
  const { a1, a2 } = chain.channels;
  const { code } = await share({ channelIds: [a1, a2], watermark: true });
  const reply = await instance.call(BEARER, 'entry.look', { code });
  expect(dataOf('entry.look', reply)).toEqual({
    ...{ kind: 'share', state: 'open', view: 'live', cameras: 2, by: 'managerA', until: NOON + HOUR },
    ...{ watermark: true, opened: false },
  });
  for (const secret of [a1, a2, chain.stores.A, '上海南京路店', '收银台']) {
    expect(JSON.stringify(reply)).not.toContain(secret);
  }
});

test('a code opens nothing but what it was made for, and an id is no code', async () => {
  const { invite, share, outcome, a1, chain, rig } = await start();
  const [invited, shared] = [await invite(), await share()];
  const accept = async (code: string) => outcome(BEARER, 'invite.accept', { code, name: '小王', notice: NOTICE });
  const open = async (code: string) => outcome(BEARER, 'share.open', { code, notice: NOTICE });
  const look = async (code: string) => outcome(BEARER, 'entry.look', { code });
  const swap = (code: string, letter: string): string => letter + code.slice(1);
  const others = [a1, swap(invited.code, 's'), swap(shared.code, 'i'), swap(a1, 'i'), swap(a1, 's')];
  const ids = [invited.invite.id, shared.share.id, chain.channels.a1, chain.stores.A, PERSONAS.owner];
  const shapes = ['i', ' ', `${invited.code} `, invited.code.toUpperCase(), `i${'0'.repeat(24)}`, '收银台'];
  for (const code of [...others, ...ids, ...shapes, shared.code]) expect(await accept(code)).toBe('not-found');
  for (const code of [...others, ...ids, ...shapes, invited.code]) expect(await open(code)).toBe('not-found');
  for (const code of [...others, ...ids, ...shapes]) expect(await look(code)).toBe('not-found');
  expect(rig.database.all('members').map(({ _id }) => _id)).not.toContain(BEARER);
});

test('looking changes nothing', async () => {
  const { rig, invite, share, look, a1 } = await start();
  const codes = [(await invite()).code, (await share()).code];
  rig.database.takeOperations();
  for (const code of codes) await look(code);
  await look(a1, PERSONAS.staffA);
  expect(rig.database.writes).toEqual([]);
});
