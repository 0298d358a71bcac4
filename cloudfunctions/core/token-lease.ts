import { randomUUID } from 'node:crypto';
import { CallError } from './errors';
import type { Clock, Token, TokenLease } from './ports';
import { createSingleFlight } from './single-flight';

/** A token as all instances share it. */
export interface StoredToken {
  /** An empty string before the first renewal. */
  readonly value: string;
  /** Epoch ms; 0 before the first renewal and after a discard. Also the version that conditional writes compare. */
  readonly expiresAt: number;
  /** Epoch ms from which one instance renews it while the others go on using it. */
  readonly renewAt: number;
}

/** A stored token as somebody reads it. */
export interface ReadToken extends StoredToken {
  /** Epoch ms until which somebody has the right to renew it; 0 when nobody has. */
  readonly heldUntil: number;
}

/** The right to renew one token. */
export interface TokenHold {
  /** Names the instance's attempt. */
  readonly holder: string;
  /** Epoch ms. */
  readonly now: number;
  /** Epoch ms at which the right lapses, in case its holder dies. */
  readonly until: number;
  /** `expiresAt` of the token to be replaced as the caller read it; 0 when it found none. */
  readonly expiresAt: number;
}

/** Where tokens are kept for all instances. Each write is one conditional operation. */
export interface TokenStore {
  /** The token under `key`, or null when none was ever asked for. */
  read(key: string): Promise<ReadToken | null>;
  /** Takes the hold if no other is alive at `now` and the token is still the one read; creates what is missing. */
  acquire(key: string, hold: TokenHold): Promise<boolean>;
  /** Stores the token and ends the hold; false, changing nothing, when `holder` no longer has it. */
  save(key: string, holder: string, token: StoredToken): Promise<boolean>;
  /** Ends the hold without a token, if `holder` still has it. */
  release(key: string, holder: string): Promise<void>;
  /** Sets `expiresAt` and `renewAt` to 0, if `expiresAt` is still the one given. */
  expire(key: string, expiresAt: number): Promise<void>;
}

export interface TokenLeaseOptions {
  readonly store: TokenStore;
  readonly clock: Clock;
  /** 0 ≤ x < 1; spreads the waiting. */
  readonly random: () => number;
}

const SECOND = 1000;
const HOUR = 3600 * SECOND;
/** Longer than the deadline of the vendor's call and the write after it. */
const HOLD_MS = 8 * SECOND;
/** How long a caller waits for somebody else's renewal: one lapsed hold and one renewal. */
const PATIENCE_MS = 15 * SECOND;
/** A token this near its end is not handed out: the call it is for must still find it alive. */
const MARGIN_MS = 10 * SECOND;
/** Pause between two attempts of one instance at renewing early. */
const EARLY_PAUSE_MS = 10 * SECOND;
/** Tokens that one instance remembers; shared addresses come and go by the thousand. */
export const MOST_KNOWN = 1000;
const POLL_MS = { first: 40, most: 500 } as const;

/** Epoch ms at which a token renewed `now` is due again: at 90 % of its life or an hour before its end. */
export function renewalDue(token: Token, now: number): number {
  const life = Math.max(0, token.expiresAt - now);
  const early = Math.min(Math.max(life / 10, HOUR), life / 2);
  return Math.floor(token.expiresAt - early);
}

interface Remembered {
  readonly token: StoredToken;
  /** Epoch ms before which this instance leaves early renewal alone. */
  readonly calmUntil: number;
}

/** Puts at the end and lets go of what has lain there longest. */
function remember<T>(entries: Map<string, T>, key: string, value: T): void {
  entries.delete(key);
  entries.set(key, value);
  const [oldest] = entries.size > MOST_KNOWN ? entries.keys() : [];
  if (oldest !== undefined) entries.delete(oldest);
}

/** What one instance knows of tokens. */
function createKnowledge(clock: Clock) {
  const known = new Map<string, Remembered>();
  /** What the vendor refused last, by key: a slow reply must not bring it back. */
  const refused = new Map<string, string>();
  return {
    isRefused: (key: string, value: string): boolean => value === refused.get(key),
    isUsable: (key: string, { value, expiresAt }: StoredToken): boolean =>
      value !== '' && value !== refused.get(key) && expiresAt - MARGIN_MS > clock.now(),
    get: (key: string): Remembered | undefined => known.get(key),
    keep(key: string, token: StoredToken, calmUntil = 0): string {
      remember(known, key, { token, calmUntil });
      return token.value;
    },
    refuse(key: string, value: string): void {
      remember(refused, key, value);
      if (known.get(key)?.token.value === value) known.delete(key);
    },
  };
}

/** Tokens shared through `store`: one renewal at a time over all instances, and one wait per key in this one. */
export function createTokenLease({ store, clock, random }: TokenLeaseOptions): TokenLease {
  const knowledge = createKnowledge(clock);
  const share = createSingleFlight<string>();

  async function renewHolding(key: string, holder: string, renew: () => Promise<Token>): Promise<string> {
    const fresh = await renew();
    const token: StoredToken = { ...fresh, renewAt: renewalDue(fresh, clock.now()) };
    // A hold that lapsed meanwhile belongs to another, whose token the others share; ours serves this call only.
    return (await store.save(key, holder, token)) ? knowledge.keep(key, token) : token.value;
  }

  const take = (key: string, holder: string, expiresAt: number): Promise<boolean> => {
    const now = clock.now();
    return store.acquire(key, { holder, now, until: now + HOLD_MS, expiresAt });
  };

  /** A renewal that fails keeps its hold until that lapses: nobody hammers a vendor that is down. */
  async function renewEarly(key: string, current: StoredToken, renew: () => Promise<Token>): Promise<string> {
    knowledge.keep(key, current, clock.now() + EARLY_PAUSE_MS);
    const holder = randomUUID();
    if (!(await take(key, holder, current.expiresAt))) return current.value;
    return renewHolding(key, holder, renew).catch(() => current.value);
  }

  async function load(key: string, renew: () => Promise<Token>): Promise<string> {
    const giveUpAt = clock.now() + PATIENCE_MS;
    for (let pause: number = POLL_MS.first; ; pause = Math.min(pause * 2, POLL_MS.most)) {
      const stored = await store.read(key);
      if (stored !== null && knowledge.isUsable(key, stored)) {
        return stored.renewAt > clock.now() ? knowledge.keep(key, stored) : renewEarly(key, stored, renew);
      }
      const holder = randomUUID();
      // Whoever sees that another renews only reads: hundreds may be waiting, and each try to take would be a write.
      const isHeld = stored !== null && stored.heldUntil >= clock.now();
      if (!isHeld && (await take(key, holder, stored?.expiresAt ?? 0))) {
        return renewHolding(key, holder, renew).catch(async (error: unknown) => {
          await store.release(key, holder).catch(() => undefined); // it lapses anyway
          throw error;
        });
      }
      if (clock.now() >= giveUpAt) throw new CallError('vendor-unavailable', 'no token: its renewal takes too long');
      await clock.sleep(pause * (1 + random()));
    }
  }

  const shared = (key: string, renew: () => Promise<Token>): Promise<string> => share(key, () => load(key, renew));

  return {
    async use(key, renew) {
      const known = knowledge.get(key);
      if (known !== undefined && knowledge.isUsable(key, known.token)) {
        const now = clock.now();
        if (known.token.renewAt > now || known.calmUntil > now) return known.token.value;
      }
      const value = await shared(key, renew);
      return knowledge.isRefused(key, value) ? shared(key, renew) : value;
    },

    async discard(key, value) {
      const known = knowledge.get(key)?.token;
      knowledge.refuse(key, value);
      const stale = known?.value === value ? known : await store.read(key);
      if (stale?.value === value) await store.expire(key, stale.expiresAt);
    },
  };
}
