import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { AccountId } from '../../../typings/contract/upkeep';
import type { Call } from '../../services/call';
import type { Download, DownloadFault, Progress, StartDownload } from '../../services/downloads';
import type { ForwardFile, ForwardResult } from '../../services/forwarding';
import type { OpenFile, OpenResult } from '../../services/opening';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { throttle } from '../../utils/throttle';

/** How a file stands on its way to this phone. */
export type LoadStage =
  | { readonly kind: 'opening' }
  | { readonly kind: 'loading'; readonly progress: Progress }
  | { readonly kind: 'loaded'; readonly path: string }
  | { readonly kind: 'refused'; readonly failure: CallFailed }
  | { readonly kind: 'failed'; readonly fault: DownloadFault };

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly startDownload: StartDownload;
  readonly openFile: OpenFile;
  readonly forwardFile: ForwardFile;
}

/** As often as progress is worth drawing. */
const PROGRESS_MS = 250;

/** One file on its way. */
interface Turn {
  readonly accountId: AccountId;
  readonly name: string;
}

/** Files of vendors on their way to this phone, one at a time; it goes on while other pages are looked at. */
export class ObjectDownload {
  turn: Turn | null = null;
  private stage: LoadStage = { kind: 'opening' };
  private download: Download | null = null;
  private readonly tell: (told: { readonly turn: Turn; readonly progress: Progress }) => void;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'stage' | 'download' | 'tell'>(
      this,
      { turn: observable.ref, stage: observable.ref, deps: false, download: false, tell: false },
      { autoBind: true },
    );
    this.tell = throttle(deps.clock, PROGRESS_MS, ({ turn, progress }) => this.progressed(turn, progress));
  }

  /** How that file stands; null when it was not wanted, or another was after it. */
  stageOf(accountId: AccountId | null, name: string): LoadStage | null {
    const { turn } = this;
    return turn !== null && turn.accountId === accountId && turn.name === name ? this.stage : null;
  }

  get busy(): boolean {
    return this.turn !== null && (this.stage.kind === 'opening' || this.stage.kind === 'loading');
  }

  /** Loads a file; one that is on its way is given up for it. Resolves when it is over. */
  async want(accountId: AccountId, name: string): Promise<void> {
    this.cancel();
    const turn = { accountId, name };
    this.turn = turn;
    this.become(turn, { kind: 'opening' });
    const answer = await this.deps.call('object.open', { accountId, name }).catch(failureOf);
    if (this.turn !== turn) return;
    if (answer instanceof Error) {
      this.become(turn, { kind: 'refused', failure: answer });
      return;
    }
    this.become(turn, { kind: 'loading', progress: { written: 0, total: null } });
    const download = this.deps.startDownload(answer.url, (progress) => this.tell({ turn, progress }));
    this.download = download;
    const result = await download.result;
    if (this.turn !== turn) return;
    this.download = null;
    if (result.kind === 'cancelled') this.cancel();
    else this.become(turn, result);
  }

  /** Gives up a file that is on its way, and forgets the one that is here. */
  cancel(): void {
    this.turn = null;
    this.download?.cancel();
    this.download = null;
  }

  /** Shows the file that is here; null when there is none. */
  async open(): Promise<OpenResult | null> {
    const { turn, stage } = this;
    return turn === null || stage.kind !== 'loaded' ? null : this.deps.openFile(stage.path, turn.name);
  }

  /** Offers the file that is here to the person's chats, right after a tap; null when there is none. */
  async forward(): Promise<ForwardResult | null> {
    const { turn, stage } = this;
    return turn === null || stage.kind !== 'loaded' ? null : this.deps.forwardFile(stage.path, turn.name);
  }

  private progressed(turn: Turn, progress: Progress): void {
    if (this.turn === turn && this.stage.kind === 'loading') this.become(turn, { kind: 'loading', progress });
  }

  private become(turn: Turn, stage: LoadStage): void {
    runInAction(() => {
      if (this.turn === turn) this.stage = stage;
    });
  }
}
