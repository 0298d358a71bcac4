import type { Element as GlassElement, GeneralComponent } from 'glass-easel';

type Method = (...args: readonly unknown[]) => unknown;

/** A page or component as its own script sees it (`this`), reduced to what the preview touches. */
export interface Instance {
  readonly _$: GeneralComponent;
  route?: string;
  options?: Readonly<Record<string, string>>;
}

/** Calls a page's own life-cycle function when it has one. */
export function callMethod(instance: Instance, name: string, argument?: unknown): unknown {
  const method: unknown = Reflect.get(instance, name);
  return typeof method === 'function' ? (method as Method).call(instance, argument) : undefined;
}

/** Finds an element inside a page or component, not inside the components it uses. */
export function queryIn(instance: Instance, selector: string): GlassElement[] {
  return instance._$.getShadowRoot()?.querySelectorAll(selector) ?? [];
}

export const isInstance = (value: unknown): value is Instance =>
  typeof value === 'object' && value !== null && '_$' in value;
