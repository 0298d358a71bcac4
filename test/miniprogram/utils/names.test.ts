import fc from 'fast-check';

import { isName, trimName } from '../../../cloudfunctions/core/names';
import { LONGEST_PERSON_NAME, nameFrom } from '../../../miniprogram/utils/names';
import { TYPED_NAMES } from '../../support/names';

test.each(TYPED_NAMES)('a name %s: %j', (_, typed, kept) => {
  expect(nameFrom(typed, LONGEST_PERSON_NAME)).toBe(kept ?? '');
});

test('whatever is typed, the phone sends what the cloud keeps, and nothing that it refuses', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.constantFrom('\u200b', '\u200d', '\u202e', '\ufe0f', '\u3164', ' ', '🐱', '王'),
    fc.constantFrom('e', '\u0301', '\u0338'.repeat(3), '\u2194', '\u{1d15e}'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const typed = pieces.join('');
      const kept = trimName(typed);
      expect(nameFrom(typed, LONGEST_PERSON_NAME)).toBe(isName(kept, LONGEST_PERSON_NAME) ? kept : '');
    }),
  );
});
