import { anchorOf, windowAt } from './grid-layout';

/** Which rows of a list are drawn, `end` not included, and the heights of what is left out, px. */
export interface RowSpan {
  readonly first: number;
  readonly end: number;
  readonly above: number;
  readonly below: number;
}

/** Where a row was drawn, px from anywhere. */
export interface DrawnRow {
  readonly key: string;
  readonly top: number;
}

/** What rows are like where they are not single lines of a list. */
export interface RowShape {
  /** How many lie side by side; one unless told. */
  readonly columns?: number;
  /** What one takes at least, px: what is gone by while none has been drawn. */
  readonly guess?: number;
}

const FIRST_GUESS = 80;
/** WeChat's audit lets a node have 60 children; the spaces above and below are two. */
const MOST_DRAWN = 56;

/**
 * The window of a list whose rows are as high as their words: what was drawn once keeps its measured height when it is
 * left out, so that nothing moves on the screen; what was not is guessed.
 */
export class RowWindow {
  private readonly heights = new Map<string, number>();
  private guess: number | null = null;
  private width = 0;

  constructor(private readonly shape: RowShape = {}) {}

  /** The rows near the screen, of a list with these keys that begins `top` px above it. */
  spanOf(keys: readonly string[], screen: { readonly top: number; readonly height: number }): RowSpan {
    const tops = [0];
    for (const key of keys) tops.push((tops[tops.length - 1] ?? 0) + this.heightOf(key));
    const topOf = (index: number) => tops[index] ?? 0;
    const height = topOf(keys.length);
    // What became shorter than where it was looked at shows its end.
    const place = Math.max(0, Math.min(screen.top, height - screen.height));
    const anchor = anchorOf(place, screen.height);
    const { from, to } = windowAt(anchor, screen.height);
    let first = 0;
    while (first < keys.length - 1 && topOf(first + 1) <= from) first += 1;
    let end = first;
    while (end < keys.length && topOf(end) < to) end += 1;
    // Of low rows on a high screen fewer are kept on either side of all that it may show before the next step.
    const farthest = anchor + screen.height * 1.5;
    while (end - first > MOST_DRAWN) {
      if (anchor - topOf(first + 1) > topOf(end - 1) - farthest) first += 1;
      else end -= 1;
    }
    first -= first % (this.shape.columns ?? 1);
    end = Math.min(end, first + MOST_DRAWN);
    return { first, end, above: topOf(first), below: height - topOf(end) };
  }

  /** What was drawn, from top to bottom, and where it ended; on a list of another width every row has another height. */
  measured(rows: readonly DrawnRow[], { bottom, width }: { readonly bottom: number; readonly width: number }): void {
    const height = bottom - (rows[0]?.top ?? bottom);
    if (height <= 0) return;
    if (width !== this.width) {
      this.heights.clear();
      this.guess = null;
      this.width = width;
    }
    rows.forEach(({ key, top }, index) => {
      const next = rows[index + 1];
      // Below the last one there may be a margin that is not its own: that counts only until more is known.
      if (next !== undefined || !this.heights.has(key)) this.heights.set(key, (next?.top ?? bottom) - top);
    });
    // One guess for good: another one would move what is on the screen.
    this.guess ??= height / rows.length;
  }

  private heightOf(key: string): number {
    return this.heights.get(key) ?? this.guess ?? this.shape.guess ?? FIRST_GUESS;
  }
}
