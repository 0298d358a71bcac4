import fc from 'fast-check';
import * as v from 'valibot';
import { personName, thingName } from '../../../cloudfunctions/core/schemas';
import { TYPED_NAMES } from '../../support/names';

const kept = (typed: string): string | null => {
  const { success, output } = v.safeParse(personName, typed);
  return success ? output : null;
};

test.each(TYPED_NAMES)('a person’s name %s: %j', (_, typed, expected) => {
  expect(kept(typed)).toBe(expected);
});

test('a thing’s name is judged alike, and may be longer', () => {
  expect(v.parse(thingName, ` 收银台\u200b${'一'.repeat(37)}`)).toBe(`收银台${'一'.repeat(37)}`);
  for (const typed of ['\u200b', '\u202e', 'a\u0007', '一'.repeat(41)]) {
    expect(v.safeParse(thingName, typed).success).toBe(false);
  }
});

test('what is kept shows something, turns nothing, towers over nothing, and is kept again as it is', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 3 }),
    fc.constantFrom('\u200b', '\u200d', '\u202e', '\u2066', ' ', '🐱', '❤️', '王', '\u3164'),
    fc.constantFrom('e', '\u0301', '\u0338'.repeat(3), '\u2194', '\u{1d15e}', '\u0f71\u0f72', '\u1100', '\u1161'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const name = kept(pieces.join(''));
      if (name === null) return;
      expect(name.replace(/\p{Default_Ignorable_Code_Point}/gu, '').trim()).not.toBe('');
      expect(name).not.toMatch(/[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\p{Cc}]/u);
      expect(name).not.toMatch(/\p{M}{5}/u);
      expect(name.normalize('NFC')).toBe(name);
      expect(kept(name)).toBe(name);
    }),
  );
});
