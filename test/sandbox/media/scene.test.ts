import { drawText, textWidth } from '../../../sandbox/media/font';
import { Picture } from '../../../sandbox/media/picture';
import { Scene, type CameraPicture } from '../../../sandbox/media/scene';

const camera: CameraPicture = { cloud: 1, device: 7, label: 'Cashier 01' };
const planesOf = ({ y, u, v }: Picture): string => Buffer.concat([y, u, v]).toString('base64');

/** A text as the scene writes it, white on black. */
function lettering(text: string): Picture {
  const picture = new Picture(textWidth(text) * 2, 16);
  drawText(picture, text, { x: 0, y: 1, dot: 2, colour: [235, 128, 128] });
  return picture;
}

/** True when the lettering stands in the picture's band, at any column. */
function shows(picture: Picture, text: string): boolean {
  const wanted = lettering(text);
  const matches = (left: number): boolean => {
    for (let row = 0; row < 16; row++) {
      const from = (row + 8) * picture.lumaStride + left;
      const line = wanted.y.subarray(row * wanted.lumaStride, row * wanted.lumaStride + wanted.width);
      if (picture.y.compare(line, 0, line.length, from, from + line.length) !== 0) return false;
    }
    return true;
  };
  return Array.from({ length: picture.width - wanted.width }, (_, left) => left).some(matches);
}

test('a picture depends on the camera and the instant only, not on what was painted before', () => {
  const instants = [0, 40_000, 20_000, 3_000_000_123, 20_067].map((ms) => Date.UTC(2026, 0, 1) + ms);
  const wanderer = new Scene(camera, 'sub');
  for (const instant of instants) {
    expect(planesOf(wanderer.paint(instant))).toBe(planesOf(new Scene(camera, 'sub').paint(instant)));
  }
});

test('the picture carries the label, the time in Shanghai and LIVE', () => {
  const picture = new Scene(camera, 'sub').paint(Date.UTC(2026, 11, 31, 16, 30, 5));
  expect(shows(picture, 'Cashier 01')).toBe(true);
  expect(shows(picture, '2027-01-01 00:30:05')).toBe(true);
  expect(shows(picture, 'LIVE')).toBe(true);
  expect(shows(picture, 'Cashier 02')).toBe(false);
});

test('cameras do not look alike', () => {
  const looks = new Set<string>();
  for (const cloud of [1, 2, 3] as const) {
    for (let device = 1; device <= 8; device++) {
      const { u, v, chromaStride } = new Scene({ ...camera, cloud, device }, 'sub').paint(0x18000000000);
      const wall = 20 * chromaStride + 2;
      looks.add(`${u.readUInt8(wall)},${v.readUInt8(wall)}`);
    }
  }
  expect(looks.size).toBe(24);
});

test('somebody moves from one picture to the next', () => {
  const scene = new Scene(camera, 'sub');
  const before = Buffer.from(scene.paint(Date.UTC(2026, 0, 1)).y.subarray(640 * 192, 640 * 264));
  const after = scene.paint(Date.UTC(2026, 0, 1) + 67).y.subarray(640 * 192, 640 * 264);
  expect(before.equals(after)).toBe(false);
});
