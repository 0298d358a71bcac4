import type { behavior, CodeSpace, types } from 'glass-easel-miniprogram-adapter';
import { scheduleReady } from './ready';
import { reportUnimplemented } from '../report';
import type { Space } from './space';

type AnyBehavior = behavior.GeneralBehavior;
type Definition = types.GeneralComponentDefinition;
type Fields = Readonly<Record<string, unknown>>;

/** A definition as written: behaviours may still be names such as `wx://form-field`. */
interface RawDefinition {
  behaviors?: (AnyBehavior | string)[];
  methods?: Record<string, unknown>;
  [field: string]: unknown;
}

const FORM_BEHAVIORS = ['wx://form-field', 'wx://form-field-group', 'wx://form-field-button'] as const;
const DEFINITION_FIELDS = new Set([
  'behaviors',
  'data',
  'options',
  'methods',
  'observers',
  'lifetimes',
  'pageLifetimes',
]);

/** The globals that a page's or component's script calls to define itself. */
export class ScriptGlobals {
  private readonly named: ReadonlyMap<string, AnyBehavior>;
  private current = '';
  private readonly defined = new Set<string>();
  private app: Fields = {};

  constructor(private readonly space: Space) {
    this.named = new Map(FORM_BEHAVIORS.map((name) => [name, formBehavior(space.code, name)]));
    Object.assign(globalThis, {
      App: (definition: Fields) => (this.app = definition),
      getApp: () => this.app,
      Page: (definition: RawDefinition) => this.definePage(definition),
      Component: (definition: RawDefinition) => this.defineComponent(definition),
      Behavior: (definition: RawDefinition) => space.code.behavior().definition(this.resolve(definition)).register(),
    });
  }

  /** Runs one page's or component's script with the path it defines. */
  run(id: string, script: (() => unknown) | null): void {
    this.current = id;
    script?.();
    if (!this.defined.has(id)) this.defineComponent({}); // a component may consist of a template only
  }

  /** Calls one of the app's own life-cycle functions when it has it. */
  callApp(name: 'onLaunch' | 'onShow' | 'onHide', argument?: unknown): void {
    const handler = this.app[name];
    if (typeof handler === 'function') Reflect.apply(handler, this.app, [argument]);
  }

  private defineComponent(raw: RawDefinition): unknown {
    this.defined.add(this.current);
    return this.space.code
      .component(this.current)
      .definition(this.resolve(raw))
      .init(({ self, lifetime }) => lifetime('attached', () => scheduleReady(self)))
      .register();
  }

  /** Functions of a page definition are methods; every other field of its own is a property of the page itself. */
  private definePage(raw: RawDefinition): unknown {
    this.defined.add(this.current);
    const methods: Record<string, unknown> = { ...raw.methods };
    const fields: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(raw)) {
      if (DEFINITION_FIELDS.has(name)) continue;
      if (typeof value === 'function') methods[name] = value;
      else fields[name] = value;
    }
    return this.space.code
      .component(this.current)
      .definition(this.resolve({ ...raw, methods }))
      .init(({ self, lifetime }) => {
        Object.assign(self, fields);
        lifetime('attached', () => scheduleReady(self));
      })
      .register();
  }

  private resolve(raw: RawDefinition): Definition {
    const behaviors = (raw.behaviors ?? []).map((item) => {
      if (typeof item !== 'string') return item;
      const known = this.named.get(item);
      if (known === undefined) throw new Error(reportUnimplemented(`behavior ${item}`));
      return known;
    });
    const definition: object = { ...raw, behaviors };
    return definition; // what is wrong in it, glass-easel says
  }
}

function formBehavior(code: CodeSpace, name: (typeof FORM_BEHAVIORS)[number]): AnyBehavior {
  const properties = name === 'wx://form-field' ? { name: String, value: null } : {};
  return code.behavior().definition({ properties }).register() as AnyBehavior;
}
