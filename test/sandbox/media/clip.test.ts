import { renderClip } from '../../../sandbox/media/clip';
import { FlvReader, isKeyframe } from '../../../sandbox/media/flv';

const CAMERA = { cloud: 3, device: 7, label: 'YARD 07', recorded: true } as const;
const FROM = Date.UTC(2024, 0, 1, 4);

async function clip(seconds: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of renderClip(CAMERA, 'sub', { from: FROM, to: FROM + seconds * 1000 })) pieces.push(piece);
  return Buffer.concat(pieces);
}

test('a clip is an FLV file of exactly its span, beginning with a key picture', async () => {
  const tags = new FlvReader().push(await clip(3));
  expect(tags.slice(0, 3).map(({ kind }) => kind)).toEqual(['script', 'video', 'audio']);
  const pictures = tags.slice(3).filter(({ kind }) => kind === 'video');
  expect(pictures).toHaveLength(45);
  expect(pictures[0]).toMatchObject({ timestamp: 0 });
  expect(isKeyframe(pictures[0]!)).toBe(true);
  expect(pictures.at(-1)?.timestamp).toBe(2933);
  const sound = tags.slice(3).filter(({ kind }) => kind === 'audio');
  expect(sound.length).toBeGreaterThan(40);
  expect(Math.max(...sound.map(({ timestamp }) => timestamp))).toBeLessThanOrEqual(2933);
});

test('the same span gives the same bytes', async () => {
  expect((await clip(1)).equals(await clip(1))).toBe(true);
});
