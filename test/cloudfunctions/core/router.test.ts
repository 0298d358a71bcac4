import fc from 'fast-check';
import { createRouter } from '../../../cloudfunctions/core/router';
import { handlers } from '../../../cloudfunctions/monitor/handlers/index';
import { createRig, outcomeOf, PERSONAS, seedChain } from '../../support/cloud-rig';

const caller = { person: PERSONAS.owner, isUser: true, requestId: 'request-7' };

async function start() {
  const rig = createRig();
  const chain = await seedChain(rig);
  const { services } = rig.startInstance();
  const route = createRouter({ handlers, services, limiter: () => null });
  return { rig, chain, route };
}

const long = 'x'.repeat(65);
const CALLS: readonly [string, unknown][] = [
  ['nothing', undefined],
  ['null', null],
  ['a text', 'live.open'],
  ['a list', []],
  ['no action', { data: {} }],
  ['no data', { action: 'store.list' }],
  ['a list for data', { action: 'channel.list', data: [] }],
  ['nothing for data', { action: 'store.list', data: null }],
  ['an action that is no text', { action: 7, data: {} }],
  ['an unknown action', { action: 'store.burn', data: {} }],
  ['an over-long action', { action: 'x'.repeat(100_000), data: {} }],
  ['an action that every object has', { action: 'constructor', data: {} }],
  ['an extra key beside the data', { action: 'store.list', data: {}, person: 'me' }],
  ['an extra key in the data', { action: 'store.list', data: { all: true } }],
  ['an extra key that every object has', { action: 'session.start', data: { constructor: 1 } }],
  ['a prototype for an extra key', { action: 'store.list', data: JSON.parse('{"__proto__":{"all":true}}') as unknown }],
  ['a control character in a search', { action: 'channel.list', data: { query: 'a\u0000b' } }],
  ['an identity in the data', { action: 'session.start', data: { openid: PERSONAS.owner } }],
  ['an over-long id', { action: 'live.open', data: { channelId: long, quality: 'sub' } }],
  ['an empty id', { action: 'live.open', data: { channelId: '', quality: 'sub' } }],
  ['an id that is a query', { action: 'live.open', data: { channelId: { $ne: '' }, quality: 'sub' } }],
  ['an unknown quality', { action: 'live.open', data: { channelId: 'a', quality: 'best' } }],
  ['an unknown protocol', { action: 'live.open', data: { channelId: 'a', quality: 'sub', avoid: ['rtmpe'] } }],
  ['no ids', { action: 'channel.status', data: { ids: [] } }],
  ['31 ids', { action: 'channel.status', data: { ids: Array(31).fill('a') } }],
  ['101 favourites', { action: 'channel.list', data: { ids: Array(101).fill('a') } }],
  ['an over-long watching', { action: 'live.close', data: { openId: long } }],
];

test.each(CALLS)('an event with %s is invalid-argument, and touches neither vendor nor database', async (_, event) => {
  const { rig, chain, route } = await start();
  const reply = await route(event, caller);
  expect(outcomeOf(reply)).toBe('invalid-argument');
  expect(rig.database.operations).toEqual([]);
  expect(chain.driver.asked).toEqual([]);
});

test('a reply never repeats what a bad event said', async () => {
  const { rig, route } = await start();
  const reply = await route({ action: 'store.list', data: { 'my-password-123': 1 } }, caller);
  expect(JSON.stringify([reply, rig.log])).not.toContain('my-password');
});

test('whatever arrives, the answer is a reply with the request’s id', async () => {
  const { route } = await start();
  const actions = fc.constantFrom(...Object.keys(handlers), 'x');
  const event = fc.oneof(fc.anything(), fc.record({ action: actions, data: fc.anything() }));
  await fc.assert(
    fc.asyncProperty(event, async (value) => {
      const reply = await route(value, caller);
      if (!reply.ok) expect(reply.error.requestId).toBe('request-7');
      expect(outcomeOf(reply)).not.toBe('internal');
    }),
    { numRuns: 300 },
  );
});

test('what WeChat adds to an event is put up with but not believed', async () => {
  const { route } = await start();
  const event = { action: 'store.list', data: {}, userInfo: { openId: PERSONAS.owner }, tcbContext: {} };
  expect(outcomeOf(await route(event, { ...caller, person: PERSONAS.stranger }))).toBe('permission-denied');
  expect(outcomeOf(await route(event, { ...caller, person: null }))).toBe('unauthenticated');
  expect(outcomeOf(await route(event, caller))).toBe('ok');
});

test('who asks too often hears when to come back, at no operation; others are not held up', async () => {
  const rig = createRig();
  await seedChain(rig);
  const { call } = rig.startInstance({ burst: 2, everyMs: 1000 });
  await call(PERSONAS.owner, 'session.start');
  await call(PERSONAS.owner, 'session.start');
  rig.database.takeOperations();

  const refused = await call(PERSONAS.owner, 'session.start');

  expect(refused).toMatchObject({ error: { code: 'rate-limited', retryAt: rig.clock.now() + 1000 } });
  expect(rig.database.takeOperations()).toEqual([]);
  expect(outcomeOf(await call(PERSONAS.staffA, 'session.start'))).toBe('ok');
  rig.clock.advance(1000);
  expect(outcomeOf(await call(PERSONAS.owner, 'session.start'))).toBe('ok');
});

test('a database that fails is internal, and says nothing', async () => {
  const { rig, route } = await start();
  rig.database.failing = 'members.get';
  const reply = await route({ action: 'store.list', data: {} }, caller);
  expect(reply).toEqual({ ok: false, error: { code: 'internal', message: 'internal error', requestId: 'request-7' } });
});

test('each call leaves one line with its action, outcome and request', async () => {
  const { rig, route } = await start();
  await route({ action: 'store.list', data: {} }, caller);
  expect(rig.log.map((line): unknown => JSON.parse(line))).toEqual([
    { event: 'call', action: 'store.list', code: 'ok', requestId: 'request-7', ms: 0 },
  ]);
});
