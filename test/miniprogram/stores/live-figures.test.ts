import { dictionaries } from '../../../miniprogram/live/i18n/index';
import { delayWords, figureRows } from '../../../miniprogram/live/stores/live-figures';
import { environmentFacts, reportLines, reportText } from '../../../miniprogram/live/stores/live-report';
import { addReport, keepBill, noStats } from '../../../miniprogram/live/stores/live-stats';
import { Trace, maskId } from '../../../miniprogram/stores/watching/trace';
import { environment } from '../support/live-phone';
import { SHANGHAI } from '../support/phone';

const wifi = { connected: true, kind: 'wifi' } as const;
const words = dictionaries['zh-CN'];
const START = Date.UTC(2026, 10, 20, 6, 5, 0, 7);

const report = {
  videoFPS: 15,
  videoBitrate: 480,
  audioBitrate: 32,
  netSpeed: 512,
  netJitter: 12,
  netQualityLevel: 1,
  videoWidth: 640,
  videoHeight: 360,
  videoCache: 420,
  videoGOP: 2,
};

test('a report becomes rows in words', () => {
  const stats = addReport(noStats, report, START, wifi);
  const rows = figureRows(stats, { words: words.live, carriage: { protocol: 'FLV', mode: 'RTC' }, network: 'wifi' });

  expect(rows.map(({ label, value }) => `${label} ${value}`)).toEqual([
    '缓冲 420 毫秒',
    '帧率 15 帧/秒',
    '码率 512 kbps',
    '分辨率 640 × 360',
    '关键帧间隔 2 秒',
    '网络抖动 12 毫秒',
    '网络质量 很好',
    '协议 FLV',
    '模式 低延迟',
    '网络 Wi-Fi',
    '本次流量 0.1 MB',
    '其中移动数据 0.0 MB',
  ]);
  expect(delayWords(stats, words.live)).toBe('0.4 秒');
});

test('what the player does not say is a dash, not a zero', () => {
  const rows = figureRows(addReport(noStats, {}, START, wifi), {
    words: words.live,
    carriage: null,
    network: 'unknown',
  });

  expect(rows.filter(({ value }) => value === '—').map(({ key }) => key)).toEqual([
    'delay',
    'frames',
    'rate',
    'size',
    'gop',
    'jitter',
    'link',
    'protocol',
    'mode',
  ]);
  expect(delayWords(noStats, words.live)).toBe('');
});

test('a long silence between two reports is not billed', () => {
  const first = addReport(noStats, { netSpeed: 800 }, START, wifi);
  const later = addReport(first, { netSpeed: 800 }, START + 60_000, wifi);

  expect(later.bytes - first.bytes).toBe(500_000);
});

test('the bill goes on over a change of address, the figures do not', () => {
  const stats = keepBill(addReport(noStats, report, START, wifi));

  expect(stats).toMatchObject({ bytes: 64_000, fps: null, cacheMs: null });
});

test('a diagnosis lists the phone and the steps with their times', () => {
  const trace = new Trace();
  trace.add(START, 'code', '2004');
  trace.add(START + 1_000, 'code', '2005');
  trace.add(START + 2_000, 'code', '2005');
  trace.add(START + 2_500, 'broken', 'disconnected');
  const lines = reportLines(trace.entries, words.diagnosis, SHANGHAI);
  const facts = environmentFacts(environment, 'wifi', words);

  expect(reportText(facts, lines, '播放诊断')).toBe(
    [
      '播放诊断',
      '手机: HUAWEI P60',
      '系统: Android 14',
      '微信: 8.0.50',
      '基础库: 3.5.0',
      '网络: Wi-Fi',
      '麦克风权限: 已允许',
      '',
      '14:05:00.007  播放器代码 2004',
      '14:05:01.007  播放器代码 2005 ×2',
      '14:05:02.507  画面中断 disconnected',
    ].join('\n'),
  );
});

test('only the last steps are kept', () => {
  const trace = new Trace();
  for (let index = 0; index < 400; index += 1) trace.add(START + index, 'code', String(index));

  expect(trace.entries).toHaveLength(300);
  expect(trace.entries.at(-1)?.detail).toBe('399');
});

test.each([
  ['abc', '****'],
  ['camera-4711', 'ca****11'],
])('the id %s is written as %s', (id, masked) => {
  expect(maskId(id)).toBe(masked);
});
