import { resourceUrl } from '../files';
import { reportUnimplemented } from '../report';
import type { ElementDefinition } from './define';

/** `<canvas type="2d">`, reached through SelectorQuery.node(). The older canvas API is not there. */
export const canvas: ElementDefinition = {
  tag: 'canvas',
  properties: { type: String, canvasId: String, disableScroll: Boolean },
  create(host) {
    const surface = document.createElement('canvas');
    host.element.append(surface);
    const node = Object.assign(surface, {
      requestAnimationFrame: (callback: FrameRequestCallback) => window.requestAnimationFrame(callback),
      cancelAnimationFrame: (id: number) => window.cancelAnimationFrame(id),
      createImage,
      createPath2D: (path?: Path2D | string) => new Path2D(path),
    });
    return {
      node: () => node,
      changed(name, value) {
        if (name === 'disableScroll') host.element.classList.toggle('is-still', value === true);
      },
      attached() {
        if (host.text('type') !== '2d') reportUnimplemented('<canvas> without type="2d"');
      },
    };
  },
};

const source = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, 'src');

/** A picture to draw: from a data: address, the mini-program's own folder or its files. */
function createImage(): HTMLImageElement {
  const image = new Image();
  return Object.defineProperty(image, 'src', {
    get: (): unknown => source?.get?.call(image),
    set: (address: unknown) => source?.set?.call(image, resourceUrl(String(address), '')),
  });
}
