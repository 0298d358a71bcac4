import { clipDuration, CLIP_FPS, renderClip, type ClipSource } from '../../../sandbox/media/clip';
import { FlvReader, isKeyframe, type FlvTag } from '../../../sandbox/media/flv';
import { createDecoder } from '../../support/media/h264-decoder';
import { readMarks } from '../../support/media/pulled';

const CAMERA = { cloud: 3, device: 7, label: 'YARD 07' } as const;
const FROM = Date.UTC(2024, 0, 1, 4);
const SECOND = 1000;

const source = (...seconds: (readonly [number, number])[]): ClipSource => ({
  camera: CAMERA,
  quality: 'sub',
  spans: seconds.map(([from, to]) => ({ from: FROM + from * SECOND, to: FROM + to * SECOND })),
});

async function clip(made: ClipSource): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of renderClip(made)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function marksOf(tags: readonly FlvTag[]) {
  const decoder = await createDecoder();
  const marks = readMarks(tags, decoder, 'sub');
  decoder.release();
  return marks;
}

test('a clip is an FLV file of exactly its span, beginning with a key picture', async () => {
  const tags = new FlvReader().push(await clip(source([0, 3])));
  expect(tags.slice(0, 3).map(({ kind }) => kind)).toEqual(['script', 'video', 'audio']);
  const pictures = tags.slice(3).filter(({ kind }) => kind === 'video');
  expect(pictures).toHaveLength(3 * CLIP_FPS);
  expect(pictures[0]).toMatchObject({ timestamp: 0 });
  expect(isKeyframe(pictures[0]!)).toBe(true);
  expect(pictures.at(-1)?.timestamp).toBe(2800);
  const sound = tags.slice(3).filter(({ kind }) => kind === 'audio');
  expect(sound.map(({ timestamp }) => timestamp)).toEqual(sound.map((_, index) => index * 64));
  expect(sound.length).toBeGreaterThan(40);
});

test('every picture says when it was taken, and that it was recorded', async () => {
  const marks = await marksOf(new FlvReader().push(await clip(source([0, 2]))));
  expect(marks).toEqual(
    Array.from({ length: 2 * CLIP_FPS }, (_, step) => ({
      ...{ cloud: 3, device: 7, playback: true, instant: FROM + step * (SECOND / CLIP_FPS) },
    })),
  );
});

test('gaps between the stretches are left out: time in the file runs on, time in the picture leaps', async () => {
  const made = source([0, 1], [60, 61]);
  const tags = new FlvReader().push(await clip(made));
  const pictures = tags.slice(3).filter(({ kind }) => kind === 'video');
  expect(clipDuration(made)).toBe(2 * SECOND);
  expect(pictures.map(({ timestamp }) => timestamp)).toEqual(pictures.map((_, step) => step * 200));
  const marks = await marksOf(tags);
  expect(marks.map((mark) => (mark?.instant ?? 0) - FROM)).toEqual([
    ...[0, 200, 400, 600, 800],
    ...[60_000, 60_200, 60_400, 60_600, 60_800],
  ]);
});

test('the same source gives the same bytes', async () => {
  const one = await clip(source([0, 12]));
  expect((await clip(source([0, 12]))).equals(one)).toBe(true);
});
