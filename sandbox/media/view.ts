import type { Look } from './look';
import type { Area, Colour, Picture } from './picture';
import { UNITS, type Pen } from './scenery';

/** How far the view travels at the end stops, in units of the small format. */
const PAN_REACH = 160;
const TILT_REACH = 64;
/** The nearest view shows a quarter of the widest one's width. */
const NEAREST = 4;
/** What the lens loses of contrast when it is set as badly as can be. */
const BLUR = 1.2;
const IRIS_LUMA = 80;
const DARKEST = 16;
const BRIGHTEST = 235;

export interface View {
  /** An area of the shop as it lies in the picture, in pixels; what lies above or below the view is cut off. */
  readonly place: (area: Area) => Area;
  readonly draw: Pen;
}

/** The shop through the lens: `from` and `to` are the first and the last row of the view, in units of the small format. */
export function viewThrough(look: Look, picture: Picture, { from, to }: { from: number; to: number }): View {
  const scale = picture.width / UNITS.width;
  const near = 1 + (NEAREST - 1) * look.zoom;
  const turned = look.mirror === 'horizontal' || look.mirror === 'both';
  const upsideDown = look.mirror === 'vertical' || look.mirror === 'both';
  const middle = {
    x: UNITS.width / 2 + even(look.pan * PAN_REACH),
    y: UNITS.height / 2 - even(look.tilt * TILT_REACH),
  };

  const place = ({ x, y, width, height }: Area): Area => {
    const left = (x - middle.x) * near + UNITS.width / 2;
    const top = (y - middle.y) * near + UNITS.height / 2;
    const across = width * near;
    const down = height * near;
    const begin = Math.max(from, upsideDown ? UNITS.height - top - down : top);
    const end = Math.min(to, upsideDown ? UNITS.height - top : top + down);
    return {
      x: (turned ? UNITS.width - left - across : left) * scale,
      y: begin * scale,
      width: across * scale,
      height: Math.max(0, end - begin) * scale,
    };
  };
  const shade = shadeOf(look);
  return {
    place,
    draw: (area, colour) => {
      const placed = place(area);
      if (placed.height > 0) picture.fill(placed, shade(colour));
    },
  };
}

/** A slow turn moves the whole picture at once, rather than each edge when its turn comes. */
const even = (way: number): number => Math.round(way / 2) * 2;

/** An open iris lightens the picture; a lens out of focus takes its contrast. */
function shadeOf({ focus, iris }: Look): (colour: Colour) => Colour {
  const contrast = 1 - BLUR * Math.abs(focus - 0.5);
  const light = (iris - 0.5) * IRIS_LUMA;
  if (contrast === 1 && light === 0) return (colour) => colour;
  const around = (middle: number, value: number): number => Math.round(middle + (value - middle) * contrast);
  return ([luma, blue, red]) => [
    Math.max(DARKEST, Math.min(BRIGHTEST, Math.round(around(126, luma) + light))),
    around(128, blue),
    around(128, red),
  ];
}
