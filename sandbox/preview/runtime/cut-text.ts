/** Part of a line's box that its letters fill: what is hidden of the rest is only air. */
const LETTERS = 0.6;
/** Half pixels, and how browsers round. */
const SLACK_PX = 1.5;
/** What is made so small is there for screen readers only. */
const UNSEEN_PX = 2;

/** Whether a part of the text that stands directly in `element` is hidden by its own box or by one around it. */
export function isTextCut(element: Element): boolean {
  const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
  if (texts.length === 0) return false;
  const boxes = boxesAround(element);
  if (boxes.some(({ right, left, bottom, top }) => right - left < UNSEEN_PX || bottom - top < UNSEEN_PX)) return false;
  return isClamped(element) || texts.some((text) => linesOf(text).some((line) => boxes.some((box) => cuts(box, line))));
}

/** Only the box itself knows of lines that an ellipsis stands for. */
function isClamped(element: Element): boolean {
  const { overflowX, overflowY, textOverflow, fontSize } = getComputedStyle(element);
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
  if (clientWidth === 0) return false; // an inline one has no box
  const hidesAcross = hides(overflowX) || textOverflow === 'ellipsis';
  if (hidesAcross && scrollWidth > clientWidth + SLACK_PX) return true;
  return hides(overflowY) && scrollHeight > clientHeight + parseFloat(fontSize) / 2;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What shows no more of `element` than lies within it, up to what scrolls: there the rest can be reached. */
function boxesAround(element: Element): readonly Box[] {
  const boxes: Box[] = [];
  let { position } = getComputedStyle(element);
  for (let at: Element | null = element; at !== null && position !== 'fixed'; at = at.parentElement) {
    const style = getComputedStyle(at);
    const holds = at === element || position !== 'absolute' || style.position !== 'static';
    if (!holds) continue;
    if (at !== element) ({ position } = style);
    if (scrolls(style.overflowX) || scrolls(style.overflowY)) break;
    if (hides(style.overflowX) || hides(style.overflowY)) boxes.push(insideOf(at, style));
  }
  return boxes;
}

const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';

function insideOf(element: Element, { overflowX, overflowY }: CSSStyleDeclaration): Box {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const [across, down] = [hides(overflowX), hides(overflowY)];
  return {
    left: across ? left : -Infinity,
    right: across ? right : Infinity,
    top: down ? top : -Infinity,
    bottom: down ? bottom : Infinity,
  };
}

function linesOf(text: Node): readonly Box[] {
  const range = document.createRange();
  range.selectNodeContents(text);
  return [...range.getClientRects()].filter(({ width }) => width > 0);
}

function cuts(box: Box, { left, top, right, bottom }: Box): boolean {
  const air = ((bottom - top) * (1 - LETTERS)) / 2;
  const isCutAcross = left < box.left - SLACK_PX || right > box.right + SLACK_PX;
  return isCutAcross || top + air < box.top - SLACK_PX || bottom - air > box.bottom + SLACK_PX;
}
