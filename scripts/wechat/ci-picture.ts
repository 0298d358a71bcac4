import { decode } from 'jpeg-js';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { toString } from 'qrcode';

export interface Picture {
  readonly extension: 'png' | 'jpg';
  /** The QR code in letters, for a terminal; null where none can be read. */
  readonly drawing: string | null;
}

const PNG_START = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

/** Reads the picture with the QR code that WeChat answers a preview with; it does not say of which kind it is. */
export async function readPicture(bytes: Buffer): Promise<Picture> {
  const extension = bytes.subarray(0, PNG_START.length).equals(PNG_START) ? 'png' : 'jpg';
  const text = readText(bytes, extension);
  return { extension, drawing: text === null ? null : await toString(text, { type: 'terminal', small: true }) };
}

function readText(bytes: Buffer, extension: Picture['extension']): string | null {
  try {
    const { data, width, height } = extension === 'png' ? PNG.sync.read(bytes) : decode(bytes);
    return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? null;
  } catch {
    return null; // the file is there all the same
  }
}
