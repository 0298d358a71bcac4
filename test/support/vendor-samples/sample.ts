import type { Phrase, Recording, Span } from '../../../cloudfunctions/core/capabilities';
import type { ChannelAddress, Driver } from '../../../cloudfunctions/core/ports';

/** What calls are made with. A sample whose call needs something that exists puts its name here first. */
export interface World {
  readonly address: ChannelAddress;
  /** Epoch ms. */
  readonly now: number;
  /** Some days up to now. */
  readonly span: Span;
  /** Not in the account yet. */
  readonly newDevice: { readonly deviceId: string; readonly code: string; readonly name: string };
  readonly recording: Recording;
  readonly phrase: Phrase;
  readonly preset: string;
  readonly picture: string;
  readonly video: string;
  readonly command: string;
  /** A clip in the making. */
  readonly task: string;
  /** An address that the vendor gave. */
  readonly url: string;
}

/** A vendor as tests call it: its driver, and what else it can do beyond what the driver offers. */
export interface Target<Api> {
  readonly driver: Driver;
  readonly api: Api;
}

/** One call of a vendor, with arguments that make sense to it. */
export interface Sample<Api> {
  /** Brings the vendor into the state that the call needs, and says what it is to be made with. */
  readonly prepare?: (target: Target<Api>, world: World) => Promise<Partial<World>>;
  /** How long after its preparation the call is made; a minute unless said otherwise. */
  readonly pauseMs?: number;
  readonly run: (target: Target<Api>, world: World) => unknown;
  /** Credentials of an account for which the call is made at all. */
  readonly credentials?: Readonly<Record<string, unknown>>;
}

/** By `driver.` or `api.` and the name of the function. */
export type Samples<Api> = Readonly<Record<string, Sample<Api>>>;

/** Names of all functions within, by their path. */
export function functionsOf(value: unknown, path: string): readonly string[] {
  if (typeof value === 'function') return [path];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => functionsOf(inner, `${path}.${name}`));
}

const MOST_PAGES = 3;

/** The first pages of a list: enough to see how it goes on, for a vendor that knows no end. */
export async function firstOf<T>(pages: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const page of pages) {
    found.push(page);
    if (found.length === MOST_PAGES) break;
  }
  return found;
}
