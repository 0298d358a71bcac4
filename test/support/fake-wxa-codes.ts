import { create } from 'qrcode';
import { PNG } from 'pngjs';
import type { WxaCode, WxaCodes } from '../../cloudfunctions/core/wxa-codes';

/** WeChat's painter of codes: a QR code of `page?scene` stands for one, on a ground that shows through. */
export class FakeWxaCodes {
  readonly drawn: WxaCode[] = [];
  failure: Error | null = null;

  readonly draw: WxaCodes = async (code) => {
    this.drawn.push(code);
    if (this.failure) throw this.failure;
    return paint(`${code.page}?${code.scene}`);
  };
}

const SCALE = 6;
const MARGIN = 4;

function paint(text: string): Uint8Array {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const width = (size + 2 * MARGIN) * SCALE;
  const picture = new PNG({ width, height: width });
  for (let pixel = 0; pixel < width * width; pixel++) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)].map((at) => Math.floor(at / SCALE) - MARGIN);
    const inside = x! >= 0 && y! >= 0 && x! < size && y! < size;
    if (inside && data[y! * size + x!] === 1) picture.data[pixel * 4 + 3] = 255;
  }
  return PNG.sync.write(picture);
}
