import type { Registration } from './logic-layer';

/** What a page or component says of itself to those who bind it. */
export interface Declared {
  readonly data: ReadonlySet<string>;
  readonly methods: ReadonlySet<string>;
  /** Each property and the types it takes, `String` for one; none where it takes any. */
  readonly properties: ReadonlyMap<string, readonly string[]>;
  readonly externalClasses: ReadonlySet<string>;
  /** The paths that it watches. */
  readonly observed: readonly string[];
  /** Whether its slots may have names. */
  readonly namedSlots: boolean;
  /** Its behaviours of WeChat's own, `wx://form-field` for one. */
  readonly builtIn: readonly string[];
}

/** Everything of a registration and its behaviours that a template or another component may name. */
export function declaredBy({ kind, definition }: Registration): Declared {
  const all = withBehaviors(definition);
  const properties = new Map(all.flatMap((part) => propertiesOf(part['properties'])));
  const bindings = all.flatMap((part) => asList(part['storeBindings'])).filter(isRecord);
  const keys = (name: string, parts: readonly Record<string, unknown>[]) => parts.flatMap((part) => keysOf(part[name]));
  const own = Object.entries(definition).flatMap(([key, value]) => (typeof value === 'function' ? [key] : []));
  return {
    data: new Set([...keys('data', all), ...properties.keys(), ...keys('fields', bindings)]),
    methods: new Set([...keys('methods', all), ...keys('actions', bindings), ...(kind === 'Page' ? own : [])]),
    properties,
    externalClasses: new Set(all.flatMap((part) => asList(part['externalClasses']).map(String))),
    observed: keys('observers', all),
    namedSlots: all.some(({ options }) => isRecord(options) && SLOT_OPTIONS.some((name) => options[name] === true)),
    builtIn: all.flatMap((part) => asList(part['behaviors'])).filter((name) => typeof name === 'string'),
  };
}

function withBehaviors(definition: unknown): readonly Record<string, unknown>[] {
  return isRecord(definition) ? [definition, ...asList(definition['behaviors']).flatMap(withBehaviors)] : [];
}

function propertiesOf(properties: unknown): readonly (readonly [string, readonly string[]])[] {
  return isRecord(properties) ? Object.entries(properties).map(([name, value]) => [name, typesOf(value)] as const) : [];
}

/** `String`, `{ type: String, optionalTypes: [Number] }`, or null for any. */
function typesOf(value: unknown): readonly string[] {
  const [first, more] = isRecord(value) ? [value['type'], asList(value['optionalTypes'])] : [value, []];
  return typeof first === 'function'
    ? [first, ...more].flatMap((type) => (typeof type === 'function' ? type.name : []))
    : [];
}

const SLOT_OPTIONS = ['multipleSlots', 'dynamicSlots'];

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const asList = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];
const keysOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(String) : isRecord(value) ? Object.keys(value) : [];
