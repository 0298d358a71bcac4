import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { ChannelId, StoreId } from '../../../typings/contract/domain';
import type { Offer } from '../../../typings/contract/upkeep';
import type { Decision, OffersStore } from './offers-store';

interface Deps {
  readonly offers: Pick<OffersStore, 'offers' | 'complete' | 'more'>;
  /** Whether a camera can go into this store. */
  readonly isOpen: (storeId: StoreId) => boolean;
}

/** What offers stand together by: the vendor's own store, or ours. */
export function groupOf(offer: Offer): string {
  return offer.kind === 'new' ? `group/${offer.group ?? ''}` : `store/${offer.storeId}`;
}

/** Which offers are to be taken, and into which stores. */
export class OfferChoice {
  /** Whether others are being fetched, to choose all. */
  gathering = false;
  private ids: ReadonlySet<ChannelId> = new Set();
  /** What was chosen besides what is proposed. */
  private places: ReadonlyMap<ChannelId, StoreId> = new Map();
  private round = 0;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'ids' | 'places' | 'round'>(
      this,
      { ids: observable.ref, places: observable.ref, deps: false, round: false },
      { autoBind: true },
    );
  }

  get all(): readonly Offer[] {
    return this.deps.offers.offers ?? [];
  }

  /** Those chosen that are still offers. */
  get chosen(): readonly Offer[] {
    return this.all.filter(({ id }) => this.ids.has(id));
  }

  /** Those chosen that nobody knows a store for. */
  get homeless(): readonly Offer[] {
    return this.chosen.filter((offer) => offer.kind === 'new' && this.placeOf(offer) === null);
  }

  /** Whether there is no other to choose. */
  get isAll(): boolean {
    return this.deps.offers.complete && this.all.length > 0 && this.chosen.length === this.all.length;
  }

  /** Groups with somebody who is not chosen. */
  get openGroups(): ReadonlySet<string> {
    return new Set(this.all.filter(({ id }) => !this.ids.has(id)).map(groupOf));
  }

  get decisions(): readonly Decision[] {
    return this.chosen.map((offer) => {
      const storeId = offer.kind === 'new' ? this.placeOf(offer) : null;
      return storeId === null ? { id: offer.id } : { id: offer.id, storeId };
    });
  }

  has(id: ChannelId): boolean {
    return this.ids.has(id);
  }

  /** Into which store a new camera is to go: the one chosen, or else the one of its vendor's name. */
  placeOf(offer: Offer): StoreId | null {
    if (offer.kind !== 'new') return offer.storeId;
    const place = this.places.get(offer.id) ?? offer.storeId;
    return place !== null && this.deps.isOpen(place) ? place : null;
  }

  toggle(id: ChannelId): void {
    const ids = new Set(this.ids);
    if (!ids.delete(id)) ids.add(id);
    this.ids = ids;
  }

  /** All that stand in one place with this one, or none of them. */
  async toggleGroup(id: ChannelId): Promise<void> {
    const offer = this.all.find((each) => each.id === id);
    if (offer === undefined) return;
    const group = groupOf(offer);
    // They are listed by group, so the rest of one follows at once.
    const mayGoOn = () => !this.deps.offers.complete && groupOf(this.all[this.all.length - 1] ?? offer) === group;
    const on = this.openGroups.has(group) || mayGoOn();
    if (on && !(await this.gather(mayGoOn))) return;
    this.set((each) => groupOf(each) === group, on);
  }

  /** All of this kind, or none. */
  async toggleAll(): Promise<void> {
    const on = !this.isAll;
    if (on && !(await this.gather(() => true))) return;
    this.set(() => true, on);
  }

  place(ids: readonly ChannelId[], storeId: StoreId): void {
    this.places = new Map([...this.places, ...ids.map((id) => [id, storeId] as const)]);
  }

  clear(): void {
    this.round += 1;
    this.gathering = false;
    this.ids = new Set();
    this.places = new Map();
  }

  /** False when all that was chosen was forgotten meanwhile: the rest is of no use then. */
  private async gather(isWanted: () => boolean): Promise<boolean> {
    const { round } = this;
    this.gathering = true;
    while (round === this.round && isWanted() && (await this.deps.offers.more()));
    if (round !== this.round) return false;
    runInAction(() => {
      this.gathering = false;
    });
    return true;
  }

  private set(isMeant: (offer: Offer) => boolean, on: boolean): void {
    const ids = new Set(this.ids);
    for (const offer of this.all.filter(isMeant)) {
      if (on) ids.add(offer.id);
      else ids.delete(offer.id);
    }
    this.ids = ids;
  }
}
