import type { Quality } from './formats';
import { FORMATS } from './formats';
import { Picture, type Area, type Colour } from './picture';

/** The picture is drawn in units of the small format; the large one is twice as fine. */
export const UNITS = FORMATS.sub;
export const HORIZON = 208;

const GOLDEN = 0.618034;
const SHELF_UNITS = 4;

/** A camera's own mood: a hue far from its neighbours', by the golden ratio. */
export function hueOf(cloud: number, device: number): number {
  return (device * GOLDEN + cloud * 0.21) % 1;
}

/** A soft colour: hue 0–1 around the circle of the colour differences. */
export function tint(hue: number, luma: number, strength: number): Colour {
  const angle = hue * 2 * Math.PI;
  return [Math.round(luma), Math.round(128 + strength * Math.cos(angle)), Math.round(128 + strength * Math.sin(angle))];
}

/** What never moves in a camera's view: a shop with walls, floor, shelves and a counter. */
export function drawScenery(camera: { readonly cloud: number; readonly device: number }, quality: Quality): Picture {
  const picture = new Picture(FORMATS[quality].width, FORMATS[quality].height);
  const draw = scaledPen(picture);
  const hue = hueOf(camera.cloud, camera.device);
  const random = createRandom(camera.device * 7919 + camera.cloud * 104729);
  drawRoom(draw, hue);
  for (let unit = 0; unit < SHELF_UNITS; unit++) drawShelf(draw, { x: 16 + unit * 160, hue, random });
  drawCounter(draw, { x: 32 * Math.floor(random() * 14), hue });
  return picture;
}

/** Draws in units of the small format, whatever the picture's size. */
export function scaledPen(picture: Picture): (area: Area, colour: Colour) => void {
  const scale = picture.width / UNITS.width;
  return ({ x, y, width, height }, colour) =>
    picture.fill({ x: x * scale, y: y * scale, width: width * scale, height: height * scale }, colour);
}

type Pen = (area: Area, colour: Colour) => void;

function drawRoom(draw: Pen, hue: number): void {
  for (let y = 0; y < HORIZON; y += 4) {
    draw({ x: 0, y, width: UNITS.width, height: 4 }, tint(hue, 105 + (70 * y) / HORIZON, 34));
  }
  const depth = UNITS.height - HORIZON;
  for (let y = 0; y < depth; y += 4) {
    draw({ x: 0, y: HORIZON + y, width: UNITS.width, height: 8 }, tint(hue + 0.5, 70 + (50 * y) / depth, 10));
  }
}

function drawShelf(draw: Pen, at: { x: number; hue: number; random: () => number }): void {
  const width = 96 + 16 * Math.floor(at.random() * 3);
  draw({ x: at.x, y: 64, width, height: 144 }, tint(at.hue, 62, 18));
  for (let board = 0; board < 3; board++) {
    const floor = 112 + board * 48;
    draw({ x: at.x, y: floor - 4, width, height: 4 }, tint(at.hue, 40, 10));
    for (let x = at.x + 16; x + 32 <= at.x + width; x += 32) {
      const height = 16 + 4 * Math.floor(at.random() * 4);
      const goods = tint(at.random(), 90 + at.random() * 110, 56);
      if (at.random() < 0.8) draw({ x, y: floor - 4 - height, width: 16, height }, goods);
    }
  }
}

function drawCounter(draw: Pen, { x, hue }: { x: number; hue: number }): void {
  draw({ x, y: HORIZON + 56, width: 192, height: 48 }, tint(hue, 92, 40));
  draw({ x: x - 8, y: HORIZON + 48, width: 208, height: 8 }, tint(hue, 200, 12));
}

/** Park–Miller: the same camera always looks the same. */
function createRandom(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
