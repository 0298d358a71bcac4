import type { StoreId } from '../../../typings/contract/domain';
import type { Offer } from '../../../typings/contract/upkeep';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import { groupOf, type OfferChoice } from './offer-choice';

/** One offer in words. The first of a group has the words of the group, too. */
export interface OfferRow {
  readonly key: string;
  /** Empty but for the first of a group. */
  readonly group: string;
  readonly groupLabel: string;
  readonly groupChosen: boolean;
  readonly name: string;
  readonly line: string;
  /** What taking it does: 放进「南京路店」. */
  readonly deed: string;
  /** Whether a store is still to be chosen. */
  readonly homeless: boolean;
  readonly chosen: boolean;
  readonly label: string;
  /** What the button that chooses a store reads; empty where none is chosen. */
  readonly assignLabel: string;
}

interface Given {
  readonly choice: OfferChoice;
  readonly nameOf: (id: StoreId) => string | null;
  readonly words: Dictionary;
}

type Head = Pick<OfferRow, 'group' | 'groupLabel' | 'groupChosen'>;
const NO_HEAD: Head = { group: '', groupLabel: '', groupChosen: false };

/** Offers as they are listed, from the first. */
export function offerRows(offers: readonly Offer[], given: Given): readonly OfferRow[] {
  return offers.map((offer, index) => {
    const previous = offers[index - 1];
    const isFirst = previous === undefined || groupOf(previous) !== groupOf(offer);
    return { ...offerRow(offer, given), ...(isFirst ? groupHead(offer, given) : NO_HEAD) };
  });
}

function groupHead(offer: Offer, { choice, nameOf, words: { importing } }: Given): Head {
  const name = offer.kind === 'new' ? offer.group : nameOf(offer.storeId);
  const group = name ?? importing.noGroup;
  const groupChosen = !choice.openGroups.has(groupOf(offer));
  return { group, groupLabel: fill(importing.wholeGroup, { group }), groupChosen };
}

function offerRow(offer: Offer, { choice, nameOf, words: { importing } }: Given): Omit<OfferRow, keyof Head> {
  const { id: key, name, label: tail, offline, kind } = offer;
  const place = choice.placeOf(offer);
  const store = place === null ? null : nameOf(place);
  const known = fill(importing.label, { label: tail });
  const line = offline ? `${known} · ${importing.offline}` : known;
  const deed = deedWords(offer, store, importing);
  return {
    ...{ key, name, line, deed },
    homeless: kind === 'new' && store === null,
    chosen: choice.has(key),
    label: `${name} ${line} ${deed}`,
    assignLabel: kind === 'new' ? fill(importing.assignOf, { name }) : '',
  };
}

function deedWords(offer: Offer, store: string | null, words: Dictionary['importing']): string {
  switch (offer.kind) {
    case 'new':
      return store === null ? words.noStore : fill(words.into, { store });
    case 'renamed':
      return fill(words.becomes, { name: offer.newName });
    case 'gone':
      return store === null ? words.goneAnywhere : fill(words.goneFrom, { store });
  }
}
