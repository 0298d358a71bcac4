import fc from 'fast-check';
import { stringify } from 'csv-stringify/sync';

import { countRecords } from '../../../miniprogram/records/stores/csv-lines';
import { CallFailed } from '../../../miniprogram/utils/call-failed';
import { makeDeferred } from '../support/answers';
import { makeEntries, openAudit } from '../support/audit';
import { NOON } from '../support/phone';

async function openFile(count: number, filePage = 500) {
  const all = await openAudit({ entries: makeEntries(count) });
  all.cloud.filePage = filePage;
  return all;
}

test('the file has every entry once, below the heads, and is handed on at a tap', async () => {
  const { page, disk, phone, answers, clock } = await openFile(1_200);
  expect(page.bar).toMatchObject({ buttons: [{ act: 'begin', words: '导出 CSV' }] });
  page.pressFile('begin');
  await clock.pass(0);
  expect(page.bar).toMatchObject({ line: '已导出 1200 条', tone: 'good' });
  const [text = ''] = [...disk.files.values()];
  expect(text.startsWith('\uFEFF时间\r\ne0\r\n')).toBe(true);
  expect(text.endsWith('e1199\r\n')).toBe(true);
  expect(countRecords(text)).toBe(1_201);
  expect(answers.inputs('audit.export')).toEqual([
    { language: 'zh-CN' },
    { language: 'zh-CN', cursor: '500' },
    { language: 'zh-CN', cursor: '1000' },
  ]);
  expect(phone.sent).toEqual([]);

  page.pressFile('send');
  expect(phone.sent).toEqual(['usr:audit.csv as 操作记录 2026-11-20.csv']);
  await clock.pass(0);
  expect(page.bar).toMatchObject({ line: '已发出，1200 条' });
  expect(disk.files.size).toBe(0);
});

test('it holds what the filters leave', async () => {
  const { page, answers, clock } = await openFile(3);
  page.act('e0', 'person');
  await clock.pass(0);
  page.pressFile('begin');
  await clock.pass(0);
  expect(answers.inputs('audit.export')).toEqual([{ memberId: 'm2', language: 'zh-CN' }]);
});

test('it says how far it is, and stops when told to', async () => {
  const { page, file, disk, answers, clock } = await openFile(1_200);
  const slow = makeDeferred<{ csv: string; next: string | null }>();
  answers.on('audit.export', ({ cursor }) => (cursor === undefined ? { csv: 'a\r\nb\r\n', next: '1' } : slow.promise));
  page.pressFile('begin');
  await clock.pass(0);
  expect(page.bar).toMatchObject({ line: '正在导出，已取 1 条', buttons: [{ act: 'drop', words: '停止' }] });
  page.pressFile('drop');
  slow.resolve({ csv: 'c\r\n', next: null });
  await clock.pass(0);
  expect(file.stage).toEqual({ kind: 'none' });
  expect(disk.files.size).toBe(0);
});

test('whoever leaves the page leaves no file', async () => {
  const { page, disk, clock } = await openFile(3);
  page.pressFile('begin');
  await clock.pass(0);
  expect(disk.files.size).toBe(1);
  page.leave();
  expect(disk.files.size).toBe(0);
});

test('a page that failed is asked for again, and what is there is kept', async () => {
  const { page, disk, answers, cloud, clock } = await openFile(3, 2);
  answers.on('audit.export', ({ cursor }) => {
    if (cursor !== undefined) throw new CallFailed('timeout', 'R1', null);
    return { csv: '时间\r\ne0\r\ne1\r\n', next: '2' };
  });
  page.pressFile('begin');
  await clock.pass(0);
  expect(page.bar?.line).toBe('导出到 2 条停下了：等了 8 秒没有回应。网络可能较慢，换个位置再试');
  cloud.serve(answers);
  page.pressFile('go-on');
  await clock.pass(0);
  expect([...disk.files.values()]).toEqual(['时间\r\ne0\r\ne1\r\ne2\r\n']);
  expect(page.bar?.line).toBe('已导出 3 条');
});

test('asked to go slower it waits for as long as it is told, and goes on by itself', async () => {
  const { page, answers, cloud, clock } = await openFile(3);
  answers.refuse('audit.export', 'rate-limited', NOON + 4_000);
  page.pressFile('begin');
  await clock.pass(3_999);
  expect(page.bar?.line).toContain('等几秒自动接着取');
  expect(answers.inputs('audit.export')).toHaveLength(1);
  cloud.serve(answers);
  await clock.pass(1);
  expect(page.bar?.line).toBe('已导出 3 条');
});

test('asked for rest over and over it gives up in words', async () => {
  const { page, answers, clock } = await openFile(3);
  answers.refuse('audit.export', 'rate-limited');
  page.pressFile('begin');
  await clock.pass(60_000);
  expect(answers.inputs('audit.export')).toHaveLength(6);
  expect(page.bar).toMatchObject({ tone: 'bad', buttons: [{ act: 'go-on' }, { act: 'drop' }] });
});

test('on a full phone there is no half of a file', async () => {
  const { page, disk, clock } = await openFile(3);
  disk.isFull = true;
  page.pressFile('begin');
  await clock.pass(0);
  expect(page.bar).toMatchObject({ line: '手机空间不够，没有存下。清出一些空间再导出', tone: 'bad' });
  expect(disk.files.size).toBe(0);
});

test.each([
  ['cancelled', '没有发出。文件还在，可以再发', ['send', 'drop']],
  ['failed', '微信没有发出这个文件。再发一次', ['send', 'drop']],
  ['unsupported', '这个微信版本发不了文件。更新微信后再导出', ['drop']],
] as const)('a file that was not sent (%s) says so and stays', async (result, line, acts) => {
  const { page, phone, disk, clock } = await openFile(3);
  phone.result = result;
  page.pressFile('begin');
  await clock.pass(0);
  page.pressFile('send');
  await clock.pass(0);
  expect(page.bar?.line).toBe(line);
  expect(page.bar?.buttons.map(({ act }) => act)).toEqual(acts);
  expect(disk.files.size).toBe(1);
});

test('records are counted whatever their cells hold', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', '\r\n', '店'), maxLength: 8 });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 8 }), (rows) => {
      const csv = stringify(rows, { record_delimiter: '\r\n', quoted: true });
      expect(countRecords(csv)).toBe(rows.length);
    }),
  );
});
