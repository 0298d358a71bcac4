import { Feeds } from '../../../sandbox/media/feed';
import type { FlvTag } from '../../../sandbox/media/flv';
import { FORMATS, type Quality } from '../../../sandbox/media/formats';
import { renderSegment } from '../../../sandbox/media/hls';
import { HOME_LOOK, type Look } from '../../../sandbox/media/look';
import type { Picture } from '../../../sandbox/media/picture';
import { Scene, type CameraPicture } from '../../../sandbox/media/scene';
import { lookPoint, readLook, readStrip, stripPoint, type LookFigures } from '../../../sandbox/media/strip';
import { nalsOf } from '../../support/media/flv-bytes';
import { createDecoder, type H264Decoder } from '../../support/media/h264-decoder';
import { makeMediaClock } from '../../support/media/media-clock';
import { readTransportStream, splitAnnexB } from '../../support/media/ts-bytes';

const INSTANT = Date.UTC(2026, 0, 1);
const camera: CameraPicture = { cloud: 1, device: 7, label: 'Cashier 01' };
const BLACK = 16;

const paint = (look: Partial<Look>, quality: Quality = 'sub'): Picture =>
  new Scene({ ...camera, look: () => ({ ...HOME_LOOK, ...look }) }, quality).paint(INSTANT);
const lumaAt = ({ y, lumaStride }: Picture, column: number, row: number): number => y[row * lumaStride + column] ?? -1;
/** A row of the scene, between the band and the strips. */
const rowOf = ({ y, lumaStride, width }: Picture, row: number): number[] => [
  ...y.subarray(row * lumaStride, row * lumaStride + width),
];
const columnOf = (picture: Picture, column: number, from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, row) => lumaAt(picture, column, from + row));

function figuresIn(luma: (column: number, row: number) => number, quality: Quality): LookFigures | null {
  return readLook((cell) => luma(...lookPoint(cell, FORMATS[quality])));
}
const figuresOf = (picture: Picture, quality: Quality = 'sub'): LookFigures | null =>
  figuresIn((column, row) => lumaAt(picture, column, row), quality);

test.each(['sub', 'main'] as const)('a live %s picture tells how its camera stands', (quality) => {
  const look: Look = { ...HOME_LOOK, pan: -0.375, tilt: 0.5, zoom: 0.25, mirror: 'both', talkTenths: 30 };
  const { caption: _, ...figures } = look;
  expect(figuresOf(paint(look, quality), quality)).toEqual(figures);
});

test('turned to the right, what stood there comes nearer the middle', () => {
  const row = 100;
  const straight = rowOf(paint({}), row);
  expect(rowOf(paint({ pan: 0.5 }), row).slice(0, 560)).toEqual(straight.slice(80));
  expect(rowOf(paint({ pan: -0.5 }), row).slice(80)).toEqual(straight.slice(0, 560));
});

test('turned up, what was above the picture comes into it', () => {
  const column = 8;
  const straight = columnOf(paint({}), column, 32, 288);
  expect(columnOf(paint({ tilt: 0.5 }), column, 64, 320)).toEqual(straight);
  expect(columnOf(paint({ tilt: -0.5 }), column, 32, 256)).toEqual(columnOf(paint({}), column, 64, 288));
});

test('zoomed in, an edge is four times as far from the middle', () => {
  const [wide, near] = [rowOf(paint({}), 180), rowOf(paint({ zoom: 1 }), 180)];
  for (let column = 0; column < 640; column += 8) expect(near[column]).toBe(wide[320 + Math.floor((column - 320) / 4)]);
});

test('a mirror turns the scene over, and neither words nor strips', () => {
  const straight = paint({ pan: 0.5 });
  const turned = paint({ pan: 0.5, mirror: 'horizontal' });
  expect(rowOf(turned, 100)).toEqual(rowOf(straight, 100).reverse());
  expect(rowOf(turned, 12)).toEqual(rowOf(straight, 12));
  const upsideDown = paint({ pan: 0.5, mirror: 'vertical' });
  expect(rowOf(upsideDown, 359 - 100)).toEqual(rowOf(straight, 100));
  expect(rowOf(paint({ pan: 0.5, mirror: 'both' }), 359 - 100)).toEqual(rowOf(straight, 100).reverse());
});

test('a covered lens shows words on black and nothing else, beneath the band', () => {
  const picture = paint({ masked: true, pan: 0.3 });
  const scene = Array.from({ length: 320 - 32 }, (_, row) => rowOf(picture, 32 + row)).flat();
  expect(new Set(scene)).toEqual(new Set([BLACK, 235]));
  expect(rowOf(picture, 12)).toEqual(rowOf(paint({}), 12));
  expect(figuresOf(picture)).toMatchObject({ masked: true, pan: 0.3 });
});

test('a caption comes and goes, whoever walks behind it', () => {
  const spoken = (instant: number): Look =>
    instant < INSTANT + 5000
      ? { ...HOME_LOOK, tilt: 1, caption: 'TALK 3.0', talkTenths: 30 }
      : { ...HOME_LOOK, tilt: 1 };
  const scene = new Scene({ ...camera, look: spoken }, 'sub');
  for (let ms = 0; ms < 5000; ms += 66) scene.paint(INSTANT + ms);
  const during = Buffer.from(scene.paint(INSTANT + 4999).y);
  expect(rowOf(scene.paint(INSTANT + 4999), 296)).toContain(235);
  const after = scene.paint(INSTANT + 5000).y;
  expect(during.equals(after)).toBe(false);
  expect(
    after.equals(new Scene({ ...camera, look: () => spoken(INSTANT + 5000) }, 'sub').paint(INSTANT + 5000).y),
  ).toBe(true);
});

test('an open iris lightens the picture, and a lens out of focus loses contrast', () => {
  const mean = (look: Partial<Look>): number => rowOf(paint(look), 290).reduce((sum, luma) => sum + luma, 0) / 640;
  expect(mean({ iris: 1 })).toBeGreaterThan(mean({}));
  expect(mean({ iris: 0 })).toBeLessThan(mean({}));
  const spread = (look: Partial<Look>): number =>
    Math.max(...rowOf(paint(look), 150)) - Math.min(...rowOf(paint(look), 150));
  expect(spread({ focus: 1 })).toBeLessThan(spread({}) / 2);
});

test('a recording shows no turn, and has one strip', () => {
  const look = (): Look => ({ ...HOME_LOOK, pan: 1, masked: true });
  const recorded = new Scene({ ...camera, recorded: true, look }, 'sub').paint(INSTANT);
  const plain = new Scene({ ...camera, recorded: true }, 'sub').paint(INSTANT);
  expect(recorded.y.equals(plain.y)).toBe(true);
  expect(figuresOf(recorded)).toBeNull();
});

test('looks are read picture by picture, in any order', () => {
  const look = (instant: number): Look => ({ ...HOME_LOOK, pan: ((instant - INSTANT) % 10_000) / 10_000 });
  const wanderer = new Scene({ ...camera, look }, 'sub');
  for (const ms of [0, 4000, 100, 4000, 9000]) {
    const picture = wanderer.paint(INSTANT + ms);
    expect(figuresOf(picture)?.pan).toBe(ms / 10_000);
    expect(picture.y.equals(new Scene({ ...camera, look }, 'sub').paint(INSTANT + ms).y)).toBe(true);
  }
});

describe('whoever watches', () => {
  let decoder: H264Decoder;
  beforeAll(async () => {
    decoder = await createDecoder();
  });
  afterAll(() => decoder.release());

  /** What both strips of a coded picture say: how far the camera has turned, and when. */
  function shownBy(nals: readonly Uint8Array[]): [pan: number | undefined, instant: number | undefined][] {
    return decoder.decode(...nals).map(({ width, planes }) => {
      const luma = (column: number, row: number): number => planes[row * width + column] ?? 0;
      const mark = readStrip((cell) => luma(...stripPoint(cell, FORMATS.sub)));
      return [figuresIn(luma, 'sub')?.pan, mark?.instant];
    });
  }
  const panAt = (instant: number): number => Math.round((instant % 4000) / 4) / 1000;
  const turning: CameraPicture = { ...camera, look: (instant) => ({ ...HOME_LOOK, pan: panAt(instant) }) };
  const all = (shown: ReturnType<typeof shownBy>): void => {
    expect(shown.length).toBeGreaterThan(25);
    for (const [pan, instant] of shown) expect(pan).toBe(panAt(instant ?? NaN));
    expect(new Set(shown.map(([pan]) => pan)).size).toBe(shown.length);
  };

  test('live sees the camera turn, also who came by another answer for the same camera', () => {
    const clock = makeMediaClock();
    const feeds = new Feeds(clock);
    const tags: FlvTag[] = [];
    const viewer = { deliver: ({ tag }: { tag: FlvTag }) => void tags.push(tag), backlog: () => 0 };
    feeds.of(turning, 'sub').join(viewer);
    feeds.of({ ...turning, look: (instant) => ({ ...HOME_LOOK, pan: panAt(instant) }) }, 'sub');
    clock.advance(1999);
    all(tags.filter(({ kind }) => kind === 'video').flatMap(({ body }) => shownBy(nalsOf(body))));
  });

  test('by HLS, whose segments are made later, sees how the camera stood then', async () => {
    const segment = await renderSegment(turning, 'sub', 900_000_000);
    all(readTransportStream(segment).video.flatMap(({ data }) => shownBy(splitAnnexB(data))));
  });
});
