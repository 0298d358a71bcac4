import { drawText, textWidth } from './font';
import { FORMATS, type Quality } from './formats';
import { Picture, type Area, type Colour } from './picture';
import { drawScenery, HORIZON, hueOf, scaledPen, tint, UNITS } from './scenery';
import { packStrip, STRIP_CELLS, STRIP_HEIGHT } from './strip';

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
}

const WHITE: Colour = [235, 128, 128];
const BLACK: Colour = [16, 128, 128];
const RED: Colour = [81, 90, 240];
const BAND_HEIGHT = 32;
const FIGURE = { width: 24, height: 72, speed: 48 } as const;
/** Asia/Shanghai keeps this offset all year. */
const CHINA_OFFSET_MS = 8 * 3_600_000;
const LABEL_LETTERS = 24;

/** Paints one camera's picture at any instant, in any order: the result depends on the camera and the instant only. */
export class Scene {
  private readonly scenery: Picture;
  private readonly picture: Picture;
  private readonly scale: number;
  private readonly fill: (area: Area, colour: Colour) => void;
  private readonly cells = new Uint8Array(STRIP_CELLS);
  private figureAt: Area | null = null;
  private clock = '';

  constructor(
    private readonly camera: CameraPicture,
    quality: Quality,
  ) {
    this.scenery = drawScenery(camera, quality);
    this.scale = this.scenery.width / UNITS.width;
    this.drawStanding();
    this.picture = new Picture(FORMATS[quality].width, FORMATS[quality].height);
    this.picture.copyAll(this.scenery);
    this.fill = scaledPen(this.picture);
  }

  /** The picture of an instant (epoch ms); it is the scene's own and changes with the next call. */
  paint(instant: number): Picture {
    this.drawFigure(instant);
    this.drawClock(instant);
    this.drawStrip(instant);
    return this.picture;
  }

  private drawStanding(): void {
    const fill = scaledPen(this.scenery);
    fill({ x: 0, y: 0, width: UNITS.width, height: BAND_HEIGHT }, BLACK);
    this.write(this.scenery, this.camera.label.slice(0, LABEL_LETTERS), { x: 8, colour: WHITE });
    const top = UNITS.height * (1 - STRIP_HEIGHT);
    fill({ x: 0, y: top, width: UNITS.width, height: UNITS.height - top + 8 }, BLACK);
  }

  /** Somebody walks to and fro; the legs change four times a second. */
  private drawFigure(instant: number): void {
    if (this.figureAt !== null) this.picture.copy(this.scenery, this.scaled(this.figureAt));
    const span = UNITS.width - FIGURE.width;
    const way = ((instant / 1000) * FIGURE.speed) % (2 * span);
    const x = Math.floor((way < span ? way : 2 * span - way) / 2) * 2;
    const y = HORIZON - 16;
    const stride = Math.floor(instant / 250) % 2 === 0 ? 0 : 6;
    const coat = tint(hueOf(this.camera.cloud, this.camera.device) + 0.4, 150, 60);
    this.figureAt = { x, y, width: FIGURE.width, height: FIGURE.height };
    this.fill({ x: x + 6, y, width: 12, height: 16 }, [190, 110, 150]);
    this.fill({ x: x + 2, y: y + 16, width: 20, height: 32 }, coat);
    this.fill({ x: x + 2 + stride, y: y + 48, width: 6, height: 24 }, [40, 128, 128]);
    this.fill({ x: x + 16 - stride, y: y + 48, width: 6, height: 24 }, [48, 128, 128]);
  }

  private drawClock(instant: number): void {
    const clock = new Date(instant + CHINA_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
    if (clock === this.clock) return;
    this.clock = clock;
    const word = this.camera.recorded === true ? 'REC' : 'LIVE';
    const live = UNITS.width - 8 - textWidth(word) * 2;
    const left = live - 24 - textWidth(clock) * 2;
    this.fill({ x: left, y: 0, width: UNITS.width - left, height: BAND_HEIGHT }, BLACK);
    this.write(this.picture, clock, { x: left, colour: WHITE });
    this.fill({ x: live - 18, y: 10, width: 10, height: 12 }, RED);
    this.write(this.picture, word, { x: live, colour: WHITE });
  }

  private drawStrip(instant: number): void {
    const { cloud, device, recorded = false } = this.camera;
    const width = UNITS.width / STRIP_CELLS;
    const top = UNITS.height * (1 - STRIP_HEIGHT);
    packStrip({ cloud, device, playback: recorded, instant }).forEach((value, cell) => {
      if (value === this.cells[cell]) return;
      this.cells[cell] = value;
      // The lowest rows lie under the frame's edge; painted alike, they cost nothing to code.
      this.fill({ x: cell * width, y: top, width, height: UNITS.height - top + 8 }, value === 1 ? WHITE : BLACK);
    });
  }

  private write(picture: Picture, text: string, { x, colour }: { x: number; colour: Colour }): void {
    drawText(picture, text, { x: x * this.scale, y: 9 * this.scale, dot: 2 * this.scale, colour });
  }

  private scaled({ x, y, width, height }: Area): Area {
    const { scale } = this;
    return { x: x * scale, y: y * scale, width: width * scale, height: height * scale };
  }
}
