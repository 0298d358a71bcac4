import fc from 'fast-check';
import { backingOf, MOST_BACKING_PX } from '../../../../miniprogram/playback/utils/timeline/surface';
import {
  keepWithin,
  panBy,
  stepMs,
  timeAt,
  visibleSpan,
  xAt,
  zoomOf,
  ZOOMS,
  NARROWEST_MS,
  WIDEST_MS,
} from '../../../../miniprogram/playback/utils/timeline/window';
import { DAY, HOUR, MIDNIGHT, MINUTE, SECOND, WIDTH } from '../../support/timeline';

const noon = MIDNIGHT + 12 * HOUR;
const hour = { centre: noon, spanMs: HOUR };

const anyWindow = fc.record({
  centre: fc.integer({ min: MIDNIGHT, max: MIDNIGHT + DAY }),
  spanMs: fc.integer({ min: NARROWEST_MS, max: WIDEST_MS }),
});
const anyX = fc.integer({ min: 0, max: WIDTH });

test('the cursor’s time is in the middle, earlier times are on the left', () => {
  expect(xAt(hour, WIDTH, noon)).toBe(WIDTH / 2);
  expect(xAt(hour, WIDTH, noon - 30 * MINUTE)).toBe(0);
  expect(timeAt(hour, WIDTH, WIDTH)).toBe(noon + 30 * MINUTE);
  expect(visibleSpan(hour)).toEqual({ from: noon - 30 * MINUTE, to: noon + 30 * MINUTE });
});

test('a place on the screen and its time lead to each other', () => {
  fc.assert(
    fc.property(anyWindow, anyX, (window, x) => {
      expect(xAt(window, WIDTH, timeAt(window, WIDTH, x))).toBeCloseTo(x, 2);
    }),
  );
});

test('what is under a finger stays under it while it drags', () => {
  fc.assert(
    fc.property(anyWindow, anyX, anyX, (window, from, to) => {
      const held = timeAt(window, WIDTH, from);
      expect(xAt(panBy(window, WIDTH, to - from), WIDTH, held)).toBeCloseTo(to, 2);
    }),
  );
});

test('a window stays within what is known and between a minute and a day', () => {
  const bounds = { from: MIDNIGHT, to: noon };
  expect(keepWithin({ centre: MIDNIGHT - 1, spanMs: 1 }, bounds)).toEqual({ centre: MIDNIGHT, spanMs: MINUTE });
  expect(keepWithin({ centre: MIDNIGHT + DAY, spanMs: 3 * DAY }, bounds)).toEqual({ centre: noon, spanMs: DAY });
});

test('a step is a fair part of what is visible', () => {
  expect(ZOOMS.map(({ spanMs }) => stepMs(spanMs))).toEqual([HOUR, 15 * MINUTE, 2 * MINUTE, 30 * SECOND, 2 * SECOND]);
});

test('a zoom button stands for its own range only', () => {
  expect(ZOOMS.map(({ spanMs }) => zoomOf(spanMs))).toEqual(['24h', '6h', '1h', '10m', '1m']);
  expect(zoomOf(2 * HOUR)).toBeNull();
});

test('a canvas is as sharp as the screen until WeChat’s limit', () => {
  expect(backingOf({ width: 375, height: 106 }, 2)).toEqual({ width: 750, height: 212, scale: 2 });
  const clamped = backingOf({ width: 932, height: 120 }, 3);
  expect(clamped.width).toBe(MOST_BACKING_PX);
  expect(clamped.scale).toBeCloseTo(1365 / 932, 6);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 500 }), (width, height) => {
      const backing = backingOf({ width, height }, 3.5);
      expect(Math.max(backing.width, backing.height)).toBeLessThanOrEqual(MOST_BACKING_PX);
      expect(Math.min(backing.width, backing.height)).toBeGreaterThanOrEqual(1);
    }),
  );
});
