import { identify, type Caller } from '../../../cloudfunctions/core/identity';
import { serve } from '../../../cloudfunctions/core/serve';

const CALL_VARIABLES = ['WX_CONTEXT_KEYS', 'WX_OPENID', 'TCB_CONTEXT_KEYS', 'TCB_SOURCE'];

/** What the platform sets for one call made by a person. */
function callAs(openid: string | null): void {
  for (const name of CALL_VARIABLES) Reflect.deleteProperty(process.env, name);
  if (openid !== null) Object.assign(process.env, { WX_CONTEXT_KEYS: 'WX_OPENID', WX_OPENID: openid });
}

const contextOf = (environment: object) => ({ request_id: 'r-1', environment: JSON.stringify(environment) });

beforeEach(() => callAs(null));
afterAll(() => callAs(null));

test('the caller is whom the platform’s environment names', () => {
  callAs('openid-1');
  expect(identify({ request_id: 'r-1' })).toEqual({ person: 'openid-1', isUser: true, requestId: 'r-1' });
});

test('the caller is whom the call’s own context names', () => {
  const context = contextOf({ WX_CONTEXT_KEYS: 'WX_OPENID', WX_OPENID: 'openid-2' });
  expect(identify(context)).toEqual({ person: 'openid-2', isUser: true, requestId: 'r-1' });
});

test('a trigger is nobody', () => {
  Object.assign(process.env, { TCB_CONTEXT_KEYS: 'TCB_SOURCE', TCB_SOURCE: 'wx_trigger' });
  expect(identify({ request_id: 'r-1' })).toEqual({ person: null, isUser: false, requestId: 'r-1' });
});

test.each(['TCB_UUID', 'TCB_CUSTOM_USER_ID'])('a user whom the platform knows by %s is no person of ours', (name) => {
  const context = contextOf({ TCB_CONTEXT_KEYS: name, [name]: 'user-1' });
  expect(identify(context)).toEqual({ person: null, isUser: true, requestId: 'r-1' });
});

test('an openid left over in the process is nobody when the call does not name it', () => {
  process.env['WX_OPENID'] = 'openid-of-an-earlier-call';
  expect(identify({ request_id: 'r-1' }).person).toBeNull();
});

test.each([undefined, null, 'r-1', {}, { request_id: '' }, { request_id: 'x'.repeat(65) }, { request_id: 'a b' }])(
  'a context without a usable request id (%j) gets one',
  (context) => {
    expect(identify(context).requestId).toMatch(/^[0-9a-f-]{36}$/);
  },
);

test('who called is read before anything is waited for: the next call’s identity does not leak in', async () => {
  const callers: (string | null)[] = [];
  const main = serve(() => async (_event, { person }: Caller) => {
    await Promise.resolve();
    callers.push(person);
  });
  const calls = ['one', 'two', 'three'].map((openid) => {
    callAs(openid);
    return main({}, {});
  });
  await Promise.all(calls);
  expect(callers.sort()).toEqual(['one', 'three', 'two']);
});

test('a function that cannot be set up answers internal, and tries again at the next call', async () => {
  const line = jest.spyOn(console, 'info').mockImplementation(() => undefined);
  let keys = '';
  const main = serve(() => {
    if (keys === '') throw new Error('the keyring is empty: secret');
    return async () => ({ ok: true });
  });

  const reply = await main({}, { request_id: 'r-1' });
  keys = 'k1';

  expect(reply).toEqual({ ok: false, error: { code: 'internal', message: 'internal error', requestId: 'r-1' } });
  expect(line.mock.calls.flat().join()).not.toContain('secret');
  expect(await main({}, {})).toEqual({ ok: true });
  line.mockRestore();
});

test('a context that the platform garbled is answered, not thrown at', async () => {
  const line = jest.spyOn(console, 'info').mockImplementation(() => undefined);
  const main = serve(() => async () => ({ ok: true }));
  expect(await main({}, { environment: '{' })).toMatchObject({ ok: false, error: { code: 'internal' } });
  line.mockRestore();
});
