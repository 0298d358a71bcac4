import fc from 'fast-check';
import { toCsv } from '../../../../cloudfunctions/core/audit/csv';
import { en } from '../../../../cloudfunctions/core/audit/words/en';
import { zhCn } from '../../../../cloudfunctions/core/audit/words/zh-cn';
import type { AuditEntry } from '../../../../typings/contract/audit';
import { NOON } from '../../../support/cloud-rig';
import { readCsv } from '../../../support/read-csv';

const makeEntry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{ id: 'line-1', at: NOON, who: { id: 'm1', name: '小王', visitorCode: 'ABC234' }, kind: 'live' },
  ...{ action: 'live.open', storeName: '上海南京路店', cameraName: '收银台', result: 'ok', detail: '' },
  ...{ durationMs: null, past: null },
  ...more,
});

const SHANGHAI = 'Asia/Shanghai';
const rowsOf = (entry: Partial<AuditEntry>, zone = SHANGHAI) =>
  readCsv(toCsv([{ entry: makeEntry(entry), zone }], { words: zhCn, isFirst: false }));

test('a line tells who did what, where, when and with what result, in words', () => {
  const past = { place: 'cloud', from: NOON - 3_600_000, to: NOON } as const;
  expect(rowsOf({ kind: 'playback', action: 'playback.close', durationMs: 61_400, past })).toEqual([
    [
      ...['2026-01-01 20:00:00+08:00', '小王', 'ABC234', '看回放', '关闭回放', '上海南京路店', '收银台', '成功', ''],
      ...['61', '云端', '2026-01-01 19:00:00+08:00', '2026-01-01 20:00:00+08:00'],
    ],
  ]);
});

test('times are those of the store’s clocks, summer and winter', () => {
  const at = (instant: number) => rowsOf({ at: instant }, 'Europe/Berlin')[0]![0];
  expect(at(NOON)).toBe('2026-01-01 13:00:00+01:00');
  expect(at(Date.UTC(2026, 6, 1, 12))).toBe('2026-07-01 14:00:00+02:00');
});

test('of a deleted account nothing is left, and what nobody has a word for any more stands as it was', () => {
  const [row] = rowsOf({ who: null, action: 'door.open', result: 'toString', storeName: null, cameraName: null });
  expect(row!.slice(1, 8)).toEqual(['已注销', '', '看实时', 'door.open', '', '', 'toString']);
});

test('the first page begins with the mark of UTF-8 and the heads, in either language', () => {
  const heads = ([zhCn, en] as const).map((words) => toCsv([], { words, isFirst: true }));
  expect(heads[0]).toMatch(/^\uFEFF时间,姓名,识别码,.*\r\n$/);
  expect(heads[1]).toMatch(/^\uFEFFTime,Name,Visitor code,.*\r\n$/);
  expect(toCsv([], { words: zhCn, isFirst: false })).toBe('');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1'])('a spreadsheet does not reckon %j out', (text) => {
  const [row] = rowsOf({ cameraName: text, detail: text });
  expect([row![6], row![8]]).toEqual([`'${text}`, `'${text}`]);
});

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', ',', '\r', '\n', '\t', '=', '+', '-', '@', "'", ' ', '店'),
    fc.string({ unit: 'grapheme' }),
  ),
});

test('whatever people call things, pages put together read back as what went in', () => {
  const entries = fc.array(fc.record({ name: text, cameraName: text, detail: text }), { maxLength: 8 });
  fc.assert(
    fc.property(entries, fc.nat(8), (list, cut) => {
      const lines = list.map(({ name, ...more }) => {
        const who = { id: 'm1', name, visitorCode: 'ABC234' };
        return { entry: makeEntry({ ...more, who }), zone: SHANGHAI };
      });
      const first = toCsv(lines.slice(0, cut), { words: en, isFirst: true });
      const [heads, ...rows] = readCsv(first.slice(1) + toCsv(lines.slice(cut), { words: en, isFirst: false }));
      expect(heads).toHaveLength(13);
      const kept = (value: string): string => (/^[=+\-@\t\r＝＋－＠]/u.test(value) ? `'${value}` : value);
      expect(rows.map((row) => [row[1], row[6], row[8]])).toEqual(
        list.map(({ name, cameraName, detail }) => [name, cameraName, detail].map(kept)),
      );
    }),
    { numRuns: 300 },
  );
});
