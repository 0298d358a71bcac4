import { drawText, textWidth } from './font';
import { FORMATS, type Quality } from './formats';
import { HOME_LOOK, type Look } from './look';
import { Picture, type Area, type Colour } from './picture';
import { drawScenery, HORIZON, hueOf, tint, UNITS, type Pen } from './scenery';
import { LOOK_HEIGHT, packLook, packStrip, STRIP_CELLS, STRIP_HEIGHT } from './strip';
import { viewThrough, type View } from './view';

/** Which camera's picture is wanted. */
export interface CameraPicture {
  /** 1 EZVIZ, 2 OneNET, 3 Ovopark. */
  readonly cloud: 1 | 2 | 3;
  /** 1–32767, as the strip says. */
  readonly device: number;
  /** Latin, burnt into the picture. */
  readonly label: string;
  /** A recording: the picture says REC and the strip says so too. */
  readonly recorded?: boolean;
  /**
   * How the camera stood at an instant (epoch ms), the last minute and a half included. Recordings do without: they
   * show what the camera sees when it looks straight on.
   */
  readonly look?: (instant: number) => Look;
}

const WHITE: Colour = [235, 128, 128];
const BLACK: Colour = [16, 128, 128];
const RED: Colour = [81, 90, 240];
const BAND_HEIGHT = 32;
/** The strips' tops, in units. */
const STRIP_TOP = UNITS.height * (1 - STRIP_HEIGHT);
const LOOK_TOP = UNITS.height * (1 - STRIP_HEIGHT - LOOK_HEIGHT);
/** The lowest rows lie under the frame's edge; painted alike, they cost nothing to code. */
const EDGE = UNITS.height + 8;
const FIGURE = { width: 24, height: 72, speed: 48 } as const;
const CAPTION = { y: 280, dot: 4, margin: 8 } as const;
const MASK_WORDS = 'PRIVACY MASK';
/** Asia/Shanghai keeps this offset all year. */
const CHINA_OFFSET_MS = 8 * 3_600_000;
const LABEL_LETTERS = 24;
/** No cell's value: the cell is to be painted. */
const UNPAINTED = 2;

interface Words {
  readonly x: number;
  readonly y: number;
  /** Units of one dot's edge. */
  readonly dot: number;
}

/** Paints one camera's picture at any instant, in any order: the result depends on the camera and the instant only. */
export class Scene {
  /** All that stands as long as the camera does. */
  private readonly backdrop: Picture;
  private readonly picture: Picture;
  private readonly scale: number;
  private readonly fill: Pen;
  private readonly lookOf: (instant: number) => Look;
  /** Whether the picture tells how the camera stands. */
  private readonly tells: boolean;
  private readonly cells = new Uint8Array(STRIP_CELLS);
  private view: View | null = null;
  private stands: Look | null = null;
  private figureAt: Area | null = null;
  private clock = '';

  constructor(
    private readonly camera: CameraPicture,
    quality: Quality,
  ) {
    const { width, height } = FORMATS[quality];
    const { look, recorded = false } = camera;
    this.tells = look !== undefined && !recorded;
    this.lookOf = look === undefined || recorded ? () => HOME_LOOK : look;
    this.backdrop = new Picture(width, height);
    this.picture = new Picture(width, height);
    this.scale = width / UNITS.width;
    this.fill = penOn(this.picture, this.scale);
  }

  /** The picture of an instant (epoch ms); it is the scene's own and changes with the next call. */
  paint(instant: number): Picture {
    const look = this.lookOf(instant);
    const view = this.standAs(look);
    this.drawFigure(view, instant);
    this.drawCaption(look.caption);
    this.drawClock(instant);
    this.drawStrip(instant);
    return this.picture;
  }

  /** Paints everything anew when the camera stands otherwise than in the picture before. Null behind a mask. */
  private standAs(look: Look): View | null {
    if (this.stands !== null && sameStand(look, this.stands)) return this.view;
    this.stands = look;
    const rows = { from: BAND_HEIGHT, to: this.tells ? LOOK_TOP : STRIP_TOP };
    const view = viewThrough(look, this.backdrop, rows);
    this.view = look.masked ? null : viewThrough(look, this.picture, rows);
    if (look.masked) this.drawMask(rows);
    else drawScenery(this.camera, view.draw);
    this.drawStanding(this.tells ? packLook(look) : null);
    this.picture.copyAll(this.backdrop);
    this.figureAt = null;
    this.clock = '';
    this.cells.fill(UNPAINTED);
    return this.view;
  }

  private drawMask({ from, to }: { from: number; to: number }): void {
    penOn(this.backdrop, this.scale)({ x: 0, y: from, width: UNITS.width, height: to - from }, BLACK);
    const { dot } = CAPTION;
    this.write(this.backdrop, MASK_WORDS, { x: centred(MASK_WORDS, dot), y: (from + to) / 2, dot });
  }

  private drawStanding(lookCells: Uint8Array | null): void {
    const fill = penOn(this.backdrop, this.scale);
    fill({ x: 0, y: 0, width: UNITS.width, height: BAND_HEIGHT }, BLACK);
    this.write(this.backdrop, this.camera.label.slice(0, LABEL_LETTERS), { x: 8, y: 9, dot: 2 });
    fill({ x: 0, y: STRIP_TOP, width: UNITS.width, height: EDGE - STRIP_TOP }, BLACK);
    const width = UNITS.width / STRIP_CELLS;
    lookCells?.forEach((value, cell) => {
      const area = { x: cell * width, y: LOOK_TOP, width, height: STRIP_TOP - LOOK_TOP };
      fill(area, value === 1 ? WHITE : BLACK);
    });
  }

  /** Somebody walks to and fro; the legs change four times a second. */
  private drawFigure(view: View | null, instant: number): void {
    if (this.figureAt !== null) this.picture.copy(this.backdrop, this.figureAt);
    this.figureAt = null;
    if (view === null) return;
    const span = UNITS.width - FIGURE.width;
    const way = ((instant / 1000) * FIGURE.speed) % (2 * span);
    const x = Math.floor((way < span ? way : 2 * span - way) / 2) * 2;
    const y = HORIZON - 16;
    const stride = Math.floor(instant / 250) % 2 === 0 ? 0 : 6;
    const coat = tint(hueOf(this.camera.cloud, this.camera.device) + 0.4, 150, 60);
    this.figureAt = view.place({ x, y, width: FIGURE.width, height: FIGURE.height });
    view.draw({ x: x + 6, y, width: 12, height: 16 }, [190, 110, 150]);
    view.draw({ x: x + 2, y: y + 16, width: 20, height: 32 }, coat);
    view.draw({ x: x + 2 + stride, y: y + 48, width: 6, height: 24 }, [40, 128, 128]);
    view.draw({ x: x + 16 - stride, y: y + 48, width: 6, height: 24 }, [48, 128, 128]);
  }

  /** Written anew each time, because somebody may have walked behind it. */
  private drawCaption(caption: string): void {
    if (caption === '') return;
    const { y, dot, margin } = CAPTION;
    const words = caption.slice(0, LABEL_LETTERS);
    const x = centred(words, dot);
    const box = { x: x - margin, y: y - margin, width: textWidth(words) * dot + 2 * margin, height: 5 * margin };
    this.fill(box, BLACK);
    this.write(this.picture, words, { x, y, dot });
  }

  private drawClock(instant: number): void {
    const clock = new Date(instant + CHINA_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
    if (clock === this.clock) return;
    this.clock = clock;
    const word = this.camera.recorded === true ? 'REC' : 'LIVE';
    const live = UNITS.width - 8 - textWidth(word) * 2;
    const left = live - 24 - textWidth(clock) * 2;
    this.fill({ x: left, y: 0, width: UNITS.width - left, height: BAND_HEIGHT }, BLACK);
    this.write(this.picture, clock, { x: left, y: 9, dot: 2 });
    this.fill({ x: live - 18, y: 10, width: 10, height: 12 }, RED);
    this.write(this.picture, word, { x: live, y: 9, dot: 2 });
  }

  private drawStrip(instant: number): void {
    const { cloud, device, recorded = false } = this.camera;
    const width = UNITS.width / STRIP_CELLS;
    packStrip({ cloud, device, playback: recorded, instant }).forEach((value, cell) => {
      if (value === this.cells[cell]) return;
      this.cells[cell] = value;
      const area = { x: cell * width, y: STRIP_TOP, width, height: EDGE - STRIP_TOP };
      this.fill(area, value === 1 ? WHITE : BLACK);
    });
  }

  private write(picture: Picture, text: string, { x, y, dot }: Words): void {
    const { scale } = this;
    drawText(picture, text, { x: x * scale, y: y * scale, dot: dot * scale, colour: WHITE });
  }
}

const sameStand = (one: Look, other: Look): boolean =>
  one.pan === other.pan &&
  one.tilt === other.tilt &&
  one.zoom === other.zoom &&
  one.focus === other.focus &&
  one.iris === other.iris &&
  one.mirror === other.mirror &&
  one.masked === other.masked &&
  one.caption === other.caption &&
  one.talkTenths === other.talkTenths;

const centred = (text: string, dot: number): number => Math.floor((UNITS.width - textWidth(text) * dot) / 2);

const penOn =
  (picture: Picture, scale: number): Pen =>
  (area, colour) =>
    picture.fill(scaled(area, scale), colour);

const scaled = ({ x, y, width, height }: Area, scale: number): Area => ({
  x: x * scale,
  y: y * scale,
  width: width * scale,
  height: height * scale,
});
