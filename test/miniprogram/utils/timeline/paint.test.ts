import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { layOut } from '../../../../miniprogram/playback/utils/timeline/layout';
import { paint, type Scene } from '../../../../miniprogram/playback/utils/timeline/paint';
import { PALETTES, type ThemeName } from '../../../../miniprogram/playback/utils/timeline/palette';
import { DAY, HOUR, makePast, makeSegment, MIDNIGHT, MINUTE, RecordingSurface, WIDTH } from '../../support/timeline';

const layout = layOut({ width: WIDTH, height: 106 }, 12);
const palette = PALETTES.light;
const NOON = MIDNIGHT + 12 * HOUR;
const words = { date: '{monthName}{day}日', monthNames: '1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月' };

function draw(changes: Partial<Scene> = {}): RecordingSurface {
  const surface = new RecordingSurface();
  const window = { centre: NOON, spanMs: 6 * HOUR };
  paint(surface, { window, past: makePast(), selection: null, held: null, layout, palette, words, ...changes });
  return surface;
}
/** From which px to which, rounded. */
const across = (rects: readonly { readonly x: number; readonly width: number }[]) =>
  rects.map(({ x, width }) => [Math.round(x), Math.round(x + width)]);

test('without a past nothing is drawn', () => {
  expect(draw({ past: null }).drawn).toEqual([]);
});

test('what was recorded lies where it was, cut at the edges of the screen', () => {
  const [left, right] = draw().rects(palette.recorded.device.other);
  expect([left?.x, right?.x].map((x) => Math.round(x ?? NaN))).toEqual([-7, 300]);
  expect(across([left ?? { x: 0, width: 0 }])).toEqual([[-7, 180]]);
  expect((right?.x ?? 0) + (right?.width ?? 0)).toBeGreaterThanOrEqual(WIDTH);
});

test('only what is visible is drawn', () => {
  const segments = Array.from({ length: 1_440 }, (_, n) =>
    makeSegment(MIDNIGHT + n * MINUTE, MIDNIGHT + n * MINUTE + 40_000),
  );
  const past = makePast({ segments });
  const close = draw({ past, window: { centre: NOON, spanMs: 10 * MINUTE } });

  expect(close.rects(palette.recorded.device.other).length).toBeLessThanOrEqual(12);
});

test('segments that touch on the screen are drawn as one', () => {
  const segments = Array.from({ length: 1_440 }, (_, n) =>
    makeSegment(MIDNIGHT + n * MINUTE, MIDNIGHT + n * MINUTE + 58_000),
  );
  const whole = draw({ past: makePast({ segments }), window: { centre: NOON, spanMs: DAY } });

  const [[from, to] = [], ...others] = across(whole.rects(palette.recorded.device.other));
  expect([from, others]).toEqual([0, []]);
  expect(to).toBeGreaterThanOrEqual(WIDTH);
});

test('motion stands out by colour and by height', () => {
  const segments = [
    makeSegment(NOON - HOUR, NOON),
    makeSegment(NOON, NOON + HOUR, 'motion'),
    makeSegment(NOON + HOUR, NOON + 2 * HOUR, 'unknown'),
  ];
  const surface = draw({ past: makePast({ segments }) });
  const [motion] = surface.rects(palette.recorded.device.motion);
  const [timed] = surface.rects(palette.recorded.device.other);

  expect(across(surface.rects(palette.recorded.device.motion))).toEqual([[180, 240]]);
  expect(across(surface.rects(palette.recorded.device.other))).toEqual([
    [120, 180],
    [240, 300],
  ]);
  expect(motion?.height).toBeGreaterThan(timed?.height ?? 0);
});

test('the shortest event still shows', () => {
  const segments = [makeSegment(NOON, NOON + 2_000, 'motion')];
  const surface = draw({ past: makePast({ segments }), window: { centre: NOON, spanMs: DAY } });

  expect(surface.rects(palette.recorded.device.motion)[0]?.width).toBe(1);
});

test('places have colours of their own', () => {
  const cloud = draw({ past: makePast({ place: 'cloud' }) });
  expect(cloud.rects(palette.recorded.cloud.other)).toHaveLength(2);
  expect(cloud.rects(palette.recorded.device.other)).toEqual([]);
});

test('gaps are hatched, and nothing else', () => {
  const [hatching] = draw().drawn.filter(({ kind }) => kind === 'lines');
  if (hatching?.kind !== 'lines') throw new Error('no hatching');

  expect(across(hatching.within)).toEqual([[180, 300]]);
  expect(hatching.count).toBeGreaterThan(10);
});

test('the hatching moves with the time', () => {
  const firstLine = (centre: number) => draw({ window: { centre, spanMs: 6 * HOUR } }).moves[0] ?? NaN;
  const minutePx = WIDTH / 360;

  expect(firstLine(NOON) - firstLine(NOON + MINUTE)).toBeCloseTo(minutePx, 6);
});

test('what nobody knows is neither recorded nor a gap', () => {
  const surface = draw({ past: makePast({ known: false, segments: [] }) });

  expect(surface.drawn.filter(({ kind }) => kind === 'lines')).toEqual([]);
  expect(surface.rects(palette.recorded.device.other)).toEqual([]);
  expect(surface.rects(palette.track)).toHaveLength(1);
});

test('after the present there is nothing but its line', () => {
  const surface = draw({ past: makePast({ now: NOON + HOUR }) });

  expect(across(surface.rects(palette.danger))).toEqual([[239, 241]]);
  expect(across(surface.rects(palette.track))).toEqual([[0, 240]]);
  expect(draw().rects(palette.danger)).toEqual([]);
});

test('the cursor stands in the middle with the store’s time over it', () => {
  const surface = draw({ window: { centre: NOON + 97 * MINUTE + 20_000, spanMs: HOUR } });

  expect(surface.texts).toContain('13:37:20');
  expect(across(surface.rects(palette.text)).at(0)).toEqual([179, 181]);
});

test('times are written as far apart as they are long, a day with its date', () => {
  const day = ['11月20日', '03:00', '06:00', '09:00', '12:00', '15:00', '18:00', '21:00', '11月21日'];
  expect(draw({ window: { centre: NOON, spanMs: DAY } }).texts).toEqual(expect.arrayContaining(day));
  expect(draw({ window: { centre: NOON, spanMs: MINUTE } }).texts).toContain('12:00:15');
});

test('no two times overlap, whatever the range and the size of letters', () => {
  for (const fontPx of [10, 12, 17]) {
    for (let spanMs = MINUTE; spanMs <= DAY; spanMs *= 1.17) {
      const surface = draw({ window: { centre: NOON, spanMs }, layout: layOut({ width: WIDTH, height: 150 }, fontPx) });
      const times = surface.drawn.flatMap((one) => (one.kind === 'text' && one.y > fontPx * 2 ? [one] : []));
      times.forEach(({ x, text }, index) => {
        const before = times[index - 1];
        if (before !== undefined) expect(x - before.x).toBeGreaterThan(((text.length + before.text.length) / 2) * 6);
      });
    }
  }
});

test('a selection is a veil between two ends; the one held is larger', () => {
  const selection = { from: NOON - HOUR, to: NOON + HOUR };
  const resting = draw({ selection });
  const veil = resting.drawn.find((one) => one.kind === 'rect' && one.alpha < 1);
  const held = draw({ selection, held: 'to' });
  const gripOf = (surface: RecordingSurface) =>
    Math.max(...surface.rects(palette.warning).map(({ height, width }) => (height === width ? width : 0)));

  expect(veil).toMatchObject({ colour: palette.warning, rect: { x: 120, width: 120 } });
  expect(resting.rects(palette.warning)).toHaveLength(5);
  expect(gripOf(held)).toBeGreaterThan(gripOf(resting));
});

test('an end beyond the screen is not drawn, the veil is cut', () => {
  const surface = draw({ selection: { from: NOON - DAY, to: NOON } });
  const [veil] = surface.rects(palette.warning);

  expect(veil?.x).toBeGreaterThan(-20);
  expect(surface.rects(palette.warning)).toHaveLength(3);
});

describe.each<ThemeName>(['light', 'dark'])('colours, %s', (theme) => {
  const colours = PALETTES[theme];
  const style = readFileSync(join(__dirname, '../../../../miniprogram/app.wxss'), 'utf8');
  const [light = '', dark = ''] = style.split('prefers-color-scheme: dark');
  const named = (name: string) => new RegExp(`--kd-${name}: ([^;]+);`).exec(theme === 'dark' ? dark : light)?.[1];

  test('are those of the app', () => {
    const own = [colours.warning, colours.danger, colours.surface, colours.text, colours.secondary, colours.line];
    expect(own).toEqual(['warning', 'danger', 'surface', 'text', 'text-2', 'line'].map(named));
    expect(colours.track).toBe(named('page'));
  });

  test('can be told from what they lie on', () => {
    for (const { other, motion } of Object.values(colours.recorded)) {
      expect(contrast(other, colours.track)).toBeGreaterThanOrEqual(2.8);
      expect(contrast(motion, other)).toBeGreaterThanOrEqual(2);
    }
    for (const ink of [colours.text, colours.secondary]) {
      expect(contrast(ink, colours.surface)).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(colours.warning, colours.track)).toBeGreaterThanOrEqual(3);
  });
});

/** As the Web Content Accessibility Guidelines count it. */
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const digits = colour.slice(1).replace(/^(.)(.)(.)$/, '$1$1$2$2$3$3');
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((start) => {
    const share = Number.parseInt(digits.slice(start, start + 2), 16) / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
