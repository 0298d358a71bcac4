import jsQR from 'jsqr';
import { PNG } from 'pngjs';

/** The text of the QR code in a PNG; null when there is none. */
export function readCode(png: Buffer): string | null {
  const { data, width, height } = PNG.sync.read(png);
  return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? null;
}
