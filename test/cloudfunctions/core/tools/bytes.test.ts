import fc from 'fast-check';
import * as v from 'valibot';
import { bytesOf, readable, typedBytes } from '../../../../cloudfunctions/core/tools/bytes';

const bytes = (most: number) => fc.uint8Array({ maxLength: most });
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('bytes to be read', () => {
  test('whatever they are, their text stands for them and none else, and shows nothing that acts', () => {
    fc.assert(
      fc.property(fc.oneof(bytes(2000), fc.string({ unit: 'binary' }).map(utf8)), (given) => {
        const { text, hex, bytes: count } = readable(given);
        expect(count).toBe(given.length);
        expect(hex).toBe(Buffer.from(given.slice(0, 512)).toString('hex'));
        if (text === null) return;
        expect(utf8(text)).toEqual(new Uint8Array(given));
        expect(text.replace(/[\t\n\r]/g, '')).toMatch(/^\P{Cc}*$/u);
      }),
    );
  });

  test('text comes through, in whatever language', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(/^\P{Cc}*$/u.test(text));
        expect(readable(utf8(text)).text).toBe(text);
      }),
    );
  });

  test.each([
    ['text', utf8('温度 21℃\r\n\t正常'), '温度 21℃\r\n\t正常'],
    ['nothing', new Uint8Array(), ''],
    ['text behind a mark of the byte order', Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), '\uFEFFa'],
    ['no UTF-8', Uint8Array.of(0xff, 0xfe), null],
    ['half of a character', utf8('温').slice(0, 2), null],
    ['half of a pair, written out', Uint8Array.of(0xed, 0xa0, 0x80), null],
    ['a zero byte', Uint8Array.of(0x61, 0), null],
    ['an escape', utf8('\u001B[31m'), null],
    ['a control character of the second set', utf8('\u0085'), null],
  ])('%s', (_, given, text) => {
    expect(readable(given).text).toBe(text);
  });
});

describe('bytes that somebody types', () => {
  const isTaken = (typed: unknown, most = 128) => v.is(typedBytes(most), typed);

  test('as digits, blanks between the pairs or none, are the bytes that were meant', () => {
    const spaced = fc.tuple(bytes(128), fc.array(fc.constantFrom('', ' ', '\n'), { minLength: 128, maxLength: 128 }));
    fc.assert(
      fc.property(spaced, fc.boolean(), ([given, blanks], isUpper) => {
        const pairs = Array.from(given, (byte, index) => byte.toString(16).padStart(2, '0') + (blanks[index] ?? ''));
        const hex = isUpper ? pairs.join('').toUpperCase() : pairs.join('');
        expect(isTaken({ hex })).toBe(given.length > 0);
        expect(new Uint8Array(bytesOf({ hex }))).toEqual(new Uint8Array(given));
      }),
    );
  });

  test('what was read as digits can be typed again', () => {
    fc.assert(
      fc.property(bytes(512), (given) => {
        expect(new Uint8Array(bytesOf({ hex: readable(given).hex }))).toEqual(new Uint8Array(given));
      }),
    );
  });

  test('text counts by its bytes', () => {
    expect(isTaken({ text: '温'.repeat(42) })).toBe(true);
    expect(isTaken({ text: '温'.repeat(43) })).toBe(false);
    expect(bytesOf({ text: '温' })).toHaveLength(3);
  });

  test.each([
    ['no text', { text: '' }],
    ['no digits', { hex: '' }],
    ['blanks only', { hex: '  ' }],
    ['half a byte', { hex: 'abc' }],
    ['a pair torn apart', { hex: 'a b' }],
    ['other letters', { hex: '0g' }],
    ['digits written as in programs', { hex: '0x41' }],
    ['half a character', { text: '\uD83D' }],
    ['one byte too many', { hex: '00'.repeat(129) }],
    ['both', { text: 'a', hex: '61' }],
    ['neither', {}],
    ['a list', []],
  ])('%s is refused', (_, typed) => {
    expect(isTaken(typed)).toBe(false);
  });

  test('a long line that is no number is refused at once', () => {
    expect(isTaken({ hex: `${' '.repeat(16_000)}x` }, 4096)).toBe(false);
  });
});
