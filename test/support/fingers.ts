import type { Locator, Page } from 'playwright-core';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DragOptions {
  /** Moves between two points of a way; default 8. */
  readonly steps?: number;
  /** Time between two moves; a flick is fast. Default 16. */
  readonly stepMs?: number;
  /** How it ends: the fingers leave the glass, are taken away, or stay until the next call to `lift`. Default up. */
  readonly end?: 'up' | 'cancel' | 'stay';
}

/** Real fingers on the glass of a page. */
export interface Fingers {
  /**
   * Moves one finger along a way, or several at once along one each. Points are pixels from the top left of what is
   * touched: a CSS selector, a locator or a point of the screen.
   */
  drag(
    target: string | Locator | Point,
    ways: readonly Point[] | readonly (readonly Point[])[],
    options?: DragOptions,
  ): Promise<void>;
  /** Takes away fingers that stayed. */
  lift(): Promise<void>;
}

export function fingersOn(page: Page): Fingers {
  const session = page.context().newCDPSession(page);
  const send = async (type: TouchType, points: readonly Point[]): Promise<void> => {
    const touchPoints = points.map(({ x, y }, id) => ({ x, y, id }));
    await (await session).send('Input.dispatchTouchEvent', { type, touchPoints });
  };
  return {
    async drag(target, ways, { steps = 8, stepMs = 16, end = 'up' } = {}) {
      const origin = await originOf(page, target);
      const fingers = (isOneWay(ways) ? [ways] : ways).map((way) => place(way, origin));
      const [start = [], ...frames] = framesOf(fingers, steps);
      await send('touchStart', start);
      for (const frame of frames) {
        await page.waitForTimeout(stepMs);
        await send('touchMove', frame);
      }
      if (end === 'up') await send('touchEnd', []);
      else if (end === 'cancel') await send('touchCancel', []);
    },
    lift: () => send('touchEnd', []),
  };
}

type TouchType = 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel';

const isOneWay = (ways: readonly Point[] | readonly (readonly Point[])[]): ways is readonly Point[] =>
  !Array.isArray(ways[0]);

const place = (way: readonly Point[], origin: Point): Point[] =>
  way.map(({ x, y }) => ({ x: x + origin.x, y: y + origin.y }));

async function originOf(page: Page, target: string | Locator | Point): Promise<Point> {
  if (typeof target === 'object' && 'x' in target) return target;
  const locator = typeof target === 'string' ? page.locator(target).first() : target;
  const box = await locator.boundingBox();
  if (box === null) throw new Error('what is to be touched is not shown');
  return box;
}

/** Where all fingers are at each moment; a shorter way waits at its end. */
function framesOf(ways: readonly (readonly Point[])[], steps: number): Point[][] {
  const paths = ways.map((way) => inSteps(way, steps));
  const length = Math.max(...paths.map((path) => path.length));
  return Array.from({ length }, (_, frame) => paths.flatMap((path) => path[Math.min(frame, path.length - 1)] ?? []));
}

function inSteps(way: readonly Point[], steps: number): Point[] {
  return way.flatMap((to, index) => {
    const from = way[index - 1];
    if (from === undefined) return [to];
    return Array.from({ length: steps }, (_, step) => {
      const part = (step + 1) / steps;
      return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
    });
  });
}
