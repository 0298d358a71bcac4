import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { AuditQuery } from '../../../typings/contract/audit';
import type { Language } from '../../i18n/index';
import type { Call } from '../../services/call';
import type { ForwardFile, ForwardResult } from '../../services/forwarding';
import type { TextFiles } from '../../services/text-files';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { countRecords } from './csv-lines';

/** How the file stands. `lines`: how many entries are in it. */
export type FileStage =
  | { readonly kind: 'none' | 'no-room' }
  /** `waiting`: the cloud asks for a moment's rest. */
  | { readonly kind: 'running' | 'waiting'; readonly lines: number }
  | { readonly kind: 'failed'; readonly lines: number; readonly failure: CallFailed }
  /** `sent`: what became of handing it on; null before that. */
  | { readonly kind: 'ready'; readonly lines: number; readonly sent: Exclude<ForwardResult, 'sent'> | null }
  | { readonly kind: 'sent'; readonly lines: number };

/** What the file is made of, and what it is called when it is handed on. */
export interface FileWish {
  readonly query: AuditQuery;
  readonly language: Language;
  readonly name: string;
}

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly files: TextFiles;
  readonly forwardFile: ForwardFile;
}

/** Where it lies on this phone, until it is handed on. */
const FILE_NAME = 'audit.csv';
/** When the cloud asks for rest without saying how long. */
const REST_MS = 1_000;
/** So often in a row it may ask for it before that is a failure. */
const MOST_RESTS = 5;

const NONE: FileStage = { kind: 'none' };

/** Entries on their way into a file, a page at a time; nothing of it stays on this phone once it was handed on. */
export class AuditFile {
  stage: FileStage = NONE;
  private wish: FileWish | null = null;
  private cursor: string | null = null;
  private path: string | null = null;
  private lines = 0;
  private round = 0;
  private endRest = (): void => {};

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'wish' | 'cursor' | 'path' | 'lines' | 'round' | 'endRest'>(
      this,
      {
        stage: observable.ref,
        deps: false,
        wish: false,
        cursor: false,
        path: false,
        lines: false,
        round: false,
        endRest: false,
      },
      { autoBind: true },
    );
  }

  /** Begins a file, in the place of the one there is. */
  async begin(wish: FileWish): Promise<void> {
    this.drop();
    this.wish = wish;
    await this.run(wish);
  }

  /** From where it failed. */
  async goOn(): Promise<void> {
    if (this.stage.kind === 'failed' && this.wish !== null) await this.run(this.wish);
  }

  /** Ends what goes on and takes the file away. */
  drop(): void {
    this.round += 1;
    this.endRest();
    if (this.path !== null) this.deps.files.remove(this.path);
    this.path = null;
    this.cursor = null;
    this.lines = 0;
    this.stage = NONE;
  }

  /** Hands it on; nothing waits before that, for WeChat allows it right after a tap only. */
  async send(): Promise<void> {
    const { stage, path, wish, round } = this;
    if (stage.kind !== 'ready' || path === null || wish === null) return;
    const sent = await this.deps.forwardFile(path, wish.name);
    if (round !== this.round) return;
    runInAction(() => {
      const { lines } = stage;
      if (sent !== 'sent') {
        this.stage = { kind: 'ready', lines, sent };
        return;
      }
      this.drop();
      this.stage = { kind: 'sent', lines };
    });
  }

  private async run({ query, language }: FileWish): Promise<void> {
    const round = ++this.round;
    let rests = 0;
    do {
      this.become({ kind: 'running', lines: this.lines });
      const input = { ...query, language, ...(this.cursor !== null && { cursor: this.cursor }) };
      const page = await this.deps.call('audit.export', input).catch(failureOf);
      if (round !== this.round) return;
      if (page instanceof Error) {
        if (page.code !== 'rate-limited' || rests === MOST_RESTS) {
          this.become({ kind: 'failed', lines: this.lines, failure: page });
          return;
        }
        rests += 1;
        await this.rest(page.retryAt);
      } else {
        rests = 0;
        const isKept = await this.keep(page.csv);
        if (round !== this.round) return;
        if (!isKept) {
          this.drop();
          this.become({ kind: 'no-room' });
          return;
        }
        this.cursor = page.next;
      }
      // Rested before the first page, it is still at the beginning.
    } while (round === this.round && (this.cursor !== null || rests > 0));
    if (round === this.round) this.become({ kind: 'ready', lines: this.lines, sent: null });
  }

  /** Whether the phone had room for it. */
  private async keep(csv: string): Promise<boolean> {
    const { files } = this.deps;
    // The first page begins with the heads.
    const lines = countRecords(csv) - (this.path === null ? 1 : 0);
    if (this.path !== null) {
      this.lines += lines;
      return files.append(this.path, csv);
    }
    const { round } = this;
    const path = await files.write(FILE_NAME, csv);
    if (path === null) return false;
    if (round !== this.round) {
      files.remove(path);
      return true;
    }
    this.path = path;
    this.lines = lines;
    return true;
  }

  private rest(retryAt: number | null): Promise<void> {
    const { clock } = this.deps;
    this.become({ kind: 'waiting', lines: this.lines });
    return new Promise((resolve) => {
      const cancel = clock.after(Math.max(0, (retryAt ?? 0) - clock.now(), retryAt === null ? REST_MS : 0), resolve);
      this.endRest = () => {
        cancel();
        resolve();
      };
    });
  }

  private become(stage: FileStage): void {
    this.stage = stage;
  }
}
