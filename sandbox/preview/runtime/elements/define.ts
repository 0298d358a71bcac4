import type { ComponentSpace, Element as GlassElement, GeneralComponent } from 'glass-easel';
import { domOf } from '../glass/backend';
import { BUILT_IN } from '../glass/space';
import { takesKeys } from '../keys';
import type { Phone } from '../phone';
import { installHover } from './hover';

type PropertyType =
  StringConstructor | NumberConstructor | BooleanConstructor | ArrayConstructor | ObjectConstructor | null;
/** A property's type, or its type and default. */
export type PropertySpec = PropertyType | { readonly type: PropertyType; readonly value: unknown };

/** What one built-in element does beyond being a box. */
export interface ElementBehavior {
  /** A property was set, also once for each at creation. */
  changed?(name: string, value: unknown): void;
  attached?(): void;
  detached?(): void;
  /** What SelectorQuery.context() and wx.create…Context give out. */
  context?(): object;
  /** What SelectorQuery.node() gives out. */
  node?(): object;
}

export interface ElementDefinition {
  readonly tag: string;
  readonly properties?: Readonly<Record<string, PropertySpec>>;
  readonly create?: (host: Host, phone: Phone) => ElementBehavior;
}

/** Attributes that every element takes, with nothing to do beyond hover-class and what assistive technology reads. */
const COMMON: Readonly<Record<string, PropertySpec>> = {
  hidden: Boolean,
  hoverClass: String,
  hoverStartTime: { type: Number, value: 50 },
  hoverStayTime: { type: Number, value: 400 },
  hoverStopPropagation: Boolean,
  ariaLabel: String,
  ariaRole: String,
  ariaHidden: null,
  ariaLive: String,
  ariaDisabled: null,
  ariaChecked: null,
  ariaSelected: null,
  ariaExpanded: null,
  ariaModal: null,
  ariaValuemin: null,
  ariaValuemax: null,
  ariaValuenow: null,
  ariaValuetext: String,
  ariaHaspopup: null,
  role: String,
  animation: null,
  name: String,
};

/** One built-in element, seen from its own code. */
export class Host {
  constructor(
    private readonly component: GeneralComponent,
    readonly element: HTMLElement,
  ) {}

  /** As written in the template; in the document it carries a prefix. */
  get id(): string {
    return this.component.id;
  }

  /** Its `data-…` attributes. */
  get dataset(): Readonly<Record<string, unknown>> {
    return this.component.dataset;
  }

  property(name: string): unknown {
    return (this.component.data as Record<string, unknown>)[name];
  }

  text(name: string): string {
    return toText(this.property(name));
  }

  flag(name: string): boolean {
    return this.property(name) === true;
  }

  number(name: string): number {
    return Number(this.property(name));
  }

  /** Changes the element's own property, as `model:value` expects. */
  set(name: string, value: unknown): void {
    this.component.setData({ [name]: value });
  }

  emit(name: string, detail: object, options: { readonly bubbles?: boolean } = {}): void {
    const { bubbles = false } = options;
    this.component.triggerEvent(name, detail, { bubbles, composed: bubbles });
  }

  /** For events that a property's change causes: nobody may set data while that change is still being applied. */
  emitLater(name: string, detail: object): void {
    queueMicrotask(() => this.emit(name, detail));
  }

  toggleClass(name: string, on: boolean): void {
    this.component.classList?.toggle(name, on);
  }

  /** The names that a class of the surrounding component has in the document: its prefix added. */
  scopedClass(names: string): string {
    const own = new Set(this.element.classList);
    const wanted = names.split(/\s+/).filter((name) => name !== '');
    for (const name of wanted) this.toggleClass(name, true);
    const added = [...this.element.classList].filter((name) => !own.has(name));
    for (const name of wanted) this.toggleClass(name, false);
    return added.join(' ');
  }

  listen(name: string, listener: () => void): void {
    this.component.addListener(name, listener);
  }
}

interface Live {
  readonly host: Host;
  readonly behavior: ElementBehavior;
  /** The values that the behaviour has been told of. */
  readonly applied: Map<string, unknown>;
}

const lives = new WeakMap<GlassElement, Live>();

/** What the query API asks of a built-in element; undefined for any other. */
export function behaviorOf(element: GlassElement) {
  const live = lives.get(element);
  if (live === undefined) return undefined;
  return {
    property: (name: string): unknown => live.host.property(name),
    context: (): object | undefined => live.behavior.context?.(),
    node: (): object | undefined => live.behavior.node?.(),
  };
}

export function defineElement(space: ComponentSpace, definition: ElementDefinition, phone: Phone): void {
  const { tag, properties = {}, create } = definition;
  const all = { ...COMMON, ...properties };
  const observers = Object.fromEntries(
    Object.keys(all).map((name) => [
      name,
      function observe(this: GeneralComponent, value: unknown) {
        const live = lives.get(this);
        if (live !== undefined) apply(live, name, value);
      },
    ]),
  );
  const component = space.defineComponent({
    is: BUILT_IN + tag,
    options: { styleScope: 0 },
    properties: all,
    observers,
    lifetimes: {
      created(this: GeneralComponent) {
        const element = domOf(this);
        if (element === null) return;
        const host = new Host(this, element);
        const live = { host, behavior: create?.(host, phone) ?? {}, applied: new Map<string, unknown>() };
        lives.set(this, live);
        for (const name of Object.keys(properties)) apply(live, name, host.property(name));
      },
      attached(this: GeneralComponent) {
        const live = lives.get(this);
        if (live === undefined) return;
        installHover(live.host);
        live.behavior.attached?.();
      },
      detached(this: GeneralComponent) {
        lives.get(this)?.behavior.detached?.();
      },
    },
  });
  space.setGlobalUsingComponent(tag, component.general());
}

/** The same text or number again is no change, as on a phone: a player's address does not reload it. */
function apply({ host, behavior, applied }: Live, name: string, value: unknown): void {
  if (applied.has(name) && applied.get(name) === value && typeof value !== 'object') return;
  applied.set(name, value);
  if (name === 'hidden') host.element.toggleAttribute('hidden', value === true);
  else if (name === 'role' || name === 'ariaRole') applyRole(host.element, value);
  else if (name.startsWith('aria')) setAttribute(host.element, `aria-${name.slice(4).toLowerCase()}`, value);
  behavior.changed?.(name, value);
}

/** WeChat knows headings but no levels of them; a browser wants one, and the page's title is the first. */
function applyRole(element: HTMLElement, role: unknown): void {
  setAttribute(element, 'role', role);
  setAttribute(element, 'aria-level', role === 'heading' ? 2 : null);
  if (takesKeys(role)) element.tabIndex = 0;
}

/** False, null and empty take the attribute away, save for ARIA's, where false is a state. */
export function setAttribute(element: HTMLElement, name: string, value: unknown): void {
  const absent =
    value === null || value === undefined || value === '' || (value === false && !name.startsWith('aria-'));
  if (absent) element.removeAttribute(name);
  else element.setAttribute(name, value === true && !name.startsWith('aria-') ? '' : toText(value));
}

/** What a property written as text, number or boolean reads as; empty for anything else. */
function toText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
