import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { ChannelId } from '../../typings/contract/domain';
import type { Code, Entry } from '../../typings/contract/codes';
import type { Call } from '../services/call';
import { CallFailed, failureOf, wasLost } from '../utils/call-failed';
import type { Clock } from '../utils/clock';
import { LONGEST_PERSON_NAME, nameFrom } from '../utils/names';
import { pastOnly } from './camera-way';
import { destinationOf, isInBy, isOpenAgain, type Destination, type Invitation, type SharedEntry } from './entry-ways';
import type { SessionStore } from './session-store';
import { Waiting } from './waiting';

export type EntryState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'looking' }
  /** Nothing that this installation could know. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'failed'; readonly failure: CallFailed }
  /** A member who has to read the notice before anything else. */
  | { readonly kind: 'unread' }
  /** `problem`: why taking it up failed; null while it has not. */
  | {
      readonly kind: 'found';
      readonly entry: Invitation | SharedEntry;
      readonly sending: boolean;
      readonly problem: CallFailed | null;
    }
  /** On the way to where it leads. */
  | { readonly kind: 'leaving' };

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly session: SessionStore;
  /** Goes there in this page's place. */
  readonly go: (destination: Destination) => void;
  /** What the list shows is not all there is any more. */
  readonly onChanged: () => void;
}

/** What a code stands for, and what a person does with it. */
export class EntryStore {
  state: EntryState = { kind: 'idle' };
  /** As typed. */
  name = '';
  /** Whether the person ticked that they agree to the notice. */
  ticked = false;

  readonly waiting: Waiting;
  private code: Code | null = null;
  /** Of the page as it is now: whoever left it is not led anywhere by a late answer. */
  private round = 0;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'code' | 'round'>(
      this,
      { state: observable.ref, waiting: false, deps: false, code: false, round: false },
      { autoBind: true },
    );
  }

  /** Asks what a code stands for; null for what is none of ours. */
  async open(code: Code | null): Promise<void> {
    this.leave();
    this.code = code;
    if (code === null) {
      this.state = { kind: 'foreign' };
      return;
    }
    const { round } = this;
    const { call, session } = this.deps;
    this.state = { kind: 'looking' };
    this.waiting.begin();
    const [entry] = await Promise.all([call('entry.look', { code }).catch(failureOf), session.start()]);
    if (round !== this.round) return;
    this.waiting.end();
    await this.take(entry);
  }

  /** The page is gone. */
  leave(): void {
    this.round += 1;
    this.waiting.end();
    this.state = { kind: 'idle' };
    this.code = null;
    this.name = '';
    this.ticked = false;
  }

  /** The page came to the front again, perhaps from the notice, or with a network. */
  show(): void {
    if (this.state.kind === 'unread' && this.deps.session.agreed) this.retry();
    else void this.findOut();
  }

  retry(): void {
    if (this.code !== null) void this.open(this.code);
  }

  type(name: string): void {
    this.name = name;
  }

  tick(): void {
    this.ticked = !this.ticked;
  }

  /** What is kept of the name; empty where it is none. */
  get givenName(): string {
    return nameFrom(this.name, LONGEST_PERSON_NAME);
  }

  /** An invitation names somebody; a share does where the name lies over the picture and none is known. */
  get asksName(): boolean {
    const { state } = this;
    if (state.kind !== 'found') return false;
    return state.entry.kind === 'invite' || (state.entry.watermark && this.deps.session.name === '');
  }

  /** Whoever agreed to the notice as it is now is not asked again. */
  get asksAgreement(): boolean {
    return !this.deps.session.agreed;
  }

  get ready(): boolean {
    if (this.state.kind !== 'found' || this.state.sending || isInBy(this.state.entry)) return false;
    return (!this.asksName || this.givenName !== '') && (!this.asksAgreement || this.ticked);
  }

  /** Joins, or opens what was shared. */
  async accept(): Promise<void> {
    const { state, code, round } = this;
    const { notice } = this.deps.session;
    if (state.kind !== 'found' || code === null || notice === null || !this.ready) return;
    this.state = { ...state, sending: true, problem: null };
    const agreed = { code, notice: notice.version };
    try {
      const destination = await (state.entry.kind === 'invite' ? this.join(agreed) : this.openShare(agreed));
      await this.deps.session.start();
      this.deps.onChanged();
      if (round === this.round) this.lead(destination);
    } catch (error) {
      if (round === this.round) await this.refuse(state.entry, failureOf(error));
    }
  }

  private async join(agreed: { readonly code: Code; readonly notice: string }): Promise<Destination> {
    const { stores } = await this.deps.call('invite.accept', { ...agreed, name: this.givenName });
    return { kind: 'joined', stores };
  }

  private async openShare(agreed: { readonly code: Code; readonly notice: string }): Promise<Destination> {
    const name = this.asksName ? { name: this.givenName } : {};
    const { view, channelIds } = await this.deps.call('share.open', { ...agreed, ...name });
    return destinationOf(view, channelIds);
  }

  /** What was found; a page in words, or straight on. */
  private async take(entry: Entry | CallFailed): Promise<void> {
    const { session } = this.deps;
    if (entry instanceof CallFailed) this.fail(entry);
    else if (session.notice === null) this.fail(session.failure);
    else if (entry.kind === 'camera') await this.takeCamera(entry.channelId);
    else this.takeTicket(entry);
  }

  private fail(failure: CallFailed | null): void {
    this.state = { kind: 'failed', failure: failure ?? new CallFailed('internal', '', null) };
  }

  private async takeCamera(channelId: ChannelId): Promise<void> {
    const { session, call } = this.deps;
    if (!session.agreed) {
      this.state = { kind: 'unread' };
      return;
    }
    if (session.role !== 'guest') {
      this.lead({ kind: 'live', channelId });
      return;
    }
    const { round } = this;
    // Only guests may have a stretch of the past and nothing else; all others need not wait for this answer.
    const found = await call('channel.list', { ids: [channelId] }).catch(failureOf);
    if (round !== this.round) return;
    const [channel] = found instanceof CallFailed ? [] : found.channels;
    const past = channel && pastOnly(channel);
    if (found instanceof CallFailed) this.fail(found);
    else this.lead(past ? { kind: 'past', channelId, at: past.from, place: past.place } : { kind: 'live', channelId });
  }

  private takeTicket(entry: Invitation | SharedEntry): void {
    this.name = this.deps.session.name;
    this.state = { kind: 'found', entry, sending: false, problem: null };
    // Who opened it before keeps the seat, also when there is none for others.
    if (entry.kind === 'share' && isOpenAgain(entry)) void this.accept();
  }

  /** Meanwhile it may have ended, or the notice may be another one. */
  private async refuse(entry: Invitation | SharedEntry, problem: CallFailed): Promise<void> {
    const { round } = this;
    const { code } = problem;
    if (code === 'conflict') await this.deps.session.start();
    if (round !== this.round) return;
    runInAction(() => {
      const ended = code === 'used' || code === 'full' || code === 'expired' || code === 'revoked';
      const now = ended ? { ...entry, state: code, ...(entry.kind === 'share' && { opened: false }) } : entry;
      if (code === 'conflict') this.ticked = false;
      this.state = { kind: 'found', entry: now, sending: false, problem: ended ? null : problem };
    });
    await this.findOut();
  }

  /** Whether an invitation was taken up though nobody heard so; whoever taps again meanwhile does not wait for it. */
  private async findOut(): Promise<void> {
    const { state, code } = this;
    if (state.kind !== 'found' || state.entry.kind !== 'invite' || code === null) return;
    if (state.problem === null || !wasLost(state.problem)) return;
    const { call, session, onChanged } = this.deps;
    const entry = await call('entry.look', { code }).catch(failureOf);
    if (this.state !== state || entry instanceof CallFailed || entry.kind !== 'invite' || !entry.accepted) return;
    await session.start();
    onChanged();
    if (this.state !== state) return;
    runInAction(() => (this.state = { kind: 'found', entry, sending: false, problem: null }));
  }

  private lead(destination: Destination): void {
    this.state = { kind: 'leaving' };
    this.deps.go(destination);
  }
}
