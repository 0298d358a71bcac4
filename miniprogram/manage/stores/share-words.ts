import type { Code, Share } from '../../../typings/contract/codes';
import { routes, type PastOnClocks } from '../../services/routes';
import { faultWords } from '../../stores/page-screen';
import type { CallFailed } from '../../utils/call-failed';
import { fill } from '../../utils/fill';
import { momentWords, type ZoneOffset } from '../../utils/time-words';
import { clockWords, offsetMs } from '../../utils/wall-clock';
import type { Dictionary } from '../i18n/index';
import { MOST_CHOICES } from './share-draft';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

export interface ShareSetting {
  readonly words: Dictionary;
  /** Epoch ms. */
  readonly now: number;
  /** The phone's. */
  readonly zone: ZoneOffset;
}

/** When something ends, by the phone's clocks: 今天 24:00, 明天 14:05, 11月27日 14:05. */
export function endWords(at: number, { words, now, zone }: ShareSetting): string {
  const shown = at + zone(at);
  const days = Math.floor(shown / DAY) - Math.floor((now + zone(now)) / DAY);
  const time = new Date(shown).toISOString().slice(11, 16);
  if (days === 1 && time === '00:00') return fill(words.share.endToday, { time: '24:00' });
  if (days === 0) return fill(words.share.endToday, { time });
  if (days === 1) return fill(words.share.endTomorrow, { time });
  return momentWords(at, { words: words.common, now, zone });
}

/** A stretch by its store's clocks: 今天 13:37:20 — 13:42:00. */
export function stretchWords(
  { from, to }: { readonly from: number; readonly to: number },
  offsets: Share['offsets'],
  { words, now }: Pick<ShareSetting, 'words' | 'now'>,
): string {
  const day = momentWords(from, { words: daysOf(words), now, zone: (at) => offsetMs(offsets, at) });
  return fill(words.share.stretch, { day, from: clockWords(from, offsets), to: clockWords(to, offsets) });
}

/** The words for moments without the time of the day. */
function daysOf({ common }: Dictionary): Dictionary['common'] {
  const dayOf = (template: string) => template.replace(/,?\s*\{time\}/, '');
  const { today, yesterday, date, dateWithYear } = common;
  return {
    ...common,
    today: dayOf(today),
    yesterday: dayOf(yesterday),
    date: dayOf(date),
    dateWithYear: dayOf(dateWithYear),
  };
}

/** The store's clocks as the address of a stretch tells them. */
export const offsetsOf = ({ from, ahead }: PastOnClocks): Share['offsets'] => [{ from, minutes: ahead }];

/** A share that was made: of what it is, when it ends, how many may open it, whether with a watermark. */
export function shareLines(share: Share, setting: ShareSetting): readonly string[] {
  const { words, now } = setting;
  const { view, cameras, offsets, until, most, watermark } = share;
  return [
    cameras.map(({ name, storeName }) => `${name} · ${storeName}`).join(words.common.listComma),
    view.kind === 'live' ? words.share.live : stretchWords(view, offsets, { words, now }),
    fill(words.share.endsAt, { when: endWords(until, setting) }),
    fill(words.share.mostIs, { n: mostWords(most, words) }),
    watermark ? words.shares.watermark : words.shares.noWatermark,
  ];
}

function mostWords(most: number | null, { share }: Dictionary): string {
  const known = MOST_CHOICES.find((each) => each === (most ?? 0));
  return known === undefined ? String(most) : share.mosts[known];
}

/** What WeChat shows in a chat. Nothing of it says what is shared, or where that is. */
export interface ShareCard {
  readonly title: string;
  readonly path: string;
  readonly imageUrl: string;
}

export function shareCard({ view, until }: Share, code: Code, setting: ShareSetting): ShareCard {
  const { share } = setting.words;
  // Who reads it does not read it today.
  const when = momentWords(until, { words: withoutDays(setting.words), now: setting.now, zone: setting.zone });
  const title = fill(view.kind === 'live' ? share.cardLive : share.cardPast, { when });
  return { title, path: routes.entry(code), imageUrl: '/manage/images/share-view.png' };
}

function withoutDays({ common }: Dictionary): Dictionary['common'] {
  return { ...common, today: common.date, yesterday: common.date };
}

/** Why a call about a share failed, in words. */
export function failureOfShare(failure: CallFailed, template: string, words: Dictionary): string {
  const { title: why, next } = faultWords(failure, words, words.share.faults);
  return fill(template, { why, next });
}
