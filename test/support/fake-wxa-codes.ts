import { create } from 'qrcode';
import { PNG } from 'pngjs';
import type { WxaCode, WxaCodes } from '../../cloudfunctions/core/wechat/wxa-codes';

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
  data.forEach((module, index) => {
    if (module === 0) return;
    const left = ((index % size) + MARGIN) * SCALE;
    const top = ((index - (index % size)) / size + MARGIN) * SCALE;
    for (let y = top; y < top + SCALE; y += 1) {
      for (let x = left; x < left + SCALE; x += 1) picture.data[(y * width + x) * 4 + 3] = 255;
    }
  });
  return PNG.sync.write(picture, { filterType: 0, deflateStrategy: 0 });
}
