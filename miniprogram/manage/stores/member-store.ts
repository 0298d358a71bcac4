import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { StoreId } from '../../../typings/contract/domain';
import type { Member, MemberId, StoreGrant } from '../../../typings/contract/people';
import type { Call } from '../../services/call';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, wasLost, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { changeOf, type GrantDraft } from './grants';
import { isUnsure, type MemberChange, type MemberProblem, type MemberTask, type Outcome } from './member-change';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  /** One that a list has loaded before, to be shown until the answer comes. */
  readonly find: (id: MemberId) => Member | null;
}

/** One person: what they may do, and what the caller is changing about it. */
export class MemberStore {
  memberId: MemberId | null = null;
  member: Member | null = null;
  /** No longer among those whom the caller manages. */
  gone = false;
  failure: CallFailed | null = null;
  task: MemberTask | null = null;
  /** The last change, where it failed; until the next is begun. */
  problem: MemberProblem | null = null;
  /** What is shown may no longer be so: it is to be read again after `problem`. */
  unsure = false;
  /** What was changed and not saved, by store. */
  drafts: ReadonlyMap<StoreId, GrantDraft> = new Map();
  private round = 0;
  private visit = 0;
  private readonly waiting: Waiting;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'round' | 'visit' | 'waiting'>(
      this,
      {
        member: observable.ref,
        failure: observable.ref,
        task: observable.ref,
        problem: observable.ref,
        drafts: observable.ref,
        deps: false,
        round: false,
        visit: false,
        waiting: false,
      },
      { autoBind: true },
    );
  }

  get wait(): WaitPhase {
    return this.member === null ? this.waiting.phase : 'none';
  }

  /** Whether something would be lost now: what is on its way is not. */
  get unsaved(): boolean {
    return [...this.drafts].some(([storeId, draft]) => {
      const isOnItsWay = this.task?.kind === 'saving' && this.task.storeId === storeId;
      return !isOnItsWay && changeOf(this.grantOf(storeId), draft) !== null;
    });
  }

  /** What the person may do in a store; null for nothing. */
  grantOf(storeId: StoreId): StoreGrant | null {
    return this.member?.grants.find((grant) => grant.storeId === storeId) ?? null;
  }

  async open(memberId: MemberId): Promise<void> {
    this.leave();
    this.memberId = memberId;
    this.member = this.deps.find(memberId);
    await this.refresh();
  }

  /** What still comes is of no use. */
  leave(): void {
    this.visit += 1;
    this.round += 1;
    this.waiting.end();
    this.memberId = null;
    this.member = null;
    this.gone = false;
    this.failure = null;
    this.task = null;
    this.problem = null;
    this.unsure = false;
    this.drafts = new Map();
  }

  async refresh(): Promise<void> {
    const round = ++this.round;
    this.failure = null;
    this.waiting.begin();
    const answer = await this.deps.call('member.list', {}).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.waiting.end();
      if (answer instanceof Error) this.failure = answer;
      else {
        this.become(answer.members.find(({ id }) => id === this.memberId) ?? null);
        this.settle();
      }
    });
  }

  /** Changes what is to be saved; null takes the change back. */
  edit(storeId: StoreId, draft: GrantDraft | null): void {
    if (this.task !== null) return;
    if (!this.unsure) this.problem = null;
    const drafts = new Map(this.drafts);
    if (draft === null) drafts.delete(storeId);
    else drafts.set(storeId, draft);
    this.drafts = drafts;
  }

  save(storeId: StoreId): Promise<Outcome> {
    const draft = this.drafts.get(storeId);
    if (draft === undefined) return Promise.resolve('left');
    return this.run({
      task: { kind: 'saving', storeId },
      ask: async (memberId) => {
        const { role, rights, hours } = draft;
        const member = await this.deps.call('member.grant', { memberId, storeId, role, rights, hours });
        return () => {
          this.member = member;
          this.forget(storeId);
        };
      },
      holds: () => changeOf(this.grantOf(storeId), draft) === null,
    });
  }

  /** Out of one store, or, with null, out of all that the caller manages. */
  remove(storeId: StoreId | null): Promise<Outcome> {
    return this.run({
      task: { kind: 'removing', storeId },
      ask: async (memberId) => {
        await this.deps.call('member.remove', storeId === null ? { memberId } : { memberId, storeId });
        return () => this.removed(storeId);
      },
      holds: () => (storeId === null ? (this.member?.grants ?? []).length === 0 : this.grantOf(storeId) === null),
    });
  }

  own(owner: boolean): Promise<Outcome> {
    return this.run({
      task: { kind: 'owning', storeId: null },
      ask: async (memberId) => {
        const member = await this.deps.call('member.own', { memberId, owner });
        return () => this.become(member);
      },
      // Who is an owner no more, and nothing else, is on no list.
      holds: () => (this.member === null ? !owner : this.member.owner === owner),
    });
  }

  rename(name: string): Promise<Outcome> {
    return this.run({
      task: { kind: 'renaming', storeId: null },
      ask: async (memberId) => {
        const member = await this.deps.call('member.rename', { memberId, name });
        return () => this.become(member);
      },
      holds: () => this.member?.name === name,
    });
  }

  /** One change at a time; what it answers is dropped when the page was left meanwhile. */
  private async run({ task, ask, holds }: MemberChange): Promise<Outcome> {
    const { memberId, visit } = this;
    if (memberId === null || this.task !== null) return 'left';
    this.task = task;
    this.problem = null;
    this.unsure = false;
    this.round += 1; // a list asked for before does not know of it
    const result = await ask(memberId).catch(failureOf);
    if (visit !== this.visit) return 'left';
    if (result instanceof Error) await this.fail({ task, failure: result, lost: wasLost(result), holds });
    if (visit !== this.visit) return 'left';
    runInAction(() => {
      this.task = null;
      if (!(result instanceof Error)) result();
    });
    return result instanceof Error && this.hasFailed() ? result : 'done';
  }

  private hasFailed(): boolean {
    return this.problem !== null;
  }

  /** Reads the person anew where nobody knows how they stand. */
  private async fail(problem: MemberProblem): Promise<void> {
    runInAction(() => {
      this.problem = problem;
      this.unsure = isUnsure(problem.failure);
    });
    if (this.unsure) await this.refresh();
  }

  /** The person was read anew. What was to be sent without a network, or was changed since, still is. */
  private settle(): void {
    const { problem } = this;
    if (!this.unsure || problem === null) return;
    this.unsure = false;
    const isKept = this.task === null || problem.failure.code === 'no-network';
    const drafts = isKept ? [...this.drafts] : [];
    this.drafts = new Map(drafts.filter(([storeId, draft]) => changeOf(this.grantOf(storeId), draft) !== null));
    if (problem.lost && problem.holds()) this.problem = null;
  }

  private removed(storeId: StoreId | null): void {
    const { member } = this;
    if (member === null) return;
    const grants = member.grants.filter((grant) => storeId !== null && grant.storeId !== storeId);
    if (storeId === null) this.drafts = new Map();
    else this.forget(storeId);
    this.become(grants.length === 0 && !member.owner ? null : { ...member, grants });
  }

  private become(member: Member | null): void {
    this.gone = member === null;
    this.member = member;
  }

  private forget(storeId: StoreId): void {
    const drafts = new Map(this.drafts);
    drafts.delete(storeId);
    this.drafts = drafts;
  }
}
