import { FORMATS } from './formats';
import type { Area, Colour } from './picture';

/** The picture is drawn in units of the small format; the large one is twice as fine. */
export const UNITS = FORMATS.sub;
export const HORIZON = 208;

/** Draws in units of the small format. */
export type Pen = (area: Area, colour: Colour) => void;

const GOLDEN = 0.618034;
/** As many shelves stand in the view of a camera that looks straight on. */
const SHELF_UNITS = 4;
const SHELF_STRIDE = 160;
/** The shop goes on beyond that view: to the left and to the right, above and below. */
const BEYOND = { x: SHELF_STRIDE, y: 64 } as const;

/** A camera's own mood: a hue far from its neighbours', by the golden ratio. */
export function hueOf(cloud: number, device: number): number {
  return (device * GOLDEN + cloud * 0.21) % 1;
}

/** A soft colour: hue 0–1 around the circle of the colour differences. */
export function tint(hue: number, luma: number, strength: number): Colour {
  const angle = hue * 2 * Math.PI;
  return [Math.round(luma), Math.round(128 + strength * Math.cos(angle)), Math.round(128 + strength * Math.sin(angle))];
}

/** What never moves in a camera's shop: walls, floor, lamps, shelves, a counter, a door and a mat. */
export function drawScenery(camera: { readonly cloud: number; readonly device: number }, draw: Pen): void {
  const hue = hueOf(camera.cloud, camera.device);
  const random = createRandom(camera.device * 7919 + camera.cloud * 104729);
  const shelf = (unit: number): void => drawShelf(draw, { x: 16 + unit * SHELF_STRIDE, hue, random });
  drawRoom(draw, hue);
  drawDoor(draw, hue);
  for (let unit = 0; unit < SHELF_UNITS; unit++) shelf(unit);
  drawCounter(draw, { x: 32 * Math.floor(random() * 14), hue });
  shelf(SHELF_UNITS);
}

function drawRoom(draw: Pen, hue: number): void {
  const across = { x: -BEYOND.x, width: UNITS.width + 2 * BEYOND.x };
  for (let y = -BEYOND.y; y < HORIZON; y += 4) {
    draw({ ...across, y, height: 4 }, tint(hue, 105 + (70 * y) / HORIZON, 34));
  }
  const depth = UNITS.height - HORIZON;
  for (let y = 0; y < depth + BEYOND.y; y += 4) {
    draw({ ...across, y: HORIZON + y, height: 8 }, tint(hue + 0.5, 70 + (50 * y) / depth, 10));
  }
  for (let x = 48 - BEYOND.x; x < UNITS.width + BEYOND.x; x += 2 * SHELF_STRIDE) {
    draw({ x, y: -32, width: 64, height: 16 }, tint(hue, 225, 6));
    draw({ x: x + 96, y: UNITS.height + 16, width: 128, height: 32 }, tint(hue + 0.3, 120, 50));
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

/** On the left, where only a camera that turns sees it. */
function drawDoor(draw: Pen, hue: number): void {
  const x = 48 - SHELF_STRIDE;
  draw({ x, y: 48, width: 80, height: HORIZON - 48 }, tint(hue + 0.25, 90, 30));
  draw({ x: x + 8, y: 64, width: 64, height: HORIZON - 64 }, tint(hue + 0.25, 180, 30));
  draw({ x: x + 60, y: 136, width: 8, height: 8 }, tint(hue, 60, 0));
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
