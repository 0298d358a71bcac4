import type { CardRecord, SharedFile } from './records';

/** Everything sent since the page was loaded. */
export const shares: SharedFile[] = [];
export const cards: CardRecord[] = [];
export const captures: { visualEffect: 'none' | 'hidden' } = { visualEffect: 'none' };

/** Cards stay on the desk beyond a reload, so that another person can open them. */
export const CARDS_KEY = 'kandian:cards';
const MOST_KEPT = 10;

export function keepCard(card: CardRecord): void {
  cards.push(card);
  localStorage.setItem(CARDS_KEY, JSON.stringify([card, ...keptCards()].slice(0, MOST_KEPT)));
}

/** The newest first. */
export function keptCards(): readonly CardRecord[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(CARDS_KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isCard) : [];
  } catch {
    return [];
  }
}

const isCard = (value: unknown): value is CardRecord =>
  typeof value === 'object' && value !== null && 'path' in value && 'title' in value;
