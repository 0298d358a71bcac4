import type { Account } from '../../../typings/contract/upkeep';
import { faultWords } from '../../stores/page-screen';
import { fill } from '../../utils/fill';
import { momentWords, type ZoneOffset } from '../../utils/time-words';
import type { Dictionary } from '../i18n/index';

interface Setting {
  readonly words: Dictionary;
  /** Epoch ms. */
  readonly now: number;
  readonly zone: ZoneOffset;
}

/** How an account stands, in words. */
export interface AccountState {
  readonly line: string;
  /** `bad` asks for somebody, `waiting` ends by itself. */
  readonly tone: 'good' | 'waiting' | 'bad';
}

export function accountState(
  { problem, restsUntil, listedAt }: Pick<Account, 'problem' | 'restsUntil' | 'listedAt'>,
  { words, now, zone }: Setting,
): AccountState {
  const when = (at: number) => momentWords(at, { words: words.common, now, zone });
  if (restsUntil !== null && restsUntil > now)
    return { line: fill(words.accounts.resting, { when: when(restsUntil) }), tone: 'waiting' };
  if (problem !== null) {
    const { title: why, next } = faultWords({ code: problem }, words, words.accounts.problems);
    return { line: fill(words.accounts.failing, { why, next }), tone: 'bad' };
  }
  if (listedAt === null) return { line: words.accounts.unlisted, tone: 'waiting' };
  return { line: fill(words.accounts.listed, { when: when(listedAt) }), tone: 'good' };
}

/** How many cameras it has here, and how many wait for a decision. */
export function accountCounts(
  { cameras, offers }: Pick<Account, 'cameras' | 'offers'>,
  { accounts }: Dictionary,
): string {
  const counted = cameras === 0 ? accounts.noCameras : fill(accounts.cameras, { n: cameras });
  return offers === 0 ? counted : `${counted} · ${fill(accounts.offers, { n: offers })}`;
}
