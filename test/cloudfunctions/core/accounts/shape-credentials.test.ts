import fc from 'fast-check';
import { credentialField } from '../../../../cloudfunctions/core/accounts/credential-field';
import { shapeCredentials } from '../../../../cloudfunctions/core/accounts/shape-credentials';
import { CallError } from '../../../../cloudfunctions/core/errors';

const FIELDS = [
  credentialField('key', 'text'),
  credentialField('part.name', 'text'),
  credentialField('part.minutes', 'number'),
];

test('a dot leads into a part, and a number is one', () => {
  expect(shapeCredentials(FIELDS, { key: 'k', 'part.name': 'n', 'part.minutes': '30' })).toEqual({
    key: 'k',
    part: { name: 'n', minutes: 30 },
  });
});

test('what is left out is not there, and neither is a part of which all is left out', () => {
  expect(shapeCredentials(FIELDS, { key: 'k' })).toEqual({ key: 'k' });
  expect(shapeCredentials(FIELDS, { 'part.minutes': '10' })).toEqual({ part: { minutes: 10 } });
});

test.each(['', ' ', 'ten', '1e3', '0x10', 'NaN'])(
  '%j is no number, and stays as it is for the schema to refuse',
  (text) => {
    expect(shapeCredentials(FIELDS, { 'part.minutes': text })).toEqual({ part: { minutes: text } });
  },
);

test('a field that the vendor does not have is refused, whatever it is called, and not named', () => {
  const names = fc.oneof(fc.constantFrom('__proto__', 'constructor', 'part', 'part.', 'key.name'), fc.string());
  fc.assert(
    fc.property(names, (name) => {
      fc.pre(!FIELDS.some((field) => field.name === name));
      const shape = () => shapeCredentials(FIELDS, Object.fromEntries([[name, 'very-secret']]));
      expect(shape).toThrow(CallError);
      expect(shape).toThrow(/^the vendor has no such credential$/);
    }),
  );
});
