import { zhCn as fileZh } from '../../../cloudfunctions/core/audit/words/zh-cn';
import { dictionaries } from '../../../miniprogram/records/i18n/index';
import { KIND_KEYS } from '../../../miniprogram/records/stores/audit-filter';
import { auditRows, type AuditSetting } from '../../../miniprogram/records/stores/audit-words';
import type { AuditEntry } from '../../../typings/contract/audit';
import { BEIJING, makeEntry, WU, ZHOU } from '../support/audit';
import { NOON } from '../support/phone';

const HOUR = 3_600_000;

function setting(change: Partial<AuditSetting> = {}): AuditSetting {
  const words = dictionaries['zh-CN'];
  return { words, offsets: BEIJING, now: NOON, own: ZHOU.visitorCode, doubles: new Set(), ...change };
}

const row = (change: Partial<AuditEntry>, told: Partial<AuditSetting> = {}) =>
  auditRows([makeEntry('e', change)], setting(told))[0]!;

test.each(['zh-CN', 'en'] as const)('every action that the cloud records has words (%s), and no other', (language) => {
  const { actions, kinds, results } = dictionaries[language].audit;
  // The file's words name every action, kind and failure there is: the compiler sees to that.
  const { ok: _done, ...failures } = fileZh.results;
  expect(Object.keys(actions).sort()).toEqual(Object.keys(fileZh.actions).sort());
  expect(Object.keys(kinds).sort()).toEqual(Object.keys(fileZh.kinds).sort());
  expect(Object.keys(results).sort()).toEqual(Object.keys(failures).sort());
  expect([...KIND_KEYS].sort()).toEqual(Object.keys(fileZh.kinds).sort());
});

test('an entry says who did what, where, and how long', () => {
  expect(row({ action: 'live.close', durationMs: 200_000 })).toEqual({
    key: 'e',
    day: '今天',
    time: '14:05:00',
    title: '小吴 关闭实时画面',
    detail: '收银台 · 南京路店 · 看了 3 分 20 秒',
    fault: '',
    label: '今天，14:05:00，小吴 关闭实时画面，收银台 · 南京路店 · 看了 3 分 20 秒',
  });
});

test('days head the entries of the store’s clocks', () => {
  const at = (hours: number) => makeEntry(`e${hours}`, { at: NOON - hours * HOUR });
  const days = (entries: readonly AuditEntry[], told?: Partial<AuditSetting>) =>
    auditRows(entries, setting(told)).map(({ day }) => day);
  expect(days([at(1), at(14), at(15), at(38), at(39), at(24 * 400)])).toEqual([
    '今天',
    '',
    '昨天',
    '',
    '11月18日',
    '2025年10月16日',
  ]);
  // Eight hours behind Greenwich it is still the evening before.
  expect(days([at(1), at(14), at(23)], { offsets: [{ from: 0, minutes: -480 }] })).toEqual(['今天', '', '昨天']);
  expect(row({}, { offsets: [{ from: 0, minutes: -480 }] }).time).toBe('22:05:00');
});

test('a person is called as they can be told apart', () => {
  expect(row({ who: ZHOU }).title).toBe('我 打开实时画面');
  expect(row({}, { doubles: new Set(['小吴']) }).title).toBe('小吴（WU22WU） 打开实时画面');
  expect(row({ who: { ...WU, name: '' } }).title).toBe('未留名字（WU22WU） 打开实时画面');
  expect(row({ who: null }).title).toBe('已注销的人 打开实时画面');
});

test('what failed says why, also when nobody knows the code', () => {
  expect(row({ result: 'device-offline' }).fault).toBe('没成：摄像头离线');
  expect(row({ result: 'of-tomorrow' }).fault).toBe('没成：of-tomorrow');
});

test('an action without words is told by its kind', () => {
  expect(row({ kind: 'ptz', action: 'ptz.dance' }).title).toBe('小吴 云台');
  expect(row({ kind: 'ptz', action: 'constructor' }).title).toBe('小吴 云台');
});

test('a stretch of the past stands by the clocks of its time', () => {
  const place = 'device' as const;
  expect(row({ past: { place, from: NOON - HOUR, to: NOON } }).detail).toContain('存储卡 今天 13:05:00–14:05:00');
  const midnight = Date.UTC(2026, 10, 19, 16);
  expect(row({ past: { place, from: midnight - HOUR, to: midnight } }).detail).toContain('昨天 23:00:00–00:00:00');
  expect(row({ past: { place, from: midnight - HOUR, to: midnight + 1 } }).detail).toContain(
    '昨天 23:00:00–今天 00:00:00',
  );
  const yearBefore = NOON - 365 * 24 * HOUR;
  expect(row({ past: { place, from: yearBefore, to: NOON } }).detail).toContain(
    '2025年11月20日 14:05:00–今天 14:05:00',
  );
  expect(row({ past: { place, from: yearBefore, to: NOON + 24 * HOUR } }).detail).toContain(
    '2025年11月20日 14:05:00–2026年11月21日 14:05:00',
  );
  // The clocks went on by an hour in between.
  const offsets = [
    { from: 0, minutes: 420 },
    { from: NOON - HOUR / 2, minutes: 480 },
  ];
  expect(row({ past: { place, from: NOON - HOUR, to: NOON } }, { offsets }).detail).toContain('12:05:00–14:05:00');
});

test.each([
  ['ptz.hold', 'up-left', '向左上'],
  ['ptz.stop', 'zoom-in', '拉近'],
  ['switch.set', 'mask on', '打开镜头遮蔽'],
  ['switch.set', 'level 3', '码流改为高清'],
  ['talk.send', '3.2 s', '3.2 秒'],
  ['invite.make', 'staff', '作为店员'],
  ['invite.accept', 'owner', '作为老板'],
  ['member.own', 'no owner', '不再是老板'],
  ['camera.hide', 'hidden', '隐藏'],
  ['camera.hide', 'shown', '重新显示'],
  ['offer.take', 'new', '新摄像头'],
  ['offer.take', 'renamed', '新名字'],
  ['offer.take', 'gone', '已不在账号里'],
  ['share.make', 'playback', '录像'],
  ['audit.export', '500', '500 条'],
  ['preset.go', '大门', '大门'],
  ['phrase.play', '欢迎光临', '欢迎光临'],
  ['ptz.hold', 'sideways', 'sideways'],
] as const)('%s of “%s” reads %s', (action, detail, words) => {
  expect(row({ action, detail, cameraName: null, storeName: null }).detail).toBe(words);
});

test('what somebody was given reads as role, rights and hours', () => {
  const given = row({ action: 'member.grant', detail: 'staff view,playback 22:00-06:00', cameraName: null });
  const { rights, roles } = dictionaries['zh-CN'].people;
  expect(given.detail).toBe(`南京路店 · ${roles.staff} · ${rights.view}、${rights.playback} · 22:00–次日 06:00`);
  expect(row({ action: 'member.grant', detail: 'staff view', cameraName: null }).detail).not.toContain('–');
});
