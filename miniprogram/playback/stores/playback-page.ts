import type { Dictionary } from '../i18n/index';
import type { Call } from '../../services/call';
import type { PastOnClocks } from '../../services/routes';
import type { Clock } from '../../utils/clock';
import { dayAt, dayIn } from '../utils/days';
import { fill } from '../../utils/fill';
import { readTimeOfDay } from '../utils/time-of-day';
import { momentWords, phoneZone } from '../../utils/time-words';
import { clockWords, instantAt, offsetMs } from '../../utils/wall-clock';
import type { ShownMonth } from '../utils/shown-month';
import { describeMonth, marksWords } from './calendar-words';
import { ClipDraft, type ClipSubject } from './clip-draft';
import { describeDraft, type ClipWords } from './clip-draft-words';
import { clippingOf, hasVideos, sharingOf, stretchOf } from './past-offers';
import { PlaybackCalendar, type CalendarSubject } from './playback-calendar';
import type { PlaybackStore } from './playback-store';
import { describePlayback, type PlaybackView } from './playback-view';
import { dayWords } from './playback-words';
import { dayNamed } from './recorded-days';
import {
  describeTransport,
  placeChoices,
  speedActions,
  type PlaceChoice,
  type SpeedAction,
  type TransportWords,
} from './transport-words';

interface Deps {
  readonly call: Call;
  readonly playback: PlaybackStore;
  readonly clock: Clock;
  readonly words: () => Dictionary;
  /** A number in [0, 1). */
  readonly random?: () => number;
}

/** Why a typed time leads nowhere. */
export type JumpProblem = 'unreadable' | 'skipped' | 'future';

/** What the page that looks back shows, in words. Every getter is small, so that a change redraws what it concerns. */
export class PlaybackPage {
  readonly calendar: PlaybackCalendar;
  readonly draft: ClipDraft;

  constructor(private readonly deps: Deps) {
    const { call, clock, random } = deps;
    this.calendar = new PlaybackCalendar({ call, clock, subject: () => this.calendarSubject });
    this.draft = new ClipDraft({ call, clock, subject: () => this.clipSubject, ...(random && { random }) });
  }

  get view(): PlaybackView {
    const { playback, clock } = this.deps;
    const words = this.deps.words();
    return describePlayback(playback.state, {
      words,
      moment: (at) => momentWords(at, { words: words.common, now: clock.now(), zone: phoneZone }),
      time: (at) => this.timeWords(at),
      day: (day) => dayWords(day, this.today, words),
      position: playback.position,
      clipping: this.draft.span !== null,
      live: this.live,
    });
  }

  /** The bar above the page. */
  get title(): string {
    const { channel } = this.deps.playback;
    return channel ? `${channel.name} · ${this.words.title}` : this.words.title;
  }

  get label(): string {
    return fill(this.words.picture, { name: this.deps.playback.channel?.name ?? '' });
  }

  get notice(): string {
    const { notice } = this.deps.playback.overlay;
    if (notice === null) return '';
    const { notices } = this.words;
    if (notice.kind !== 'gap') return notices[notice.kind];
    return fill(notices.gap, { from: this.timeWords(notice.from), to: this.timeWords(notice.to) });
  }

  get weak(): string {
    return this.deps.playback.overlay.weak ? this.deps.words().watching.weak : '';
  }

  /** The request's number in words, for support; empty when no call failed. */
  get reference(): string {
    const { phase } = this.deps.playback.state;
    if (phase.kind !== 'failed' || phase.requestId === '') return '';
    return fill(this.deps.words().common.requestId, { id: phase.requestId });
  }

  /** Speed on the picture, where it is not the usual one. */
  get note(): string {
    const { speed } = this.deps.playback;
    return speed === 1 ? '' : fill(this.words.speedNow, { n: speed });
  }

  /** Whether recordings can be played at all. */
  get playable(): boolean {
    return this.deps.playback.abilities?.lookBack !== null;
  }

  get transport(): TransportWords {
    return describeTransport(this.deps.playback.state, this.words);
  }

  get speeds(): readonly SpeedAction[] {
    return speedActions(this.deps.playback.abilities, this.words);
  }

  get places(): readonly PlaceChoice[] {
    return placeChoices(this.deps.playback.abilities, this.words);
  }

  /** The day on the screen, in words; empty before one is known. */
  get date(): string {
    const { day } = this.deps.playback;
    return day === '' ? '' : dayWords(day, this.today, this.deps.words());
  }

  get dateLabel(): string {
    return fill(this.words.dateLabel, { day: this.date });
  }

  get weekdays(): readonly string[] {
    return this.words.weekdayLetters.split(' ');
  }

  /** The month in the calendar; null while it is put away. */
  get month(): ShownMonth | null {
    const { month, shown } = this.calendar;
    if (month === null) return null;
    return describeMonth(month, shown, { words: this.deps.words(), day: this.deps.playback.day, today: this.today });
  }

  /** What there is to say of the marks in the calendar. */
  get monthNote(): string {
    return marksWords(this.calendar.shown, this.deps.words());
  }

  get monthRetry(): string {
    return this.calendar.shown.kind === 'failed' ? this.words.retry : '';
  }

  get clipping(): ReturnType<typeof clippingOf> {
    return clippingOf(this.deps.playback);
  }

  /** The choice of a clip; null while none is being chosen. */
  get clip(): ClipWords | null {
    return describeDraft(this.draft, { words: this.deps.words(), time: (at) => this.timeWords(at) });
  }

  get sharing(): ReturnType<typeof sharingOf> {
    return sharingOf(this.deps.playback.channel, this.stretch);
  }

  /** The chosen stretch, to be shared; null where there is none, or nothing to see in it. */
  get stretch(): PastOnClocks | null {
    return stretchOf(this.deps.playback.past, this.draft);
  }

  /** Whether the vendor keeps recordings under names that this person may see. */
  get videos(): boolean {
    return hasVideos(this.deps.playback);
  }

  /** Whether this person may watch the camera as it is now; most may, so it is offered before that is known. */
  get live(): boolean {
    return this.deps.playback.channel?.rights.includes('view') ?? true;
  }

  /** An instant of the past (epoch ms) by the store's clocks; with its day where that is not the one on the screen. */
  timeWords(at: number): string {
    const { past, position } = this.deps.playback;
    if (past === null) return '';
    const clock = clockWords(at, past.offsets);
    const day = this.dayOf(at);
    return day === this.dayOf(position) ? clock : `${dayWords(day, this.today, this.deps.words())} ${clock}`;
  }

  /** Epoch ms to which the timeline is to move; null while that is being found out. Not observable. */
  get cursor(): number | null {
    const { past, position, state } = this.deps.playback;
    return past === null || state.phase.kind === 'loading' ? null : position;
  }

  /** The time alone. */
  clockWords(at: number): string {
    return clockWords(at, this.deps.playback.past?.offsets ?? []);
  }

  /** Where the cursor has come to rest (epoch ms), for those who listen. */
  restWords(at: number): string {
    const { past } = this.deps.playback;
    if (past === null) return '';
    const day = dayWords(this.dayOf(at), this.today, this.deps.words());
    return fill(this.words.time, { day, time: clockWords(at, past.offsets) });
  }

  /** Goes to a typed time of the day on the screen; tells why not, when it cannot. */
  jump(text: string): JumpProblem | null {
    const { playback } = this.deps;
    const seconds = readTimeOfDay(text);
    const day = dayNamed(playback.days, playback.day);
    if (seconds === null || day === null) return 'unreadable';
    const at = instantAt(day, seconds);
    if (at === null) return 'skipped';
    if (at > day.now) return 'future';
    playback.seek(at);
    return null;
  }

  /** A day of the month in the calendar was chosen. */
  chooseDate(date: number): void {
    const { month } = this.calendar;
    if (month === null) return;
    this.deps.playback.chooseDay(dayIn(month, date));
    this.calendar.close();
  }

  leave(): void {
    this.calendar.clear();
    this.draft.cancel();
  }

  /** The day that the store's clocks have now; empty before any day is known. */
  private get today(): string {
    return this.deps.playback.past === null ? '' : this.dayOf(this.deps.clock.now());
  }

  private dayOf(at: number): string {
    return dayAt(at, offsetMs(this.deps.playback.past?.offsets ?? [], at));
  }

  private get calendarSubject(): CalendarSubject | null {
    const { playback } = this.deps;
    const { channelId, place } = playback.state;
    const { today } = this;
    if (channelId === null || today === '') return null;
    return { channelId, place, day: playback.day || today, today, known: this.playable };
  }

  private get clipSubject(): ClipSubject | null {
    const { playback } = this.deps;
    const { channelId } = playback.state;
    const { past, abilities, position } = playback;
    if (channelId === null || past === null || abilities === null || abilities.clips === null) return null;
    return { channelId, abilities: abilities.clips, past, position };
  }

  private get words(): Dictionary['playback'] {
    return this.deps.words().playback;
  }
}
