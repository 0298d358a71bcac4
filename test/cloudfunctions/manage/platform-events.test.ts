import { obeyPlatform } from '../../../cloudfunctions/core/people/platform-events';
import { createLimiter } from '../../../cloudfunctions/core/limiter';
import { createRouter } from '../../../cloudfunctions/core/router';
import { handlers } from '../../../cloudfunctions/manage/handlers/index';
import { createRig, PERSONAS, seedChain, SETTINGS } from '../../support/cloud-rig';

/** As WeChat's guide shows it. */
const eventOf = (Event: string, OpenID: string, more: object = {}) => ({
  ...{ ToUserName: 'gh_870882ca4b1', FromUserName: 'oaKk346BaWE-eIn4oSRWbaM9vR7s', CreateTime: 1627359464 },
  ...{ MsgType: 'event', Event, OpenID, AppID: 'wx13974bf780d3dc89', ...more },
});
const revokeOf = (person: string, RevokeInfo: unknown) => eventOf('user_authorization_revoke', person, { RevokeInfo });
const cancelOf = (person: string) => eventOf('user_authorization_cancellation', person);

async function start() {
  const rig = createRig();
  await seedChain(rig);
  const { services } = rig.startInstance();
  const limiter = createLimiter({ burst: 100, everyMs: 1 });
  const answer = obeyPlatform(services, createRouter({ handlers, services, limiter }));
  const push = (event: unknown, person: string | null = null, isUser = person !== null) =>
    answer(event, { person, isUser, requestId: 'request-1' });
  const member = (openid: string) => rig.database.collection('members').get(openid);
  return { rig, push, member };
}

test.each(['6', 6, '19'])('a nickname taken back (%p) is forgotten, and nothing else of the person', async (info) => {
  const { rig, push, member } = await start();
  const before = await member(PERSONAS.staffA);
  expect(await push(revokeOf(PERSONAS.staffA, info))).toBe('success');
  expect(await member(PERSONAS.staffA)).toEqual({ ...before, name: '', revision: 1 });
  expect(rig.database.all('audit')).toMatchObject([{ action: 'member.rename', person: PERSONAS.staffA, result: 'ok' }]);
});

test('a name that is forgotten already costs no line of the audit, however often it is taken back', async () => {
  const { rig, push } = await start();
  for (let time = 0; time < 3; time += 1) {
    expect(await push(revokeOf(PERSONAS.guest, '6'), PERSONAS.guest)).toBe('success');
  }
  expect(rig.database.all('audit')).toHaveLength(1);
});

test.each(['5', 8, undefined])('what we do not have (%p) is taken back without a change', async (info) => {
  const { rig, push } = await start();
  rig.database.takeOperations();
  expect(await push(revokeOf(PERSONAS.staffA, info))).toBe('success');
  expect(rig.database.writes).toEqual([]);
});

test('a WeChat account that is gone takes the member along', async () => {
  const { rig, push, member } = await start();
  expect(await push(cancelOf(PERSONAS.staffA))).toBe('success');
  expect(await member(PERSONAS.staffA)).toBeNull();
  expect(rig.database.all('audit')).toMatchObject([{ action: 'account.delete', person: PERSONAS.staffA }]);
  expect(await push(cancelOf(PERSONAS.staffA))).toBe('success'); // WeChat repeats what it had no answer to
});

test('even the last owner’s goes with it, and the bootstrap code counts again', async () => {
  const { push, member } = await start();
  expect(await push(cancelOf(PERSONAS.owner))).toBe('success');
  expect(await member(PERSONAS.owner)).toBeNull();
  const claim = { code: SETTINGS.bootstrap, name: '新店主', notice: SETTINGS.notice.version };
  expect(await push({ action: 'owner.claim', data: claim }, 'openid-next')).toMatchObject({ ok: true });
});

test('an event about somebody unknown is understood and changes nothing', async () => {
  const { rig, push } = await start();
  rig.database.takeOperations();
  for (const event of [cancelOf('nobody'), revokeOf('nobody', '6')]) expect(await push(event)).toBe('success');
  expect(rig.database.writes).toEqual([]);
});

test('a person may say it of themselves, but of nobody else', async () => {
  const { push, member } = await start();
  const refused = { ok: false, error: { code: 'invalid-argument' } };
  expect(await push(cancelOf(PERSONAS.staffA), PERSONAS.managerA)).toMatchObject(refused);
  expect(await push(revokeOf(PERSONAS.staffA, '6'), PERSONAS.stranger)).toMatchObject(refused);
  expect(await push(cancelOf(PERSONAS.staffA), null, true)).toMatchObject(refused); // a user, but not from WeChat
  expect((await member(PERSONAS.staffA))?.name).toBe('staffA');
  expect(await push(cancelOf(PERSONAS.staffA), PERSONAS.staffA)).toBe('success');
  expect(await member(PERSONAS.staffA)).toBeNull();
});

test.each([
  ['another event', eventOf('user_enter_tempsession', PERSONAS.staffA)],
  ['a message', { ...cancelOf(PERSONAS.staffA), MsgType: 'text' }],
  ['an event of nobody', { ...cancelOf(PERSONAS.staffA), OpenID: '' }],
  ['an event of everybody', { ...cancelOf(PERSONAS.staffA), OpenID: { $ne: '' } }],
  ['nothing', null],
])('%s is refused as any call that is none', async (_, event) => {
  const { rig, push } = await start();
  rig.database.takeOperations();
  expect(await push(event)).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
  expect(rig.database.operations).toEqual([]);
});

test('where the database fails, WeChat does not hear that it was understood', async () => {
  const { rig, push, member } = await start();
  rig.database.failing = 'members.remove';
  await expect(push(cancelOf(PERSONAS.staffA))).rejects.toThrow();
  rig.database.failing = null;
  expect(await push(cancelOf(PERSONAS.staffA))).toBe('success');
  expect(await member(PERSONAS.staffA)).toBeNull();
});
