import { runInThisContext } from 'node:vm';
import { buildSync } from 'esbuild';

/** A decoded picture, padded to whole macroblocks as the decoder gives it. */
export interface DecodedPicture {
  readonly width: number;
  readonly height: number;
  /** Planes Y, U and V one after the other. */
  readonly planes: Uint8Array;
}

/** Decodes H.264 with tinyh264, which shares nothing with our writer. */
export interface H264Decoder {
  /** Takes NAL units without start codes and gives back the pictures that they complete. */
  decode(...nals: readonly Uint8Array[]): DecodedPicture[];
  release(): void;
}

const START_CODE = Buffer.from([0, 0, 0, 1]);

type PictureListener = (planes: Uint8Array, width: number, height: number) => void;
interface TinyH264 {
  makeModule(): Promise<unknown>;
  Decoder: new (module: unknown, onPicture: PictureListener) => { decode(nal: Uint8Array): void; release(): void };
}

export async function createDecoder(): Promise<H264Decoder> {
  const { makeModule, Decoder } = loadTinyH264();
  let pictures: DecodedPicture[] = [];
  const decoder = new Decoder(await makeModule(), (planes, width, height) => pictures.push({ planes, width, height }));
  return {
    decode(...nals) {
      pictures = [];
      for (const nal of nals) decoder.decode(Buffer.concat([START_CODE, nal]));
      return pictures;
    },
    release: () => decoder.release(),
  };
}

let loaded: TinyH264 | null = null;

/** The package is written for a browser's worker: made into one script and given the one global that it asks for. */
function loadTinyH264(): TinyH264 {
  if (loaded !== null) return loaded;
  const contents = `
    export { default as makeModule } from 'tinyh264/lib/TinyH264.js';
    export { default as Decoder } from 'tinyh264/lib/TinyH264Decoder.js';`;
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: __dirname },
    bundle: true,
    format: 'iife',
    globalName: 'tinyh264',
    write: false,
    logLevel: 'error',
  });
  const script = outputFiles[0]?.text ?? '';
  const run = runInThisContext(`(function (self) { ${script}; return tinyh264; })`) as (self: object) => TinyH264;
  loaded = run({ location: { href: '' } });
  return loaded;
}
