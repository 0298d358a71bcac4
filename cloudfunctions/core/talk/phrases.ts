import type { Phrase as VendorPhrase, Talk } from '../capabilities';
import { digestId } from '../digest-id';
import { createMemory } from '../memory';
import type { Clock } from '../ports';

export interface KnownPhrase {
  readonly id: string;
  readonly place: 'vendor' | 'own';
  readonly phrase: VendorPhrase;
}

/** The messages that lie ready at an account's vendor, its own list first; as they were at most a minute ago. */
export type PhraseBook = (accountId: string, talk: Talk) => Promise<readonly KnownPhrase[]>;

const REMEMBER_MS = 60_000;
const MOST_ACCOUNTS = 200;

export function createPhraseBook(clock: Clock): PhraseBook {
  const memory = createMemory<readonly KnownPhrase[]>(clock, REMEMBER_MS, MOST_ACCOUNTS);
  return async (accountId, talk) => {
    const known = memory.get(accountId);
    if (known) return known;
    const [vendors, own] = await Promise.all([talk.listPhrases('vendor'), talk.listPhrases('own')]);
    const toKnown = (place: KnownPhrase['place']) => (phrase: VendorPhrase) => ({
      id: phraseId(place, phrase),
      place,
      phrase,
    });
    const phrases = [...vendors.map(toKnown('vendor')), ...own.map(toKnown('own'))];
    memory.put(accountId, phrases);
    return phrases;
  };
}

/** Ours of a phrase. The query of an address holds a signature that is another one in each list. */
export const phraseId = (place: KnownPhrase['place'], { name, url }: VendorPhrase): string =>
  digestId(place, name, url.replace(/[?#].*$/, ''));
