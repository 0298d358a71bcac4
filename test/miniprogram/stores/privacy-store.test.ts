import { ClaimStore } from '../../../miniprogram/manage/stores/claim-store';
import { PrivacyStore } from '../../../miniprogram/manage/stores/privacy-store';
import { claimProblem, noticeWords, privacyProblem } from '../../../miniprogram/manage/stores/privacy-words';
import { dictionaries } from '../../../miniprogram/manage/i18n/index';
import { SessionStore } from '../../../miniprogram/stores/session-store';
import { CallFailed } from '../../../miniprogram/utils/call-failed';
import { Answers, makeDeferred } from '../support/answers';
import { NOTICE } from '../support/cloud';
import { makeSession, staff } from '../support/entry-rig';
import { NOON } from '../support/phone';

const words = dictionaries['zh-CN'];

async function makePrivacy() {
  const cloud = new Answers().on('session.start', () => makeSession({ member: { ...staff, agreed: false } }));
  const session = new SessionStore({ call: cloud.call });
  await session.start();
  const done: string[] = [];
  const deps = { call: cloud.call, session, onChanged: () => void done.push('changed') };
  const privacy = new PrivacyStore({ ...deps, forgetPerson: async () => void done.push('forgotten') });
  return { cloud, session, done, privacy, claim: new ClaimStore(deps) };
}

describe('the notice', () => {
  test('a member agrees to the version that was shown', async () => {
    const { cloud, privacy, done } = await makePrivacy();
    expect(privacy.asksAgreement).toBe(true);
    cloud.on('privacy.agree', () => null).on('session.start', () => makeSession({ member: staff }));

    expect(await privacy.agree()).toBe(true);
    expect(cloud.inputs('privacy.agree')).toEqual([{ notice: NOTICE.version }]);
    expect([privacy.asksAgreement, done]).toEqual([false, ['changed']]);
  });

  test('one that changed meanwhile is fetched, to be read again', async () => {
    const { cloud, session, privacy } = await makePrivacy();
    cloud.refuse('privacy.agree', 'conflict').on('session.start', () => {
      return makeSession({ member: { ...staff, agreed: false }, notice: { ...NOTICE, version: '2027-01' } });
    });

    expect(await privacy.agree()).toBe(false);
    expect(session.notice?.version).toBe('2027-01');
    expect(privacyProblem(privacy.problem, words)).toContain('说明刚刚又更新了');
  });

  test('says how long the audit is kept, and whom to ask', () => {
    const notice = noticeWords({ ...NOTICE, auditDays: 90, contact: '王经理 021-1' }, words);
    const text = JSON.stringify(notice);

    expect(text).toContain('操作记录留 90 天');
    expect(text).toContain('王经理 021-1');
    expect(text).not.toContain('{days}');
    expect(noticeWords(null, words)).toBeNull();
  });
});

describe('the way out', () => {
  test('leaves nothing in the cloud, nothing on the phone, and a stranger', async () => {
    const { cloud, session, privacy, done } = await makePrivacy();
    cloud.on('account.delete', () => null).on('session.start', () => makeSession());

    expect(await privacy.deleteAccount()).toBe(true);
    expect(done).toEqual(['forgotten', 'changed']);
    expect(session.state.kind).toBe('stranger');
  });

  test('is refused to the last owner, in words, and nothing is forgotten', async () => {
    const { cloud, privacy, done } = await makePrivacy();
    cloud.refuse('account.delete', 'conflict');

    expect(await privacy.deleteAccount()).toBe(false);
    expect(done).toEqual([]);
    expect(privacyProblem(privacy.problem, words)).toContain('最后一位老板');
  });

  test('whose answer got lost is finished by the next try', async () => {
    const { cloud, privacy, done } = await makePrivacy();
    cloud.refuse('account.delete', 'permission-denied').on('session.start', () => makeSession());

    expect(await privacy.deleteAccount()).toBe(true);
    expect(done).toContain('forgotten');
  });

  test('is gone once only, however often it is tapped', async () => {
    const { cloud, privacy } = await makePrivacy();
    const answer = makeDeferred<null>();
    cloud.on('account.delete', () => answer.promise);
    const first = privacy.deleteAccount();
    expect(await privacy.deleteAccount()).toBe(false);
    answer.resolve(null);
    await first;

    expect(cloud.inputs('account.delete')).toHaveLength(1);
  });
});

describe('the first owner', () => {
  async function filled() {
    const rig = await makePrivacy();
    rig.cloud.on('session.start', () => makeSession());
    await rig.session.start();
    rig.claim.open();
    rig.claim.typeCode(' r76r-pjxv ');
    rig.claim.typeName('老王');
    rig.claim.tick();
    return rig;
  }

  test.each(['', '  ', '\u200b', '\u202e'])('needs a name that shows: %j', async (name) => {
    const { cloud, claim } = await filled();
    claim.typeName(name);

    expect(claim.missing).toBe('name');
    expect(await claim.claim()).toBe(false);
    expect(cloud.inputs('owner.claim')).toEqual([]);
  });

  test('comes to be by the code, a name and the notice', async () => {
    const { cloud, claim, done } = await filled();
    cloud.on('owner.claim', () => null);

    expect(await claim.claim()).toBe(true);
    expect(cloud.inputs('owner.claim')).toEqual([{ code: 'r76r-pjxv', name: '老王', notice: NOTICE.version }]);
    expect(done).toEqual(['changed']);
  });

  test('nothing is sent while something is missing', async () => {
    const { cloud, claim } = await filled();
    claim.tick();
    expect([claim.missing, await claim.claim()]).toEqual(['tick', false]);
    claim.typeName(' ');
    expect(claim.missing).toBe('name');
    claim.typeCode('');
    expect(claim.missing).toBe('code');
    expect(cloud.inputs('owner.claim')).toEqual([]);
  });

  test.each([
    ['permission-denied', null, '启用码不对'],
    ['used', null, '已经有老板了'],
    ['conflict', null, '隐私说明刚更新了'],
    ['rate-limited', NOON, `@${NOON} 以后再试`],
    ['no-network', null, '网络连接不上'],
  ] as const)('%s is said in words', (code, retryAt, text) => {
    const problem = new CallFailed(code, 'R1', retryAt);

    expect(claimProblem(problem, { words, moment: (at) => `@${at}` })).toContain(text);
  });

  test('the code does not stay behind when the page goes, nor does its answer', async () => {
    const { cloud, claim } = await filled();
    const answer = makeDeferred<null>();
    cloud.on('owner.claim', () => answer.promise);
    const sent = claim.claim();
    claim.leave();
    answer.resolve(null);

    expect(await sent).toBe(false);
    expect([claim.code, claim.sending]).toEqual(['', false]);
  });
});
