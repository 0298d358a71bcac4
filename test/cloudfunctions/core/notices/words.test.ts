import fc from 'fast-check';
import type { NoticeTemplate } from '../../../../cloudfunctions/core/notices/templates';
import { fieldsOf, type Telling } from '../../../../cloudfunctions/core/notices/words';
import { NOON } from '../../../support/cloud-rig';

const template: NoticeTemplate = { template: 't', camera: 'thing1', store: 'thing2', time: 'time3', note: 'thing4' };
const telling: Telling = {
  ...{ kind: 'offline', cameras: ['收银台'], store: '上海南京路店', at: NOON, lastedMs: null, zone: 'Asia/Shanghai' },
};
const MINUTE = 60_000;

const say = (more: Partial<Telling>, of: Partial<NoticeTemplate> = {}) =>
  fieldsOf({ ...template, ...of }, { ...telling, ...more });

test('a notice says which camera of which store, since when by the store’s clocks, and what to do', () => {
  expect(say({})).toEqual({
    ...{ thing1: '收银台', thing2: '上海南京路店', time3: '2026年1月1日 20:00', thing4: '请检查电源和网络' },
  });
  expect(say({ zone: 'America/New_York' })['time3']).toBe('2026年1月1日 07:00');
});

test('a template without room for it has no advice, one for a phrase has a short one', () => {
  expect(say({}, { note: null })).not.toHaveProperty('thing4');
  expect(say({}, { note: 'phrase4' })['phrase4']).toBe('已离线');
  expect(say({ kind: 'back', lastedMs: MINUTE }, { note: 'phrase4' })['phrase4']).toBe('已恢复');
});

test.each([
  [0, '离线了 1 分钟'],
  [12 * MINUTE, '离线了 12 分钟'],
  [200 * MINUTE, '离线了 3 小时 20 分钟'],
  [(3 * 24 * 60 + 125) * MINUTE, '离线了 3 天 2 小时'],
  [null, '已恢复在线'],
])('of a camera that was gone for %d ms it says so', (lastedMs, words) => {
  expect(say({ kind: 'back', lastedMs })['thing4']).toBe(words);
});

test.each<[string, readonly string[], string]>([
  ['of twenty characters stays', ['王'.repeat(20)], '王'.repeat(20)],
  ['of twenty-one is cut', ['王'.repeat(21)], `${'王'.repeat(19)}…`],
  ['leaves room for how many there are', ['王'.repeat(20), '二', '三'], `${'王'.repeat(13)}… 等 3 个`],
  ['is not cut within a rare character', ['a'.repeat(18) + '𠮷𠮷'], `${'a'.repeat(18)}…`],
  ['loses pictographs, which WeChat refuses', ['前台🐱👩🏽‍🚀🇨🇳1️⃣'], '前台1'],
  ['of nothing else is a camera', ['🐱'], '摄像头'],
  ['loses blanks it does not need', [' 前台  左 '], '前台 左'],
])('a name %s', (_, cameras, words) => {
  expect(say({ cameras })['thing1']).toBe(words);
});

test('whatever things are called, every field holds something that WeChat takes', () => {
  const name = fc.string({ unit: 'grapheme', maxLength: 40 });
  const cameras = fc.array(name, { minLength: 1, maxLength: 300 });
  const at = fc.integer({ min: 0, max: Date.UTC(2100, 0) });
  const lastedMs = fc.option(fc.integer({ min: 0, max: 1e11 }));
  const kind = fc.constantFrom('offline' as const, 'back' as const);
  fc.assert(
    fc.property(fc.record({ cameras, store: name, at, lastedMs, kind }), (more) => {
      const fields = say(more);
      for (const text of [fields['thing1'], fields['thing2'], fields['thing4']]) {
        expect(text).toMatch(/^[^\p{Cc}\p{Cs}\p{Extended_Pictographic}]{1,20}$/u);
        expect(text?.trim()).toBe(text);
        expect(text?.length).toBeLessThanOrEqual(20);
      }
      expect(fields['time3']).toMatch(/^\d{4}年\d{1,2}月\d{1,2}日 \d\d:\d\d$/);
    }),
  );
});
