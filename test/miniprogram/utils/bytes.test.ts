import { byteWords } from '../../../miniprogram/utils/bytes';
import { patchList } from '../../../miniprogram/utils/list-patch';

test.each([
  [0, '0 B'],
  [1_023, '1023 B'],
  [1_024, '1 KB'],
  [48 * 1_024, '48 KB'],
  [12.34 * 1_048_576, '12.3 MB'],
  [123.4 * 1_048_576, '123 MB'],
  [3 * 1_073_741_824, '3.0 GB'],
  [5_000 * 1_073_741_824, '5000 GB'],
])('%d bytes read %s', (bytes, text) => {
  expect(byteWords(bytes)).toBe(text);
});

const row = (key: string, name = key) => ({ key, name });

describe('what a list is given', () => {
  test('is all of it at first, and nothing while nothing changes', () => {
    expect(patchList('rows', [], [row('a')])).toEqual({ rows: [row('a')] });
    expect(patchList('rows', [row('a')], [row('a')])).toEqual({});
    expect(patchList('rows', [], [])).toEqual({});
  });

  test('is the rows at its end, when more came', () => {
    expect(patchList('rows', [row('a'), row('b')], [row('a'), row('b'), row('c')])).toEqual({ 'rows[2]': row('c') });
  });

  test('is one row, when one was named anew', () => {
    expect(patchList('rows', [row('a'), row('b')], [row('a'), row('b', '新')])).toEqual({ 'rows[1]': row('b', '新') });
  });

  test('is all of it, when some went or moved', () => {
    expect(patchList('rows', [row('a'), row('b')], [row('b')])).toEqual({ rows: [row('b')] });
    expect(patchList('rows', [row('a')], [])).toEqual({ rows: [] });
    expect(patchList('rows', [row('a'), row('b')], [row('b'), row('a')])).toEqual({ rows: [row('b'), row('a')] });
  });
});
