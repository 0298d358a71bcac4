import fc from 'fast-check';

import { objectNameProblem } from '../../../miniprogram/tools/utils/object-name';
import { bytesProblem, countBytes, toTypedBytes } from '../../../miniprogram/tools/utils/typed-bytes';

test('text is as many bytes as it has in UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(countBytes('text', text)).toBe(Buffer.byteLength(text));
    }),
  );
});

test('hex digits in pairs, with blanks wherever and in either case, are the bytes that they name', () => {
  const blanks = fc.constantFrom('', ' ', '\n', '  ');
  const pair = fc.tuple(fc.integer({ min: 0, max: 255 }), blanks, fc.boolean());
  fc.assert(
    fc.property(fc.array(pair, { minLength: 1, maxLength: 128 }), (pairs) => {
      const bytes = Buffer.from(pairs.map(([byte]) => byte));
      const typed = pairs
        .map(([byte, blank, isUpper]) => {
          const digits = byte.toString(16).padStart(2, '0');
          return (isUpper ? digits.toUpperCase() : digits) + blank;
        })
        .join('');
      expect(bytesProblem('hex', typed, 128)).toBeNull();
      expect(countBytes('hex', typed)).toBe(bytes.length);
      expect(toTypedBytes('hex', typed)).toEqual({ hex: bytes.toString('hex') });
    }),
  );
});

test('text goes out as it was typed', () => {
  expect(toTypedBytes('text', ' 你好 \n')).toEqual({ text: ' 你好 \n' });
});

test.each([
  ['text', '', 'empty'],
  ['text', '你'.repeat(42), null],
  ['text', '你'.repeat(43), 'long'],
  ['text', 'a'.repeat(128), null],
  ['text', 'a'.repeat(129), 'long'],
  ['hex', ' \n', 'empty'],
  ['hex', '0', 'half'],
  ['hex', '01 2', 'half'],
  ['hex', '0x01', 'stray'],
  ['hex', 'gg', 'stray'],
  ['hex', '00'.repeat(128), null],
  ['hex', '00'.repeat(129), 'long'],
] as const)('%s %j of at most 128 bytes: %s', (mode, typed, problem) => {
  expect(bytesProblem(mode, typed, 128)).toBe(problem);
});

test.each([
  ['', 'empty'],
  ['名'.repeat(256), null],
  ['名'.repeat(257), 'long'],
  ['a\u0007b', 'unseen'],
  ['\u200b', 'empty'],
  ['\u3164', 'unseen'],
  ['menu.pdf\u200b', 'taken'],
  ['menu.pdf', 'taken'],
  ['menu 2.pdf', null],
])('an object called %j: %s', (name, problem) => {
  expect(objectNameProblem(name, ['menu.pdf'])).toBe(problem);
});
