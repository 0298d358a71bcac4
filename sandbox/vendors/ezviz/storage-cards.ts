import { Refusal } from './codes';

/** A card for cloud storage, as the vendor sells them. */
export interface StorageCard {
  /** Sixteen digits: whoever knows them can spend the card. */
  readonly password: string;
  /** For so many days a recording is kept. */
  readonly keptDays: number;
  /** For so many days recordings are taken. */
  readonly serviceDays: number;
  /** What becomes of a call that would spend it. */
  readonly fate: 'good' | 'not-activated' | 'expired' | 'opening-fails';
  /** Given away with this device and good for no other. */
  readonly boundTo?: string;
}

/** The demo shop's cards. They buy nothing but this simulator's storage. */
export const STORAGE_CARDS = {
  week: { password: '4300000000000001', keptDays: 7, serviceDays: 365, fate: 'good' },
  month: { password: '4300000000000002', keptDays: 30, serviceDays: 365, fate: 'good' },
  notActivated: { password: '4300000000000003', keptDays: 7, serviceDays: 365, fate: 'not-activated' },
  expired: { password: '4300000000000004', keptDays: 7, serviceDays: 365, fate: 'expired' },
  bound: { password: '4300000000000005', keptDays: 7, serviceDays: 30, fate: 'good', boundTo: 'K20000001' },
  broken: { password: '4300000000000006', keptDays: 7, serviceDays: 365, fate: 'opening-fails' },
} as const satisfies Record<string, StorageCard>;

/** The vendor says "too many wrong ones, try again in 24 hours" and no number; this is ours. */
export const MOST_WRONG = 5;
const LOCKED_MS = 24 * 3_600_000;

/** Which cards are spent, and who tries too many. */
export class StorageCards {
  private readonly spent = new Set<string>();
  private wrong = 0;
  private lockedUntil = -Infinity;

  constructor(private readonly now: () => number) {}

  /** Takes the card for a device; 60030 to 60033 or 60035 when it cannot be taken. */
  spend(password: string, serial: string): StorageCard {
    if (this.now() < this.lockedUntil) throw new Refusal('60030');
    const card = Object.values<StorageCard>(STORAGE_CARDS).find((one) => one.password === password);
    if (!card) return this.countWrong();
    if (this.spent.has(password) || card.fate === 'not-activated' || card.fate === 'expired')
      throw new Refusal('60032');
    if (card.boundTo !== undefined && card.boundTo !== serial) throw new Refusal('60033');
    if (card.fate === 'opening-fails') throw new Refusal('60035');
    this.spent.add(password);
    this.wrong = 0;
    return card;
  }

  private countWrong(): never {
    this.wrong++;
    if (this.wrong >= MOST_WRONG) {
      this.wrong = 0;
      this.lockedUntil = this.now() + LOCKED_MS;
    }
    throw new Refusal('60031');
  }
}
