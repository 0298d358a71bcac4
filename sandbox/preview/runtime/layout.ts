import { isTextCut } from './cut-text';
import type { ImageSize, Layout } from './records';

/** Least width and height of what is pressed, px; half a pixel less, for browsers round rpx. */
const LEAST_TARGET = 43.5;
const PRESSED = ['button', 'link', 'tab', 'checkbox', 'switch', 'radio', 'slider']
  .map((role) => `[role="${role}"]`)
  .join();

/** Measures one page in what scrolls it. `isCounted` says which nodes are WXML elements. */
export function measureLayout(root: Element, isCounted: (node: Node) => boolean): Layout {
  const all = [...root.querySelectorAll('*')];
  const scrollers = [root, ...root.querySelectorAll('wx-page')];
  const shown = all.filter(isShown);
  const counted = all.filter(isCounted);
  return {
    nodes: counted.length,
    depth: Math.max(0, ...counted.map((element) => depthOf(element, root, isCounted))),
    mostChildren: Math.max(0, ...counted.map(({ children }) => [...children].filter(isCounted).length)),
    small: shown.filter((element) => element.matches(PRESSED)).flatMap(tooSmall),
    cut: all.filter(isSeen).filter(isTextCut).map(nameOf),
    overflow: Math.max(0, ...scrollers.map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)),
    images: [...root.querySelectorAll('img')].filter((image) => image.complete && isShown(image)).map(sizeOf),
  };
}

function depthOf(element: Element, root: Element, isCounted: (node: Node) => boolean): number {
  let depth = 0;
  for (let at: Element | null = element; at !== null && at !== root; at = at.parentElement) {
    if (isCounted(at)) depth += 1;
  }
  return depth;
}

/** By eyes; `isShown` is what a screen reader finds, too. */
const isSeen = (element: Element): boolean =>
  element.checkVisibility({ opacityProperty: true, visibilityProperty: true });

const isShown = (element: Element): boolean => isSeen(element) && element.closest('[aria-hidden="true"]') === null;

const nameOf = (element: Element): string =>
  (element.getAttribute('aria-label') ?? element.textContent).trim().replace(/\s+/g, ' ').slice(0, 40);

function tooSmall(element: Element): string[] {
  const { width, height } = element.getBoundingClientRect();
  const isTouchable = width > 1 && height > 1;
  if (!isTouchable || (width >= LEAST_TARGET && height >= LEAST_TARGET)) return [];
  return [`${nameOf(element)} ${Math.round(width)}×${Math.round(height)}`];
}

/** In pixels of the screen, as WeChat's audit compares them. */
function sizeOf(image: HTMLImageElement): ImageSize {
  const { width, height } = image.getBoundingClientRect();
  return {
    source: image.src.slice(-40),
    pixels: image.naturalWidth * image.naturalHeight,
    shown: Math.round(width * height * devicePixelRatio ** 2),
  };
}
