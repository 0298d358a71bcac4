import * as v from 'valibot';
import { createVendorCalls } from '../../../cloudfunctions/core/vendor-calls';
import type { HttpRequest, HttpResponse } from '../../../cloudfunctions/core/ports';
import { makeDriverDeps } from '../../support/driver-deps';
import { START } from '../../support/fake-clock';

const REQUEST: HttpRequest = { method: 'GET', url: 'http://vendor.example', label: 'northcam list', kind: 'read' };
const ENVELOPE = v.looseObject({ code: v.string() });

function makeCalls(reply: Partial<HttpResponse> & { text?: string }) {
  let sent = 0;
  const http = async (): Promise<HttpResponse> => {
    sent += 1;
    const { status = 200, headers = {}, text = '' } = reply;
    return { status, headers, body: Buffer.from(text) };
  };
  return { calls: createVendorCalls('northcam', makeDriverDeps<unknown>({}, http)), sent: () => sent };
}

test('a body in the expected shape counts, whatever the HTTP status beside it', async () => {
  const { calls } = makeCalls({ status: 403, text: '{"code":"20018","more":1}' });
  expect(await calls.send(REQUEST, ENVELOPE)).toEqual({ code: '20018', more: 1 });
});

test.each([
  [401, 'vendor-auth'],
  [403, 'vendor-auth'],
  [302, 'vendor-protocol'],
  [404, 'vendor-protocol'],
  [500, 'vendor-unavailable'],
  [200, 'vendor-protocol'],
])('HTTP %i without such a body is %s', async (status, code) => {
  for (const text of ['', '<html>', '{"other":1}', '[]', 'null']) {
    const { calls } = makeCalls({ status, text });
    await expect(calls.send(REQUEST, ENVELOPE)).rejects.toMatchObject({ code, vendor: 'northcam' });
  }
});

test.each([
  ['20', START + 20_000],
  [new Date(START + 45_000).toUTCString(), START + 45_000],
  ['soon', START + 60_000],
  [undefined, START + 60_000],
  [new Date(START - 1000).toUTCString(), START + 60_000],
  ['31536000', START + 86_400_000],
  ['9'.repeat(400), START + 86_400_000],
  [new Date(START + 7 * 86_400_000).toUTCString(), START + 86_400_000],
])('HTTP 429 with Retry-After %s names the instant, and meanwhile nothing is sent', async (value, retryAt) => {
  const { calls, sent } = makeCalls({ status: 429, headers: value === undefined ? {} : { 'retry-after': value } });
  await expect(calls.send(REQUEST, ENVELOPE)).rejects.toMatchObject({ code: 'vendor-quota', retryAt });
  await expect(calls.send(REQUEST, ENVELOPE)).rejects.toMatchObject({ code: 'vendor-quota', retryAt });
  expect(sent()).toBe(1);
});

test('a command that must arrive is sent even while the account rests', async () => {
  const { calls, sent } = makeCalls({ status: 429 });
  await expect(calls.send(REQUEST, ENVELOPE)).rejects.toMatchObject({ code: 'vendor-quota' });
  const stop: HttpRequest = { ...REQUEST, kind: 'repeatable-command' };
  await expect(calls.send(stop, ENVELOPE)).rejects.toMatchObject({ code: 'vendor-quota' });
  expect(sent()).toBe(2);
});

test('a malformed reply is told by the names of its fields, not by their values', async () => {
  const { calls } = makeCalls({ text: '{"code":{"token":"s3cret"}}' });
  const error: unknown = await calls.send(REQUEST, ENVELOPE).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ message: 'northcam list: unexpected code' });
});

test('of a reply with a million wrong rows only the first is told: each would cost memory, and a name in the error', async () => {
  const { calls } = makeCalls({ text: `{"rows":[${'0,'.repeat(1_000_000)}0]}` });
  const rows = v.looseObject({ rows: v.array(v.looseObject({ id: v.string() })) });
  await expect(calls.send(REQUEST, rows)).rejects.toMatchObject({ message: 'northcam list: unexpected rows.0' });
});

test('a refusal that concerns one camera lets the account go on', async () => {
  const { calls, sent } = makeCalls({ text: '{"code":"200"}' });
  await expect(calls.refuse('vendor-quota', 'northcam live', '9048')).rejects.toMatchObject({
    code: 'vendor-quota',
    vendorCode: '9048',
  });
  await calls.send(REQUEST, ENVELOPE);
  expect(sent()).toBe(1);
  await expect(calls.refuse('pause', 'northcam live', '10029')).rejects.toMatchObject({ retryAt: START + 60_000 });
  await expect(calls.send(REQUEST, ENVELOPE)).rejects.toMatchObject({ code: 'vendor-quota' });
});
