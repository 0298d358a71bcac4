import fc from 'fast-check';

import { codeFromQuery, readScanned } from '../../../miniprogram/utils/entry-code';

const CODE = 'i0123456789ABCDEFghijklmn';
const LINK = `https://kandian.example/k/${CODE}`;

describe('what the page of codes is opened with', () => {
  test.each([
    ['a card', { code: CODE }],
    ['a mini-program code', { scene: CODE }],
    ['a mini-program code, encoded', { scene: encodeURIComponent(CODE) }],
    ['an ordinary link', { q: encodeURIComponent(LINK), scancode_time: '1700000000' }],
    ['a link with a parameter', { q: encodeURIComponent(`https://kandian.example/?a=1&c=${CODE}`) }],
    ['a link with something behind it', { q: encodeURIComponent(`${LINK}?from=poster#top`) }],
  ])('%s', (_, query) => {
    expect(codeFromQuery(query)).toBe(CODE);
  });

  test.each<readonly [string, Readonly<Record<string, string>>]>([
    ['nothing', {}],
    ['an empty one', { code: '' }],
    ['half of an encoding', { scene: '%E4%B' }],
    ['one encoded twice', { scene: encodeURIComponent(encodeURIComponent(`${CODE}/`)) }],
    ['a link where a code belongs', { code: LINK }],
    ['a code where a link belongs', { q: CODE }],
    ['a kind that there is not', { code: `x${CODE}` }],
    ['a serial number', { scene: 'C12345678' }],
    ['more than fits', { code: CODE + CODE }],
    ['a line break', { code: `${CODE}\n` }],
    ['a script', { q: encodeURIComponent(`javascript:alert("/${CODE}")`) }],
    ['a host that looks like one', { q: encodeURIComponent(`https://${CODE}`) }],
    ['a link that is far too long', { q: encodeURIComponent(`https://kandian.example/${'a/'.repeat(400)}${CODE}`) }],
    ['a link with another end', { q: encodeURIComponent(`${LINK}/more`) }],
  ])('%s is none of ours', (_, query) => {
    expect(codeFromQuery(query)).toBeNull();
  });

  test('whatever it is opened with, it is one of ours or none', () => {
    const text = fc.option(fc.oneof(fc.string(), fc.webUrl(), fc.string({ unit: 'binary' })), { nil: undefined });
    fc.assert(
      fc.property(fc.record({ code: text, scene: text, q: text }), (query) => {
        expect(codeFromQuery(query) ?? CODE).toMatch(/^[isc][0-9A-Za-z]{15,31}$/);
      }),
    );
  });
});

describe('what was scanned', () => {
  test.each([
    ['our mini-program code', { text: '', path: `pages/entry/entry?scene=${CODE}` }],
    ['with a slash before it', { text: '', path: `/pages/entry/entry?scene=${CODE}&scancode_time=1` }],
    ['our link', { text: LINK, path: '' }],
    ['a code as text', { text: CODE, path: '' }],
  ])('%s is ours', (_, scanned) => {
    expect(readScanned(scanned)).toEqual({ kind: 'ours', code: CODE });
  });

  test.each([
    'ys7.com\rC12345678\rABCDEF\rCS-C6N-1C2WFR',
    'www.ys7.com\nC12345678\nABCDEF',
    'https://open.ys7.com/d/C12345678',
    'ezviz.com\rC12345678\rABCDEF',
  ])('%j is a camera’s own label', (text) => {
    expect(readScanned({ text, path: '' })).toEqual({ kind: 'camera-label' });
  });

  test.each([
    { text: '6901234567892', path: '' },
    { text: 'https://example.com/pay?to=somebody', path: '' },
    { text: 'https://ys7.com.example/C12345678', path: '' },
    { text: 'notys7.com\rC12345678', path: '' },
    { text: '', path: `pages/devices/devices?scene=${CODE}` },
    { text: '', path: 'pages/entry/entry' },
    { text: '', path: '' },
  ])('%j is somebody else’s', (scanned) => {
    expect(readScanned(scanned)).toEqual({ kind: 'foreign' });
  });

  test('no text takes long, or is taken for ours by chance', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5_000 }), fc.string(), (text, path) => {
        expect(readScanned({ text, path }).kind).not.toBe('ours');
      }),
    );
  });
});
