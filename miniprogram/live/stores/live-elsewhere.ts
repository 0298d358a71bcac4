import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Call } from '../../services/call';
import type { MiniProgramPage } from '../../services/elsewhere';
import { failureOf, type FailureCode } from '../../utils/call-failed';
import type { FailReason } from '../../stores/watching/policy';
import type { LiveStore } from './live-store';

interface Deps {
  readonly call: Call;
  readonly live: LiveStore;
  /** Resolves also when the person stays here. */
  readonly openMiniProgram: (page: MiniProgramPage) => Promise<void>;
}

/** How the way to the vendor's own mini-program stands. */
export type ElsewhereStage =
  | { readonly kind: 'absent' | 'offered' | 'asking' }
  /** It did not open; it is offered again. */
  | { readonly kind: 'failed'; readonly code: FailureCode };

interface Attempt {
  readonly place: string;
  readonly stage: ElsewhereStage;
}

/** Failures after which the vendor's own player may still show a picture. */
const WORTH_TRYING: ReadonlySet<FailReason> = new Set([
  'h265',
  'unsupported',
  'no-player-permission',
  'exhausted',
  'encrypted',
]);

/** The last button of a picture that failed. What it leads to holds a token, so it is handed on and kept nowhere. */
export class LiveElsewhere {
  private attempt: Attempt | null = null;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'attempt'>(this, { deps: false, attempt: observable.ref }, { autoBind: true });
  }

  get stage(): ElsewhereStage {
    const { place, attempt } = this;
    if (place === null) return { kind: 'absent' };
    return attempt?.place === place ? attempt.stage : { kind: 'offered' };
  }

  /** Asks for a way and goes it, unless the person has turned to something else meanwhile. */
  async open(): Promise<void> {
    const { live, call, openMiniProgram } = this.deps;
    const { place } = this;
    const channelId = live.roster.channel?.id;
    if (place === null || channelId === undefined || this.stage.kind === 'asking') return;
    this.attempt = { place, stage: { kind: 'asking' } };
    let stage: ElsewhereStage = { kind: 'offered' };
    try {
      const page = await call('live.elsewhere', { channelId });
      if (this.place === place) await openMiniProgram(page);
    } catch (error) {
      stage = { kind: 'failed', code: failureOf(error).code };
    }
    runInAction(() => {
      if (this.attempt?.place === place) this.attempt = { place, stage };
    });
  }

  /** The failure that it is offered for; null when there is none. */
  private get place(): string | null {
    const { roster, state } = this.deps.live;
    const { phase } = state;
    if (phase.kind !== 'failed' || !WORTH_TRYING.has(phase.reason) || !roster.channel?.elsewhere) return null;
    return `${roster.channel.id} ${phase.since}`;
  }
}
