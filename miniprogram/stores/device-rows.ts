import type { Channel, ChannelId, ChannelStatus, Reachability } from '../../typings/contract/domain';
import type { Dictionary } from '../i18n/index';
import { fill } from '../utils/fill';
import type { GridRow } from '../utils/grid-layout';
import type { CardView, RowView } from '../utils/row-patch';
import { ageWords, momentWords, type TimeSetting } from '../utils/time-words';
import type { DeviceSection } from './device-sections';

/** What cards are made of. */
export interface CardSource {
  readonly find: (id: ChannelId) => Channel | undefined;
  readonly coverOf: (id: ChannelId) => { readonly path: string; readonly at: number } | null;
  readonly isFavourite: (id: ChannelId) => boolean;
  readonly words: Dictionary;
  readonly time: TimeSetting;
}

/** The rows of a window in the words of a language. */
export function toRowViews(
  rows: readonly GridRow[],
  sections: readonly DeviceSection[],
  source: CardSource,
): readonly RowView[] {
  return rows.flatMap((row) => {
    const section = sections[row.section];
    if (section === undefined) return [];
    return row.kind === 'header' ? headerView(section, source) : cardsView(row, section, source);
  });
}

function headerView(section: DeviceSection, source: CardSource): RowView {
  const counts = isWhole(section) ? countOf(section.ids, source.find) : section.counts;
  const detail = counts === null ? '' : countWords(counts, source.words);
  return { kind: 'header', key: `${section.key}/head`, title: section.title, detail };
}

/** Whether every camera of the store is loaded: then the heading can agree with the cards below it. */
function isWhole({ query, ids, cards }: DeviceSection): boolean {
  return query.kind === 'store' && query.filter === 'all' && ids.length === cards;
}

function countOf(ids: readonly ChannelId[], find: CardSource['find']) {
  const states = ids.map((id) => find(id)?.status.reachability);
  const count = (wanted: Reachability) => states.filter((state) => state === wanted).length;
  return { online: count('online'), offline: count('offline') };
}

/** 6 在线 1 离线; a list kept from before knows neither. */
function countWords(counts: { readonly online: number; readonly offline: number }, { devices }: Dictionary): string {
  if (counts.offline > 0) return fill(devices.storeCounts, counts);
  return counts.online > 0 ? fill(devices.storeOnline, counts) : '';
}

type CardsRow = Extract<GridRow, { kind: 'cards' }>;

function cardsView({ first, count }: CardsRow, section: DeviceSection, source: CardSource): RowView {
  const cards: CardView[] = [];
  for (let index = first; index < first + count; index += 1) {
    const id = section.ids[index];
    const channel = id === undefined ? undefined : source.find(id);
    const key = String(index - first);
    cards.push(channel === undefined ? placeholder(key, source.words) : cardView(key, channel, { section, source }));
  }
  return { kind: 'cards', key: `${section.key}/${first}`, cards };
}

const SKELETON_ROWS = 6;

/** The shape of the page while nothing is known yet. */
export function skeletonRows(columns: number, words: Dictionary): readonly RowView[] {
  return Array.from({ length: SKELETON_ROWS }, (_, row) => ({
    kind: 'cards' as const,
    key: `skeleton/${row}`,
    cards: Array.from({ length: columns }, (_card, column) => placeholder(String(column), words)),
  }));
}

function placeholder(key: string, { devices }: Dictionary): CardView {
  const label = devices.loading;
  return { key, id: '', name: '', tone: 'unknown', caption: '', cover: '', age: '', favourite: false, label };
}

interface CardContext {
  readonly section: DeviceSection;
  readonly source: CardSource;
}

function cardView(key: string, channel: Channel, { section, source }: CardContext): CardView {
  const { words, time } = source;
  const state = statusWords(channel.status, words, time);
  const cover = source.coverOf(channel.id);
  const age = cover === null ? '' : ageWords(cover.at, time);
  const favourite = source.isFavourite(channel.id);
  const caption = section.headed ? state : fill(words.devices.storeOf, { state, store: channel.storeName });
  const picture = cover === null ? words.devices.noCover : fill(words.devices.coverAge, { age });
  const label = [channel.name, caption, picture];
  if (section.headed) label.push(channel.storeName);
  if (favourite) label.push(words.devices.favourite);
  return {
    key,
    id: channel.id,
    name: channel.name,
    tone: toneOf(channel.status),
    caption,
    cover: cover?.path ?? '',
    age,
    favourite,
    label: label.join(words.common.listComma),
  };
}

/** The colour of its dot: `warning` is reachable but cannot be shown. */
export function toneOf({ reachability, condition }: ChannelStatus): CardView['tone'] {
  return reachability === 'online' && condition !== 'clear' ? 'warning' : reachability;
}

/** The state of a camera in a few words: 在线, 离线 · 今天 14:05起, 已加密. */
export function statusWords(status: ChannelStatus, { common, devices }: Dictionary, time: TimeSetting): string {
  switch (status.reachability) {
    case 'unknown':
      return common.unknown;
    case 'offline':
      if (status.since === null) return common.offline;
      return fill(devices.offlineSince, { when: momentWords(status.since, time) });
    case 'online':
      return status.condition === 'clear' ? common.online : common[status.condition];
  }
}
