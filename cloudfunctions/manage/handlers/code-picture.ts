import * as v from 'valibot';
import type { Code, CodeImage, CodeStyle } from '../../../typings/contract/codes';
import { CallError } from '../../core/errors';
import type { CallContext } from '../../core/handler';

/** The page that every code leads to, and the pixels of WeChat's picture of it: enough for 5 cm on paper. */
const PAGE = 'pages/entry/entry';
const WIDTH = 430;
/** Pixels to a module of an ordinary QR code: whole ones, so that all are of one size. */
const SCALE = 10;
/** What a scanner needs of blank around an ordinary QR code, in modules. */
const MARGIN = 4;

export const codeStyle = v.picklist(['mini-program', 'link']);

/** Which styles this installation has: ordinary links need an address of its own. */
export function stylesOf({ settings }: Pick<CallContext, 'settings'>): readonly CodeStyle[] {
  return settings.link === null ? ['mini-program'] : ['mini-program', 'link'];
}

/** The picture of a code; showing it once more costs nothing for a while. */
export async function drawCode(context: CallContext, code: Code, style: CodeStyle): Promise<CodeImage> {
  const key = `${style}:${code}`;
  const known = context.codePictures.get(key);
  if (known !== undefined) return { png: known };
  const bytes = await (style === 'link' ? drawLink(context, code) : drawMiniProgram(context, code));
  const png = Buffer.from(bytes).toString('base64');
  context.codePictures.put(key, png);
  return { png };
}

async function drawLink({ settings }: CallContext, code: Code): Promise<Uint8Array> {
  if (settings.link === null) throw new CallError('unsupported', 'this installation has no link of its own');
  // Both take their time to load, and most calls do without.
  const [{ create }, { PNG }] = await Promise.all([import('qrcode'), import('pngjs')]);
  const { size, data } = create(settings.link + code, { errorCorrectionLevel: 'M' }).modules;
  const side = (size + 2 * MARGIN) * SCALE;
  const pixels = Buffer.alloc(side * side, WHITE);
  for (let y = 0; y < size * SCALE; y += 1) {
    const row = Math.floor(y / SCALE) * size;
    const left = (y + MARGIN * SCALE) * side + MARGIN * SCALE;
    for (let x = 0; x < size; x += 1) {
      if (data[row + x] === 1) pixels.fill(BLACK, left + x * SCALE, left + (x + 1) * SCALE);
    }
  }
  const picture = new PNG({ width: side, height: side });
  picture.data = pixels;
  return PNG.sync.write(picture, { ...QUICKLY, colorType: GREYSCALE, inputColorType: GREYSCALE });
}

const WHITE = 255;
const BLACK = 0;
const OPAQUE = 255;
const GREYSCALE = 0;
/** Such a picture does not become smaller by looking for the best of five ways to write each line. */
const QUICKLY = { filterType: 0, deflateStrategy: 0 };

async function drawMiniProgram({ wxaCodes, settings }: CallContext, code: Code): Promise<Uint8Array> {
  const { codeVersion: version } = settings;
  return onWhite(await wxaCodes({ page: PAGE, scene: code, version, width: WIDTH }));
}

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/**
 * WeChat makes a PNG only where it leaves the ground out, on which a dark screen would swallow the code. A picture of
 * another kind has a ground; whatever shows pictures tells them by their first bytes.
 */
async function onWhite(bytes: Uint8Array): Promise<Uint8Array> {
  if (!PNG_SIGNATURE.equals(bytes.subarray(0, PNG_SIGNATURE.length))) return bytes;
  const { PNG } = await import('pngjs');
  const picture = PNG.sync.read(Buffer.from(bytes));
  const { data } = picture;
  for (let at = 0; at < data.length; at += 4) {
    const share = (data[at + 3] ?? 0) / OPAQUE;
    for (let color = at; color < at + 3; color += 1) data[color] = WHITE + ((data[color] ?? 0) - WHITE) * share;
    data[at + 3] = OPAQUE;
  }
  return PNG.sync.write(picture, QUICKLY);
}
