import { encode } from 'jpeg-js';
import { FORMATS } from './formats';
import type { Picture } from './picture';
import { Scene, type CameraPicture } from './scene';

const JPEG_QUALITY = 85;

/** What a camera saw at an instant (epoch ms), as a JPEG file of 640 × 360. */
export function renderStill(camera: CameraPicture, instant: number): Buffer {
  const { width, height } = FORMATS.sub;
  const data = toRgba(new Scene(camera, 'sub').paint(instant));
  return encode({ width, height, data }, JPEG_QUALITY).data;
}

/** BT.601, limited range. */
function toRgba({ width, height, y, u, v, lumaStride, chromaStride }: Picture): Buffer {
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255);
  let at = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at += 4) {
      const luma = 1.164 * ((y[row * lumaStride + column] ?? 16) - 16);
      const chroma = (row >> 1) * chromaStride + (column >> 1);
      const blue = (u[chroma] ?? 128) - 128;
      const red = (v[chroma] ?? 128) - 128;
      pixels[at] = luma + 1.596 * red;
      pixels[at + 1] = luma - 0.392 * blue - 0.813 * red;
      pixels[at + 2] = luma + 2.017 * blue;
    }
  }
  return Buffer.from(pixels.buffer);
}
