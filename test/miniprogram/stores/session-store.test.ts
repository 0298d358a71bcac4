import { dictionaries } from '../../../miniprogram/i18n/index';
import { identityOf } from '../../../miniprogram/stores/identity';
import { SessionStore } from '../../../miniprogram/stores/session-store';
import { FakeCloud } from '../support/cloud';
import { settled } from '../support/phone';

const words = dictionaries['zh-CN'];

test('a member is shown by name and by what the role may do', async () => {
  const session = new SessionStore({ call: new FakeCloud([]).call });

  await session.start();

  expect(session.state).toMatchObject({ kind: 'member', name: '小周', role: 'manager', visitorCode: 'K7M2QX' });
  expect(identityOf(session.state, words)).toMatchObject({ title: '小周', visitorCode: 'K7M2QX', failed: false });
});

test('a stranger is told the code to hand on, and nothing else', async () => {
  const cloud = new FakeCloud([]);
  cloud.session = { ...cloud.session, member: null };
  const session = new SessionStore({ call: cloud.call });

  await session.start();

  expect(session.state).toMatchObject({ kind: 'stranger', visitorCode: 'K7M2QX' });
});

test('who we were known to be stays while the cloud cannot be asked', async () => {
  const cloud = new FakeCloud([]);
  const session = new SessionStore({ call: cloud.call });
  await session.start();

  cloud.failure = 'no-network';
  await session.start();

  expect(session.state.kind).toBe('member');
});

test('a first failure is told in words', async () => {
  const cloud = new FakeCloud([]);
  cloud.failure = 'timeout';
  const session = new SessionStore({ call: cloud.call });

  await session.start();

  expect(identityOf(session.state, words)).toMatchObject({ title: words.errors.timeout.title, failed: true });
});

test('the answer to an earlier question never replaces that to a later one', async () => {
  const cloud = new FakeCloud([]);
  const session = new SessionStore({ call: cloud.call });
  cloud.held = true;
  const first = session.start();
  cloud.release();
  cloud.failure = 'timeout';
  const second = session.start();
  await Promise.all([first, second]);
  await settled();

  expect(session.state.kind).toBe('failed');
});
