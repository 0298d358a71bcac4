import { randomBytes } from 'node:crypto';
import { createSeals, readKeyring } from '../../../cloudfunctions/core/seal';
import { visitorCodeOf } from '../../../cloudfunctions/core/visitor-code';

const makeKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

test('a sealed text opens at its place and shows nothing of itself', () => {
  const seals = createSeals(readKeyring(makeKey('k1')));
  const sealed = seals.seal('密钥 appSecret', 'accounts/1');
  expect(sealed).toMatch(/^v1\.k1\.[\w-]{16}\.[\w-]{22}\.[\w-]+$/);
  expect(seals.open(sealed, 'accounts/1')).toBe('密钥 appSecret');
});

test('the same text is sealed differently each time', () => {
  const seals = createSeals(readKeyring(makeKey('k1')));
  expect(seals.seal('x', 'accounts/1')).not.toBe(seals.seal('x', 'accounts/1'));
});

test('a sealed text moved to another document does not open', () => {
  const seals = createSeals(readKeyring(makeKey('k1')));
  const sealed = seals.seal('secret', 'accounts/1');
  expect(() => seals.open(sealed, 'accounts/2')).toThrow();
});

test('a text changed in any part does not open', () => {
  const seals = createSeals(readKeyring(makeKey('k1')));
  const parts = seals.seal('secret', 'accounts/1').split('.');
  for (const index of parts.keys()) {
    const changed = parts.map((part, at) => (at === index ? part.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')) : part));
    expect(() => seals.open(changed.join('.'), 'accounts/1')).toThrow();
  }
  expect(() => seals.open([...parts, 'AA'].join('.'), 'accounts/1')).toThrow();
});

test('a shortened authentication tag is not accepted', () => {
  const seals = createSeals(readKeyring(makeKey('k1')));
  const [version, id, nonce, tag, text] = seals.seal('secret', 'accounts/1').split('.');
  const short = Buffer.from(tag!, 'base64url').subarray(0, 4).toString('base64url');
  expect(() => seals.open([version, id, nonce, short, text].join('.'), 'accounts/1')).toThrow();
});

test('after a new key comes first, old seals still open and new ones use it', () => {
  const [older, newer] = [makeKey('k1'), makeKey('k2')];
  const sealed = createSeals(readKeyring(older)).seal('secret', 'accounts/1');
  const seals = createSeals(readKeyring(`${newer},${older}`));
  expect(seals.open(sealed, 'accounts/1')).toBe('secret');
  expect(seals.seal('secret', 'accounts/1')).toMatch(/^v1\.k2\./);
  expect(() => createSeals(readKeyring(newer)).open(sealed, 'accounts/1')).toThrow(/no longer holds/);
});

test.each([
  ['missing', undefined],
  ['empty', ''],
  ['without an id', randomBytes(32).toString('base64')],
  ['too short', `k1:${randomBytes(16).toString('base64')}`],
  ['half malformed', `${makeKey('k1')},k2:short`],
  ['of two keys with one id', `${makeKey('k1')},${makeKey('k1')}`],
])('a keyring that is %s is refused without showing a key', (_, text) => {
  expect(() => readKeyring(text)).toThrow(
    /^(the keyring is empty|key \d of the keyring (is malformed|has the id of another))$/,
  );
});

test('visitor codes are readable, steady and differ between installations', () => {
  const [one, other] = [readKeyring(makeKey('k1')), readKeyring(makeKey('k1'))];
  const people = Array.from({ length: 200 }, (_, index) => `openid-${index}`);
  const codes = people.map((person) => visitorCodeOf(one, person));
  expect(codes.every((code) => /^[A-Z2-9]{6}$/.test(code))).toBe(true);
  expect(new Set(codes).size).toBe(people.length);
  expect(people.map((person) => visitorCodeOf(one, person))).toEqual(codes);
  expect(visitorCodeOf(other, 'openid-0')).not.toBe(codes[0]);
});
