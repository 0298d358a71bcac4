import { failureOf, type CallFailed } from './call-failed';
import type { Clock } from './clock';
import { uniqueName } from './unique-name';

interface Given {
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random?: (() => number) | undefined;
}

/** For so long after it was last sent a wish is taken for the same one; the cloud has given it up long before. */
const SAME_WISH_MS = 60_000;

/**
 * Keys by which the cloud does a wish once. Whoever did not hear how it ended and repeats it within a minute sends the
 * same key again. Once the cloud says that nobody knows (`conflict`), the key is of no more use: a person looks,
 * and what they wish then is another wish.
 */
export class RequestKeys {
  private readonly open = new Map<string, { readonly key: string; readonly at: number }>();

  constructor(private readonly given: Given) {}

  /** Sends a wish, which is whatever JSON tells it from others. */
  async send<T>(wish: unknown, ask: (requestKey: string) => Promise<T>): Promise<T> {
    try {
      const answer = await ask(this.keyOf(wish));
      this.ended(wish, null);
      return answer;
    } catch (error) {
      this.ended(wish, failureOf(error));
      throw error;
    }
  }

  keyOf(wish: unknown): string {
    const { clock, random } = this.given;
    const now = clock.now();
    for (const [old, { at }] of this.open) if (now - at >= SAME_WISH_MS) this.open.delete(old);
    const name = JSON.stringify(wish);
    const { key } = this.open.get(name) ?? { key: uniqueName({ now, random }) };
    this.open.set(name, { key, at: now });
    return key;
  }

  /** After success, and where nobody will ever know, the next such wish is another one. */
  ended(wish: unknown, failure: CallFailed | null): void {
    if (failure === null || failure.code === 'conflict') this.open.delete(JSON.stringify(wish));
  }
}
