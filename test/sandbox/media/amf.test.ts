import fc from 'fast-check';
import { decodeAmf, encodeAmf, type Amf } from '../../../sandbox/media/amf';

const values: fc.Arbitrary<Amf> = fc.letrec<{ value: Amf }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.string(),
    fc.constant(null),
    fc.constant(undefined),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.string({ minLength: 1 }), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

test('a command is written as the specification says', () => {
  const bytes = encodeAmf('play', 1, null, { a: true });
  expect(bytes.toString('hex')).toBe(
    ['020004', '706c6179', '00', '3ff0000000000000', '05', '03', '000161', '0101', '000009'].join(''),
  );
});

test('values come back as they were written', () => {
  fc.assert(
    fc.property(fc.array(values, { maxLength: 4 }), (list) => expect(decodeAmf(encodeAmf(...list))).toEqual(list)),
  );
});

test('arrays with names, dates and long texts of other writers are understood', () => {
  const named = Buffer.from('080000000100016b00400000000000000000' + '0009', 'hex');
  expect(decodeAmf(named)).toEqual([{ k: 2 }]);
  expect(decodeAmf(Buffer.from('0b4024000000000000' + '0000', 'hex'))).toEqual([10]);
  expect(decodeAmf(Buffer.from('0c000000026869', 'hex'))).toEqual(['hi']);
});

test.each([
  ['of an unknown type', '11'],
  ['cut short', '020009'],
  ['whose object never ends', '03000161'],
])('a message %s is refused', (_, hex) => {
  expect(() => decodeAmf(Buffer.from(hex, 'hex'))).toThrow();
});

test('a message nested without end is refused', () => {
  expect(() => decodeAmf(Buffer.from('0a00000001'.repeat(10_000), 'hex'))).toThrow('too deep');
});

test('a key named __proto__ is a key like any other', () => {
  const [value] = decodeAmf(Buffer.from('0300095f5f70726f746f5f5f0101000009', 'hex'));
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(JSON.stringify(value)).toBe('{"__proto__":true}');
});
