import fc from 'fast-check';

import { isMakersLabel, readCameraLabel } from '../../../miniprogram/utils/camera-label';

test.each([
  ['as EZVIZ prints it', 'www.ys7.com\rC12345678\rABCDEF\rCS-C6N-1C2WFR\r', 'ABCDEF', 'CS-C6N-1C2WFR'],
  ['with other ends of lines', 'ys7.com\r\nC12345678\r\nABCDEF\r\nCS-C6N', 'ABCDEF', 'CS-C6N'],
  ['in small letters', 'ys7.com\rc12345678\rabcdef', 'ABCDEF', ''],
  ['without a code', 'ezviz.com\rC12345678', '', ''],
  ['with something else in the place of the code', 'ezviz.com\rC12345678\rCS-C6N-1C2', '', ''],
  ['as an address', 'https://open.ys7.com/d/C12345678?from=label', '', ''],
])('a label %s names its camera', (_, text, code, model) => {
  expect(readCameraLabel(text)).toEqual({ serial: 'C12345678', code, model });
});

test('a serial number alone is kept as another maker prints it', () => {
  expect(readCameraLabel(' a1:b2-c3.d4 ')).toEqual({ serial: 'a1:b2-c3.d4', code: '', model: '' });
  expect(isMakersLabel('a1:b2-c3.d4')).toBe(false);
});

test.each(['', 'abc', 'https://example.com/C12345678', 'ys7.com', 'ys7.com\rC1\rABCDEF', '收银台', 'two words'])(
  '%j names no camera',
  (text) => {
    expect(readCameraLabel(text)).toBeNull();
  },
);

test('whatever is scanned, what is read of it fits the fields', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, maker) => {
      const label = readCameraLabel(maker ? `ys7.com\r${text}` : text);
      expect(label?.serial ?? 'C123').toMatch(/^[\w:.-]{4,64}$/);
      expect(label?.code ?? '').toMatch(/^([0-9A-Z]{6})?$/);
    }),
  );
});
