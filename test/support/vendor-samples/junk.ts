import * as fc from 'fast-check';
import type { HttpResponse } from '../../../cloudfunctions/core/ports';

/** Begins every text that a vendor says here, so that none of it can hide in a message of ours. */
export const VENDOR_TEXT = 'vendor-words-';

/** What becomes of a good reply on its way. */
export type Damage = (good: HttpResponse) => HttpResponse;

const text = (value: string): Uint8Array => Buffer.from(value);
const json = (value: unknown): Uint8Array => text(value === undefined ? '' : JSON.stringify(value));
const TYPES = ['application/json', 'text/html', 'text/plain', 'image/jpeg', 'application/octet-stream', ''];

const words = fc.string().map((value) => VENDOR_TEXT + value);
/** JSON of any shape, with the keys that vendors use and some that are traps. */
const key = fc.oneof(
  fc.constantFrom('code', 'errno', 'error', 'data', 'result', 'page', 'stat', 'url', 'meta', '__proto__', 'toString'),
  fc.string().map((value) => VENDOR_TEXT + value),
);
const leaf = fc.oneof(words, fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
const anyJson = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 5 }),
  ),
})).value;

/** One value somewhere in the reply is another, or missing. `way` leads to it. */
function alter(value: unknown, way: readonly number[], change: unknown): unknown {
  if (typeof value !== 'object' || value === null || way.length === 0) return change;
  const [step = 0, ...rest] = way;
  const entries = Object.entries(value);
  if (entries.length === 0) return change;
  const at = step % entries.length;
  const altered = entries.flatMap(([name, inner], index): [string, unknown][] => {
    if (index !== at) return [[name, inner]];
    const next = alter(inner, rest, change);
    return next === undefined ? [] : [[name, next]];
  });
  return Array.isArray(value) ? altered.map(([, inner]) => inner) : Object.fromEntries(altered);
}

/** A reply's JSON, or null where it is none. */
export function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}

const DEPTH = 20_000;
const nested = (open: string): string => `${open.repeat(DEPTH)}1${(open === '[' ? ']' : '}').repeat(DEPTH)}`;

/** Replies that no vendor should send, made from one that it does send. */
export const damages: fc.Arbitrary<Damage> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.array(fc.nat(50), { maxLength: 6 }), fc.option(anyJson, { nil: undefined }))
      .map(([way, change]): Damage => (good) => ({ ...good, body: json(alter(parse(good.body), way, change)) })),
  },
  { weight: 2, arbitrary: anyJson.map((value): Damage => (good) => ({ ...good, body: json(value) })) },
  fc
    .double({ min: 0, max: 1, noNaN: true })
    .map((share): Damage => (good) => ({ ...good, body: good.body.subarray(0, Math.floor(good.body.length * share)) })),
  fc.uint8Array({ maxLength: 200 }).map((bytes): Damage => (good) => ({ ...good, body: bytes })),
  fc
    .tuple(fc.constantFrom(200, 301, 400, 401, 403, 404, 429, 500, 502, 503, 599), words)
    .map(([status, said]): Damage => () => ({
      status,
      headers: { 'content-type': 'text/html' },
      body: text(`<html><body>${said}</body></html>`),
    })),
  fc.tuple(fc.constantFrom(500, 502, 503, 504), anyJson).map(([status, value]): Damage => () => ({
    status,
    headers: { 'content-type': 'application/json' },
    body: json(value),
  })),
  // Deeper than any reader's stack.
  fc.constantFrom('[', '{"data":').map((open): Damage => (good) => ({ ...good, body: text(nested(open)) })),
  fc.constantFrom(...TYPES).map((type): Damage => (good) => ({ ...good, headers: { 'content-type': type } })),
);

/** What may stand in the place of any part of a reply. */
const WRONG: readonly unknown[] = [undefined, null, `${VENDOR_TEXT}1`, '', -1, 1e20, true, [], {}, [null]];
const MOST_ITEMS = 2;

/** Every way to a part of a value, by positions; of a long list the first few items. */
function waysInto(value: unknown): readonly (readonly number[])[] {
  if (typeof value !== 'object' || value === null) return [[]];
  const entries = Object.values(value).slice(0, Array.isArray(value) ? MOST_ITEMS : Infinity);
  return [[], ...entries.flatMap((inner, at) => waysInto(inner).map((way) => [at, ...way]))];
}

/** A good reply with each of its parts replaced in turn, by everything that it should not be. */
export function* spoilt(good: HttpResponse): Generator<HttpResponse> {
  const reply = parse(good.body);
  for (const way of waysInto(reply)) {
    for (const wrong of WRONG) yield { ...good, body: json(alter(reply, way, wrong)) };
  }
}
