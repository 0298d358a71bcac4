import { CallError } from '../../../cloudfunctions/core/errors';
import { createLog, errorFields, toLine } from '../../../cloudfunctions/core/log';

const SECRETS = [
  'rtmp://media.test/live/1?token=abc',
  'https://open.test/api?accessToken=at.1234567890',
  'at.5fx0bqbr5qkj0y5t3v2ck6y3b0e1a1cr-47wt1h5h7n-0bdqkvz-ahmqd1xyz',
  'oBCDEFghijklmnopqrstuvwxyz12',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc',
  '-----BEGIN PRIVATE KEY-----',
];
const NAMES = ['url', 'token', 'openid', 'message', 'person', 'cause', 'body', 'headers', 'constructor'];

test('a field that is not on the list is dropped, whatever it holds', () => {
  for (const secret of SECRETS) {
    const fields = Object.fromEntries(NAMES.map((name) => [name, secret]));
    expect(toLine({ event: 'call', ...fields })).toBe('{"event":"call"}');
  }
});

test('a secret put into an allowed field is dropped too', () => {
  const fields = ['event', 'action', 'code', 'vendor', 'vendorCode', 'fault', 'place', 'label', 'outcome', 'ms'];
  for (const secret of SECRETS) {
    const line = toLine(Object.fromEntries(fields.map((field) => [field, secret])));
    expect(line).toBe('{}');
  }
});

test('objects and lists are never written out', () => {
  expect(toLine({ event: { token: 'abc' }, action: ['live.open'], ms: { valueOf: () => 1 } })).toBe('{}');
});

test('what a call did is one line of JSON', () => {
  const lines: string[] = [];
  const log = createLog((line) => lines.push(line));
  log({ event: 'vendor', label: 'ezviz v2/live/address/get', outcome: 503, tries: 2, ms: 41 });
  log({ event: 'call', action: 'live.open', code: 'vendor-quota', vendor: 'ezviz', vendorCode: '10029', retryAt: 5 });
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
    { event: 'vendor', label: 'ezviz v2/live/address/get', outcome: 503, tries: 2, ms: 41 },
    { event: 'call', action: 'live.open', code: 'vendor-quota', vendor: 'ezviz', vendorCode: '10029', retryAt: 5 },
  ]);
});

test('of an unforeseen error only its kind and place are told', () => {
  const error = new TypeError('no such file /home/token=secret:1:2\n    at secret.js:1:2');
  const line = toLine({ event: 'fault', ...errorFields(error) });
  expect(line).toMatch(/"fault":"TypeError","place":"log\.test\.ts:\d+:\d+"/);
  expect(line).not.toContain('secret');
});

test('of a known error its code and the vendor’s are told, not its words', () => {
  const error = new CallError('vendor-auth', 'refused https://secret', { vendor: 'onenet', vendorCode: '403' });
  const line = toLine({ event: 'call', ...errorFields(error) });
  expect(line).toBe('{"event":"call","code":"vendor-auth","vendor":"onenet","vendorCode":"403"}');
});

test('anything can be thrown', () => {
  for (const thrown of [undefined, null, 'secret', 7, { token: 'secret' }]) {
    expect(toLine({ event: 'fault', ...errorFields(thrown) })).toBe(
      '{"event":"fault","code":"internal","fault":"Unknown"}',
    );
  }
});
