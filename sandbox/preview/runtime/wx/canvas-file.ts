import { files } from '../files';
import { reportUnimplemented } from '../report';
import { ApiFailure, asyncApi } from './api';

interface CanvasOptions {
  canvas: unknown;
  canvasId: string;
  x: number;
  y: number;
  width: number;
  height: number;
  destWidth: number;
  destHeight: number;
  fileType: 'png' | 'jpg';
  /** 0 to 1, for a jpg. */
  quality: number;
}

const MOST_SIDE = 4096;

/** `wx.canvasToTempFilePath` of a `<canvas type="2d">`: all of it in its own pixels, unless told otherwise. */
export function canvasFileApis() {
  return {
    canvasToTempFilePath: asyncApi<CanvasOptions>('canvasToTempFilePath', async (options) => {
      const { canvas, canvasId, x = 0, y = 0, fileType = 'png', quality = 1 } = options;
      if (canvasId !== undefined) throw new ApiFailure(reportUnimplemented('canvasId of wx.canvasToTempFilePath'));
      if (!(canvas instanceof HTMLCanvasElement)) throw new ApiFailure('canvas is empty');
      const { width = canvas.width - x, height = canvas.height - y } = options;
      const { destWidth = width, destHeight = height } = options;
      if (![width, height, destWidth, destHeight].every((side) => side >= 1 && side <= MOST_SIDE))
        throw new ApiFailure(`invalid size, sides are 1 to ${MOST_SIDE}`);
      const surface = new OffscreenCanvas(Math.round(destWidth), Math.round(destHeight));
      surface.getContext('2d')?.drawImage(canvas, x, y, width, height, 0, 0, surface.width, surface.height);
      const type = fileType === 'jpg' ? 'image/jpeg' : 'image/png';
      const blob = await surface.convertToBlob({ type, quality });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return { tempFilePath: files.addTemporary({ bytes, type }, fileType === 'jpg' ? 'jpg' : 'png') };
    }),
  };
}
