import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { ChannelId, RecordingPlace } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import { failureOf, type FailureCode } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { monthAfter, monthOf } from '../utils/days';

/** Which days the calendar is about. */
export interface CalendarSubject {
  readonly channelId: ChannelId;
  readonly place: RecordingPlace;
  /** The day on the screen, `YYYY-MM-DD`. */
  readonly day: string;
  /** The last day that can be chosen. */
  readonly today: string;
  /** Whether the vendor says on which days it recorded. */
  readonly known: boolean;
}

/** The marks of one month. */
export type MonthMarks =
  | { readonly kind: 'loading' }
  /** `days`: `YYYY-MM-DD`; `readAt`: epoch ms. */
  | { readonly kind: 'read'; readonly days: readonly string[]; readonly readAt: number }
  | { readonly kind: 'failed'; readonly code: FailureCode }
  /** The vendor does not say. */
  | { readonly kind: 'unknown' };

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  /** Null while there is no camera or no day known. */
  readonly subject: () => CalendarSubject | null;
}

/** The present month may get a new day; others do not change while somebody looks. */
const FRESH_MS = 60_000;
const UNKNOWN: MonthMarks = { kind: 'unknown' };
const LOADING: MonthMarks = { kind: 'loading' };

/** The calendar of the days with recordings; asks for a month when it is looked at. */
export class PlaybackCalendar {
  /** The month looked at, `YYYY-MM`; null while the calendar is put away. */
  month: string | null = null;
  /** By camera, place and month. */
  private marks: ReadonlyMap<string, MonthMarks> = new Map();

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'marks'>(this, { deps: false, marks: observable.ref }, { autoBind: true });
  }

  /** What is known of the month looked at. */
  get shown(): MonthMarks {
    const subject = this.deps.subject();
    if (this.month === null || subject === null) return LOADING;
    if (!subject.known) return UNKNOWN;
    return this.marks.get(keyOf(subject, this.month)) ?? LOADING;
  }

  /** Whether a later month can be looked at. */
  get hasNext(): boolean {
    const today = this.deps.subject()?.today;
    return this.month !== null && today !== undefined && this.month < monthOf(today);
  }

  open(): void {
    const subject = this.deps.subject();
    if (subject !== null) this.look(monthOf(subject.day));
  }

  close(): void {
    this.month = null;
  }

  /** Goes so many months on, never past the present one. */
  turn(months: -1 | 1): void {
    if (this.month === null || (months === 1 && !this.hasNext)) return;
    this.look(monthAfter(this.month, months));
  }

  /** Asks again for the month looked at. */
  retry(): void {
    if (this.month !== null) this.look(this.month);
  }

  /** Forgets everything: the page is gone. */
  clear(): void {
    this.month = null;
    this.marks = new Map();
  }

  private look(month: string): void {
    this.month = month;
    const subject = this.deps.subject();
    if (subject?.known && !this.isFresh(subject, month)) void this.read(subject, month);
  }

  private isFresh(subject: CalendarSubject, month: string): boolean {
    const marks = this.marks.get(keyOf(subject, month));
    if (marks?.kind === 'loading') return true;
    if (marks?.kind !== 'read') return false;
    return month < monthOf(subject.today) || this.deps.clock.now() - marks.readAt < FRESH_MS;
  }

  private async read(subject: CalendarSubject, month: string): Promise<void> {
    const { channelId, place } = subject;
    const key = keyOf(subject, month);
    // What was known stays on the screen while it is asked for again.
    if (this.marks.get(key)?.kind !== 'read') this.note(key, LOADING);
    const marks = await this.deps.call('playback.days', { channelId, place, month }).then(
      ({ days }): MonthMarks => ({ kind: 'read', days, readAt: this.deps.clock.now() }),
      (error: unknown): MonthMarks => ({ kind: 'failed', code: failureOf(error).code }),
    );
    runInAction(() => this.note(key, marks));
  }

  private note(key: string, marks: MonthMarks): void {
    this.marks = new Map(this.marks).set(key, marks);
  }
}

function keyOf({ channelId, place }: CalendarSubject, month: string): string {
  return `${month} ${place} ${channelId}`;
}
