import { randomInt } from 'node:crypto';
import type { Code } from '../../../typings/contract/codes';

/** What a code is for, by its first letter: whoever reads one knows where to look. */
const LETTERS = { invite: 'i', share: 's', camera: 'c' } as const;

export type CodeKind = keyof typeof LETTERS;

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Nobody guesses 142 bits; a mini-program code carries 32 characters. */
const LENGTH = 24;

export function makeCode(kind: CodeKind): Code {
  const characters = Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length)));
  return LETTERS[kind] + characters.join('');
}

/** What a text is a code for; null when it is none. */
export function kindOfCode(text: string): CodeKind | null {
  if (!/^[0-9A-Za-z]{25}$/.test(text)) return null;
  const kinds: readonly CodeKind[] = ['invite', 'share', 'camera'];
  return kinds.find((kind) => text.startsWith(LETTERS[kind])) ?? null;
}
