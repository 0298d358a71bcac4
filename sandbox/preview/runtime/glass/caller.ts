import { component } from 'glass-easel-miniprogram-adapter';
import { reportUnimplemented } from '../report';
import type { PageStack } from '../pages/stack';
import { IntersectionWatch, type IntersectionOptions } from '../wx/intersection';
import { pageOf, SelectorQuery } from '../wx/query';
import type { Instance } from './instance';

export interface SetDataCall {
  /** performance.now() */
  readonly at: number;
  /** Length of the data as JSON. */
  readonly bytes: number;
  /** Route of the page that it belongs to. */
  readonly page: string;
}

const MISSING = [
  'animate',
  'clearAnimation',
  'createMediaQueryObserver',
  'setUpdatePerformanceListener',
  'getOpenerEventChannel',
];

/** Gives every page and component the preview's own queries, and counts what they send to the view. */
export function extendInstances(stack: PageStack, onSetData: (call: SetDataCall) => void): void {
  const prototype: object = component.ComponentCaller.prototype;
  const setData = Reflect.get(prototype, 'setData') as (this: unknown, data: object, callback?: () => void) => void;
  Object.assign(prototype, {
    setData(this: Instance, data: object, callback?: () => void) {
      onSetData({ at: performance.now(), bytes: sizeOf(data), page: routeOf(this, stack) });
      setData.call(this, data, callback);
    },
    createSelectorQuery(this: Instance) {
      return new SelectorQuery(stack, this);
    },
    createIntersectionObserver(this: Instance, options: IntersectionOptions = {}) {
      return new IntersectionWatch(stack, this, options);
    },
    getPageId: () => undefined,
    ...Object.fromEntries(MISSING.map((name) => [name, () => refuse(name)])),
  });
}

/** Before its first page the app has none. */
const routeOf = (instance: Instance, stack: PageStack): string =>
  stack.all.length === 0 ? '' : pageOf(instance, stack).route;

const sizeOf = (data: object): number => JSON.stringify(data).length;

function refuse(name: string): never {
  throw new Error(reportUnimplemented(`this.${name}`));
}
