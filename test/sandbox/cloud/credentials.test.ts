import type { Cloud } from '../../../sandbox/cloud/index';
import { createCredentials, isSigned } from '../../../sandbox/cloud/credentials';
import { sign } from '@cloudbase/signature-nodejs';
import { expectRefusal, makeCloud, openSdk } from '../../support/sandbox-cloud';

describe('the endpoint', () => {
  let cloud: Cloud;

  beforeAll(async () => {
    cloud = await makeCloud({ collections: { notes: { indexes: [] } } });
  });

  const post = (headers: Record<string, string>, body: unknown = { action: 'database.getDocument' }) =>
    fetch(cloud.url, { method: 'POST', headers, body: JSON.stringify(body) });

  test('serves the SDK with the credentials of this start', async () => {
    expect((await openSdk(cloud).database().collection('notes').get()).data).toEqual([]);
  });

  test.each([
    ['another secret', { TENCENTCLOUD_SECRETKEY: 'guessed' }],
    ['another id', { TENCENTCLOUD_SECRETID: 'someone' }],
  ])('refuses %s with HTTP 403', async (_name, change) => {
    const reading = openSdk(cloud, { ...cloud.sdkEnv, ...change })
      .database()
      .collection('notes')
      .get();
    const error: unknown = await reading.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 403 });
  });

  test('refuses what is not signed at all, and says with which code', async () => {
    const response = await post({ 'content-type': 'application/json' });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'SIGN_PARAM_INVALID' });
  });

  test('answers nothing but POST /admin with a JSON object', async () => {
    expect((await fetch(cloud.url)).status).toBe(404);
    expect(await fetch(cloud.url.replace('/admin', '/'))).toHaveProperty('status', 404);
    expect((await post({ 'content-type': 'application/json' }, [1])).status).toBe(400);
    expect((await fetch(cloud.url, { method: 'POST', body: '{' })).status).toBe(400);
  });

  test('listens on loopback only', () => {
    expect(new URL(cloud.url).hostname).toBe('127.0.0.1');
  });

  test('makes new credentials at every start', async () => {
    const other = await makeCloud();
    await other.close();
    expect(other.sdkEnv.TENCENTCLOUD_SECRETKEY).not.toBe(cloud.sdkEnv.TENCENTCLOUD_SECRETKEY);
  });
});

describe('a signature', () => {
  const NOW = 1_790_000_000_000;
  const credentials = createCredentials();
  const url = 'http://127.0.0.1:1/admin?env=sandbox&seqId=1';
  const signedHeaders = { host: '127.0.0.1:1', 'content-type': 'application/json' };

  function signed(body: Record<string, unknown>, atMs = NOW) {
    const timestamp = Math.floor(atMs / 1000);
    const options = { method: 'post', url, headers: signedHeaders, params: body, timestamp, withSignedParams: true };
    const { authorization } = sign({ ...credentials, ...options });
    const headers = { ...signedHeaders, authorization, 'x-timestamp': String(timestamp) };
    return { method: 'POST', url, headers, body };
  }

  test('covers the body, the address and the time', () => {
    const request = signed({ action: 'a', data: ['x'] });
    expect(isSigned(request, credentials, NOW)).toBe(true);
    expect(isSigned({ ...request, body: { action: 'a', data: ['y'] } }, credentials, NOW)).toBe(false);
    expect(isSigned({ ...request, body: { action: 'a', data: ['x'], more: 1 } }, credentials, NOW)).toBe(false);
    expect(isSigned({ ...request, url: url.replace('seqId=1', 'seqId=2') }, credentials, NOW)).toBe(false);
    const later = { ...request.headers, 'x-timestamp': String(NOW / 1000 + 1) };
    expect(isSigned({ ...request, headers: later }, credentials, NOW)).toBe(false);
  });

  test('is good for ten minutes', () => {
    const request = signed({ action: 'a' });
    expect(isSigned(request, credentials, NOW + 600_000)).toBe(true);
    expect(isSigned(request, credentials, NOW + 601_000)).toBe(false);
    expect(isSigned(request, credentials, NOW - 601_000)).toBe(false);
  });
});

test('a refusal of an action keeps the code for the SDK', async () => {
  const cloud = await makeCloud();
  const reading = openSdk(cloud).database().collection('nowhere').get();
  await expectRefusal(reading, 'DATABASE_COLLECTION_NOT_EXIST', /nowhere/);
});
