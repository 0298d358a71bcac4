import fc from 'fast-check';
import { Footage } from '../../../sandbox/media/footage';
import { FORMATS, frameFrom, frameInstant, type Quality } from '../../../sandbox/media/formats';
import { H264Encoder } from '../../../sandbox/media/h264';
import { Picture } from '../../../sandbox/media/picture';
import { PictureWords } from '../../../sandbox/media/picture-words';
import { Scene } from '../../../sandbox/media/scene';
import { createDecoder, type DecodedPicture, type H264Decoder } from '../../support/media/h264-decoder';

const NOON = Date.UTC(2026, 4, 1, 4);
const camera = { cloud: 1, device: 7, label: 'Cashier 01' } as const;
let decoder: H264Decoder;

beforeEach(async () => {
  decoder = await createDecoder();
});
afterEach(() => decoder.release());

/** The picture as the decoder lays it out: padded planes one after the other. */
const planesOf = ({ y, u, v }: Picture): Buffer => Buffer.concat([y, u, v]);

function expectSame(decoded: DecodedPicture | undefined, picture: Picture): void {
  if (decoded === undefined) throw new Error('no picture came out');
  expect([decoded.width, decoded.height]).toEqual([picture.columns * 16, picture.rows * 16]);
  expect(Buffer.compare(Buffer.from(decoded.planes), planesOf(picture))).toBe(0);
}

test.each<Quality>(['sub', 'main'])(
  'every pixel of a %s picture comes out of a foreign decoder as painted',
  (quality) => {
    const footage = new Footage(camera, quality);
    const { sps, pps } = footage.parameterSets;
    const scene = new Scene(camera, quality);
    const first = frameFrom(NOON - 200);
    const kinds: boolean[] = [];
    decoder.decode(sps, pps);
    for (let n = first; n < first + 8; n++) {
      const { key, slice } = footage.frame(n, n === first + 5);
      kinds.push(key);
      expectSame(decoder.decode(slice)[0], scene.paint(frameInstant(n)));
    }
    expect(kinds).toEqual([true, false, false, false, false, true, false, false]);
  },
);

const rectangles = fc.array(
  fc.record({
    x: fc.integer({ min: -8, max: 70 }),
    y: fc.integer({ min: -8, max: 60 }),
    width: fc.integer({ min: 0, max: 80 }),
    height: fc.integer({ min: 0, max: 60 }),
    colour: fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)),
  }),
  { maxLength: 4 },
);

test('any sequence of pictures survives, whatever changes from one to the next', () => {
  const format = { width: 72, height: 50, fps: 15 };
  const picture = new Picture(format.width, format.height);
  const words = new PictureWords(picture);
  const encoder = new H264Encoder(format);
  decoder.decode(encoder.sps, encoder.pps);
  fc.assert(
    fc.property(rectangles, fc.boolean(), (changes, key) => {
      for (const { colour, ...area } of changes) picture.fill(area, colour);
      expectSame(decoder.decode(encoder.encode(words, key).slice)[0], picture);
    }),
    { numRuns: 200 },
  );
});

test('a picture that did not change costs next to nothing', () => {
  const picture = new Picture(FORMATS.main.width, FORMATS.main.height);
  const words = new PictureWords(picture);
  const encoder = new H264Encoder(FORMATS.main);
  encoder.encode(words, true);
  expect(encoder.encode(words, false).slice.length).toBeLessThan(16);
});
