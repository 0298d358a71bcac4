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
  drag(target: Target, ways: readonly Point[] | readonly (readonly Point[])[], options?: DragOptions): Promise<void>;
  /** Takes away fingers that stayed. */
  lift(): Promise<void>;
  /** Puts a finger on the middle of something, and leaves it there until `release`, or for `ms`. */
  hold(target: Target, ms?: number): Promise<void>;
  /** Puts a further finger on something else while the first stays. */
  secondFinger(target: Target): Promise<void>;
  /** Moves the finger that came first. */
  slide(by: Point): Promise<void>;
  /** Takes one finger off the glass, or all of them. */
  release(which?: 'first' | 'second'): Promise<void>;
  /** The phone's system takes all fingers away: a touchcancel, no touchend. */
  snatch(): Promise<void>;
}

/** A CSS selector, a locator, or a point of the screen. */
export type Target = string | Locator | Point;

export function fingersOn(page: Page): Fingers {
  const session = page.context().newCDPSession(page);
  const send: Send = async (type, points) => {
    const touchPoints = points.map(({ x, y, id }, index) => ({ x, y, id: id ?? index }));
    await (await session).send('Input.dispatchTouchEvent', { type, touchPoints });
  };
  return {
    ...fingersThatStay(page, send),
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

type Send = (type: TouchType, points: readonly (Point & { readonly id?: number })[]) => Promise<void>;

const SLIDE_STEPS = 6;
const STEP_MS = 16;

/** A start or a move tells all fingers that are down, an end those that go; without any, all go. */
function fingersThatStay(
  page: Page,
  send: Send,
): Pick<Fingers, 'hold' | 'secondFinger' | 'slide' | 'release' | 'snatch'> {
  let down: readonly (Point & { readonly id: number })[] = [];
  const put = async (id: number, target: Target): Promise<void> => {
    down = [...down.filter((finger) => finger.id !== id), { ...(await middleOf(page, target)), id }];
    await send('touchStart', down);
  };
  const takeAll = async (type: 'touchEnd' | 'touchCancel'): Promise<void> => {
    down = [];
    await send(type, []);
  };
  return {
    async hold(target, ms) {
      await put(0, target);
      if (ms === undefined) return;
      await page.waitForTimeout(ms);
      await takeAll('touchEnd');
    },
    secondFinger: (target) => put(1, target),
    async slide({ x, y }) {
      for (let step = 0; step < SLIDE_STEPS; step += 1) {
        const move = { x: x / SLIDE_STEPS, y: y / SLIDE_STEPS };
        down = down.map((one) => (one.id === 0 ? { id: 0, x: one.x + move.x, y: one.y + move.y } : one));
        await send('touchMove', down);
        await page.waitForTimeout(STEP_MS);
      }
    },
    async release(which) {
      const gone = down.filter(({ id }) => id === (which === 'first' ? 0 : 1));
      if (which === undefined || gone.length === down.length) {
        await takeAll('touchEnd');
        return;
      }
      down = down.filter((finger) => !gone.includes(finger));
      await send('touchEnd', gone);
    },
    snatch: () => takeAll('touchCancel'),
  };
}

async function middleOf(page: Page, target: Target): Promise<Point> {
  if (typeof target === 'object' && 'x' in target) return target;
  const { x, y, width, height } = await boxOf(page, target);
  return { x: x + width / 2, y: y + height / 2 };
}

type TouchType = 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel';

const isOneWay = (ways: readonly Point[] | readonly (readonly Point[])[]): ways is readonly Point[] =>
  !Array.isArray(ways[0]);

const place = (way: readonly Point[], origin: Point): Point[] =>
  way.map(({ x, y }) => ({ x: x + origin.x, y: y + origin.y }));

async function originOf(page: Page, target: Target): Promise<Point> {
  return typeof target === 'object' && 'x' in target ? target : boxOf(page, target);
}

async function boxOf(page: Page, target: string | Locator): Promise<Point & { width: number; height: number }> {
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
