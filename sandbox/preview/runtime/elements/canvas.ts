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
      createImage: () => new Image(),
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
