import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { NoticeKind, NoticeState } from '../../../typings/contract/health';
import type { Hours } from '../../../typings/contract/people';
import type { Call } from '../../services/call';
import type { Subscribe, SubscriptionAnswer, SubscriptionRefusal } from '../../services/subscriptions';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, isPassing, wasLost, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { uniqueName } from '../../utils/unique-name';

export const KINDS: readonly NoticeKind[] = ['offline', 'back'];

export type NoticeTask = 'asking' | 'telling' | 'saving';

/** What came of asking WeChat. */
export type AskOutcome =
  | { readonly kind: 'answered'; readonly answers: Readonly<Record<NoticeKind, SubscriptionAnswer>> }
  | { readonly kind: 'refused'; readonly why: SubscriptionRefusal };

/** What WeChat was allowed and the cloud does not know yet. */
interface Allowed {
  readonly requestKey: string;
  readonly kinds: readonly NoticeKind[];
}

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly subscribe: Subscribe;
  /** A number in [0, 1). */
  readonly random?: () => number;
}

/** What somebody is told of in WeChat, how often more, and when not. */
export class NoticesStore {
  /** Null before it is known. */
  state: NoticeState | null = null;
  failure: CallFailed | null = null;
  /** Epoch ms at which the cloud told what is shown. */
  asOf = 0;
  task: NoticeTask | null = null;
  /** Of the last time that WeChat was asked; null before that. */
  outcome: AskOutcome | null = null;
  /** Why what was allowed is not noted down; null when it is. */
  problem: CallFailed | null = null;
  /** Quiet hours that are not saved yet; undefined while those saved stand there. */
  private draft: Hours | null | undefined = undefined;
  private unsent: readonly Allowed[] = [];
  private round = 0;
  private visit = 0;
  private readonly waiting: Waiting;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'round' | 'visit' | 'waiting' | 'draft' | 'unsent'>(
      this,
      {
        ...{ state: observable.ref, failure: observable.ref, outcome: observable.ref, problem: observable.ref },
        ...{ draft: observable.ref, unsent: observable.ref, deps: false, round: false, visit: false, waiting: false },
      },
      { autoBind: true },
    );
  }

  get wait(): WaitPhase {
    return this.state === null && this.failure === null ? this.waiting.phase : 'none';
  }

  /** The hours as they stand on the page. */
  get quiet(): Hours | null {
    return this.draft === undefined ? (this.state?.quiet ?? null) : this.draft;
  }

  /** Whether the hours that stand there are others than those saved. */
  get isChanged(): boolean {
    return this.state !== null && this.draft !== undefined && !isSame(this.draft, this.state.quiet);
  }

  /** The page is opened: what was left there before is not looked at again. */
  async open(): Promise<void> {
    this.outcome = null;
    this.draft = undefined;
    await this.refresh();
    await this.tell();
  }

  /** How hours that are being saved end is told nobody. */
  leave(): void {
    this.visit += 1;
  }

  /** What is known stays shown until the answer comes, and when none comes. */
  async refresh(): Promise<void> {
    const round = ++this.round;
    this.failure = null;
    this.waiting.begin();
    const answer = await this.deps.call('notice.read', {}).catch(failureOf);
    // What was noted down meanwhile is newer.
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (answer instanceof Error) {
        this.failure = answer;
        if (!isPassing(answer)) this.state = null;
      } else this.become(answer);
    });
  }

  /** Asks WeChat for one more of each kind. Nothing may be awaited before that: WeChat wants it right after a tap. */
  async ask(): Promise<void> {
    const templates = this.state?.templates ?? null;
    if (this.task !== null || templates === null) return;
    this.task = 'asking';
    this.outcome = null;
    const told = await this.deps.subscribe([...new Set(KINDS.map((kind) => templates[kind]))]);
    runInAction(() => {
      this.task = null;
      if (told.kind === 'refused') {
        this.outcome = told;
        return;
      }
      const answerTo = (kind: NoticeKind) => told.answers.get(templates[kind]) ?? 'unasked';
      const answers = { offline: answerTo('offline'), back: answerTo('back') };
      this.outcome = { kind: 'answered', answers };
      this.keep(KINDS.filter((kind) => answers[kind] === 'accept'));
    });
    await this.tell();
  }

  /** Has the cloud note down what WeChat was allowed, once each: under its key, it counts once. */
  async tell(): Promise<void> {
    const [next] = this.unsent;
    if (this.task !== null || next === undefined) return;
    this.task = 'telling';
    this.round += 1;
    const answer = await this.deps.call('notice.allow', next).catch(failureOf);
    runInAction(() => {
      this.task = null;
      const isOpen = answer instanceof Error && (wasLost(answer) || answer.code === 'rate-limited');
      if (!isOpen) this.unsent = this.unsent.filter((each) => each !== next);
      this.problem = answer instanceof Error ? answer : null;
      if (!(answer instanceof Error)) this.become(answer);
    });
    if (this.problem === null) await this.tell();
  }

  /** Whether the cloud can be told once more of what was allowed. */
  get isUnsent(): boolean {
    return this.unsent.length > 0;
  }

  changeQuiet(quiet: Hours | null): void {
    if (this.task === null) this.draft = quiet;
  }

  resetQuiet(): void {
    this.draft = undefined;
  }

  async saveQuiet(): Promise<'done' | 'left' | CallFailed> {
    if (this.task !== null || !this.isChanged) return 'left';
    const { quiet, visit } = this;
    this.task = 'saving';
    this.round += 1;
    const answer = await this.deps.call('notice.quiet', { quiet }).catch(failureOf);
    return runInAction(() => {
      this.task = null;
      if (!(answer instanceof Error)) {
        this.become(answer);
        this.draft = undefined;
      }
      if (visit !== this.visit) return 'left';
      return answer instanceof Error ? answer : 'done';
    });
  }

  private become(state: NoticeState): void {
    this.state = state;
    this.failure = null;
    this.asOf = this.deps.clock.now();
  }

  private keep(kinds: readonly NoticeKind[]): void {
    if (kinds.length === 0) return;
    const { clock, random } = this.deps;
    this.unsent = [...this.unsent, { requestKey: uniqueName({ now: clock.now(), random }), kinds }];
  }
}

function isSame(one: Hours | null, other: Hours | null): boolean {
  return one?.from === other?.from && one?.to === other?.to;
}
