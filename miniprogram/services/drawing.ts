/** A picture that a canvas has loaded. */
export type CanvasPicture = object;

/** A canvas of a fixed size, in px, whose drawing becomes a file of this phone. */
export interface Drawing<Surface> {
  readonly surface: Surface;
  /** Rejects with what cannot be drawn. */
  loadPicture(src: string): Promise<CanvasPicture>;
  /**
   * Where the drawing lies as a PNG until WeChat needs the room, drawn `width` px wide, or as wide as the canvas is.
   * Rejects when the phone has none.
   */
  toFile(width?: number): Promise<string>;
}

/** WeChat's canvas of type 2d, as a SelectorQuery answers it; its typings leave most of it empty. */
interface CanvasNode {
  width: number;
  height: number;
  getContext(type: '2d'): object | null;
  createImage(): { src: string; onload: (() => void) | null; onerror: (() => void) | null };
}

/** Makes a canvas ready to be drawn on; null for what is none. */
export function createDrawing<Surface>(
  node: unknown,
  size: { readonly width: number; readonly height: number },
): Drawing<Surface> | null {
  if (!isCanvas(node)) return null;
  const { width, height } = Object.assign(node, size);
  const surface = node.getContext('2d');
  if (surface === null) return null;
  return {
    surface: surface as Surface,
    loadPicture: (src) =>
      new Promise((resolve, reject) => {
        const picture = node.createImage();
        picture.onload = () => resolve(picture);
        picture.onerror = () => reject(new Error('no picture'));
        picture.src = src;
      }),
    toFile: (destWidth = width) =>
      new Promise((resolve, reject) => {
        wx.canvasToTempFilePath({
          canvas: node,
          // Without these the drawing comes as large as the screen has dots.
          ...{ x: 0, y: 0, width, height, destWidth, destHeight: Math.round((destWidth * height) / width) },
          fileType: 'png',
          success: ({ tempFilePath }) => resolve(tempFilePath),
          fail: ({ errMsg }) => reject(new Error(errMsg)),
        });
      }),
  };
}

function isCanvas(node: unknown): node is CanvasNode {
  return typeof node === 'object' && node !== null && 'getContext' in node && 'createImage' in node;
}
