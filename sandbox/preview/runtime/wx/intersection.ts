import { domOf, elementOf } from '../glass/backend';
import { hold, letGo } from '../holdings';
import { queryIn, type Instance } from '../glass/instance';
import type { PageStack } from '../pages/stack';
import { pageOf } from './query';

interface Margins {
  readonly left?: number;
  readonly top?: number;
  readonly right?: number;
  readonly bottom?: number;
}

export interface IntersectionOptions {
  readonly thresholds?: readonly number[];
  readonly initialRatio?: number;
  readonly observeAll?: boolean;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
}

/** `createIntersectionObserver`, with the `id` and `dataset` that glass-easel's own leaves out. */
export class IntersectionWatch {
  private observer: IntersectionObserver | null = null;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private reference: string | null = null;
  private margins: Margins = {};

  constructor(
    private readonly stack: PageStack,
    private readonly scope: Instance,
    private readonly options: IntersectionOptions,
  ) {}

  relativeTo(selector: string, margins: Margins = {}): this {
    this.reference = selector;
    this.margins = margins;
    return this;
  }

  relativeToViewport(margins: Margins = {}): this {
    this.reference = null;
    this.margins = margins;
    return this;
  }

  /** Begins after the running script, like a query: what asks while its page is being made stands nowhere yet. */
  observe(selector: string, callback: (result: object) => void): void {
    hold(this, 'observer', selector);
    this.waiting = setTimeout(() => this.begin(selector, callback), 0);
  }

  private begin(selector: string, callback: (result: object) => void): void {
    const { thresholds = [0], initialRatio = 0, observeAll = false } = this.options;
    const { top = 0, right = 0, bottom = 0, left = 0 } = this.margins;
    const page = pageOf(this.scope, this.stack);
    const reference = this.reference === null ? undefined : queryIn(this.scope, this.reference)[0];
    const root = reference === undefined ? page.window.element : domOf(reference);
    const seen = new Set<Element>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const first = !seen.has(entry.target);
          seen.add(entry.target);
          if (first && entry.intersectionRatio === initialRatio && !entry.isIntersecting) continue;
          callback(toResult(entry, page.window.origin()));
        }
      },
      { root, rootMargin: `${top}px ${right}px ${bottom}px ${left}px`, threshold: [...thresholds] },
    );
    this.observer = observer;
    const found = queryIn(this.scope, selector);
    for (const element of observeAll ? found : found.slice(0, 1)) {
      const dom = domOf(element);
      if (dom !== null) observer.observe(dom);
    }
  }

  disconnect(): void {
    letGo(this);
    clearTimeout(this.waiting);
    this.observer?.disconnect();
    this.observer = null;
  }
}

function toResult(entry: IntersectionObserverEntry, origin: { left: number; top: number }): object {
  const element = elementOf(entry.target);
  const box = (rect: DOMRectReadOnly | null): Box | null =>
    rect === null
      ? null
      : {
          left: rect.left - origin.left,
          top: rect.top - origin.top,
          right: rect.right - origin.left,
          bottom: rect.bottom - origin.top,
          width: rect.width,
          height: rect.height,
        };
  return {
    id: element?.id ?? '',
    dataset: element?.dataset ?? {},
    intersectionRatio: entry.intersectionRatio,
    intersectionRect: box(entry.intersectionRect),
    boundingClientRect: box(entry.boundingClientRect),
    relativeRect: box(entry.rootBounds),
    time: entry.time,
  };
}
