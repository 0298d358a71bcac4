import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { CameraAbilities, ChannelId, Clip } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import { failureOf, type FailureCode } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { uniqueName } from '../../utils/unique-name';
import { boundsOf, type Span, type TimelinePast } from '../utils/timeline/past';

/** What a clip can be cut from. */
export interface ClipSubject {
  readonly channelId: ChannelId;
  readonly abilities: NonNullable<CameraAbilities['clips']>;
  readonly past: TimelinePast;
  /** Epoch ms under the cursor. */
  readonly position: number;
}

/** Why the span cannot be made into a clip. */
export type ClipProblem = 'short' | 'long' | 'future' | 'empty' | 'place';

export type ClipStage =
  { readonly kind: 'choosing' | 'sending' } | { readonly kind: 'refused'; readonly code: FailureCode };

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  /** Null where there is nothing to cut. */
  readonly subject: () => ClipSubject | null;
  /** A number in [0, 1). */
  readonly random?: () => number;
}

/** What the cloud takes. */
const LONGEST_MS = 60 * 60_000;
const SHORTEST_MS = 1_000;
/** What is offered first, around the cursor. */
const FIRST_MS = 60_000;

/** The choice of a clip: its two ends, and the wish for it. */
export class ClipDraft {
  /** Epoch ms; null while no clip is being chosen. */
  span: Span | null = null;
  stage: ClipStage = { kind: 'choosing' };
  /** Names the wish, so that asked twice it is made once. */
  private requestKey = '';

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'requestKey'>(
      this,
      { span: observable.ref, stage: observable.ref, deps: false, requestKey: false },
      { autoBind: true },
    );
  }

  /** Offers a minute around the cursor. */
  begin(): void {
    const subject = this.deps.subject();
    if (subject === null) return;
    const bounds = boundsOf(subject.past);
    const length = Math.min(FIRST_MS, bounds.to - bounds.from);
    const from = Math.min(Math.max(bounds.from, subject.position - length / 2), bounds.to - length);
    this.choose({ from, to: from + length });
  }

  cancel(): void {
    this.span = null;
    this.stage = { kind: 'choosing' };
  }

  /** Its ends were moved on the timeline. */
  choose({ from, to }: Span): void {
    // Vendors cut at full seconds.
    this.span = { from: Math.floor(from / 1_000) * 1_000, to: Math.floor(to / 1_000) * 1_000 };
    this.stage = { kind: 'choosing' };
    this.requestKey = uniqueName({ now: this.deps.clock.now(), random: this.deps.random });
  }

  /** Begins it under the cursor; the end goes along where it would come before. */
  setStart(): void {
    const { span } = this;
    const subject = this.deps.subject();
    if (span === null || subject === null) return;
    const from = subject.position;
    const to = from < span.to ? span.to : Math.min(from + (span.to - span.from), boundsOf(subject.past).to);
    this.choose({ from, to });
  }

  /** Ends it under the cursor; the start goes along where it would come after. */
  setEnd(): void {
    const { span } = this;
    const subject = this.deps.subject();
    if (span === null || subject === null) return;
    const to = subject.position;
    const from = to > span.from ? span.from : Math.max(to - (span.to - span.from), boundsOf(subject.past).from);
    this.choose({ from, to });
  }

  /** Why this span cannot be had; null when it can. */
  get problem(): ClipProblem | null {
    const { span } = this;
    const subject = this.deps.subject();
    if (span === null || subject === null) return null;
    const { past, abilities } = subject;
    if (!abilities.places.includes(past.place)) return 'place';
    if (span.to - span.from < SHORTEST_MS) return 'short';
    if (span.to - span.from > LONGEST_MS) return 'long';
    if (span.to > past.now) return 'future';
    return past.known && !past.segments.some(({ from, to }) => from < span.to && to > span.from) ? 'empty' : null;
  }

  /** How many files it comes as. */
  get parts(): number {
    const { span } = this;
    const longest = this.deps.subject()?.abilities.longestMs ?? Infinity;
    return span === null ? 0 : Math.max(1, Math.ceil((span.to - span.from) / longest));
  }

  /** Asks the cloud for it; null when that failed or the choice was changed meanwhile. */
  async send(): Promise<Clip | null> {
    const { span, requestKey, problem } = this;
    const subject = this.deps.subject();
    if (span === null || subject === null || problem !== null || this.stage.kind === 'sending') return null;
    this.stage = { kind: 'sending' };
    const { channelId, past } = subject;
    try {
      const clip = await this.deps.call('clip.request', { channelId, place: past.place, ...span, requestKey });
      if (requestKey !== this.requestKey || this.span === null) return null;
      this.cancel();
      return clip;
    } catch (error) {
      runInAction(() => {
        if (requestKey === this.requestKey && this.span !== null)
          this.stage = { kind: 'refused', code: failureOf(error).code };
      });
      return null;
    }
  }
}
