import { randomBytes } from 'node:crypto';
import { recordedMp4, type SimContext, type Span } from '../simulator';
import { localFiles } from './archive';
import type { Camera } from './camera';
import type { CloudStorage } from './cloud-storage';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A task waits so long for its turn. */
const WAIT_MS = 1_000;
/** Then the platform copies so many times faster than life. The vendor names no figure; ten minutes take 5 s. */
const COPY_RATE = 120;
/** A file is kept so long. */
const KEPT_MS = 30 * DAY_MS;

/** The guide's `taskStatus`. */
export const STATUS = { done: 0, waiting: 1, copying: 2, stopped: 3, failed: 4 } as const;
/** Why a task failed; the guide has the field and no list, so these are codes that other calls give for the same. */
const FAILED = { offline: '20007', encrypted: '60019', nothing: '5402' } as const;

export interface RecordWish {
  readonly camera: Camera;
  readonly place: 'local' | 'cloud';
  readonly span: Span;
  readonly sliceMs: number;
  readonly hasSound: boolean;
  /** The password of an encrypted camera was given. */
  readonly unlocked: boolean;
}

export interface RecordFile {
  readonly id: string;
  readonly task: RecordTask;
  readonly span: Span;
  readonly footageMs: number;
  readonly bytes: number;
  readonly madeAt: number;
  deleted: boolean;
}

export interface RecordTask {
  readonly id: string;
  readonly wish: RecordWish;
  readonly createdAt: number;
  /** Epoch ms at which it is or was over. */
  endsAt: number;
  stopped: boolean;
  /** Why it came to nothing; null while all is well. */
  failure: string | null;
  files: Promise<readonly RecordFile[]> | null;
}

/** Copies of recordings being made for download, and the files that came of them. */
export class RecordTasks {
  private readonly tasks = new Map<string, RecordTask>();

  constructor(
    private readonly context: SimContext,
    private readonly storage: CloudStorage,
  ) {}

  start(wish: RecordWish): RecordTask {
    const footageMs = this.held(wish).reduce((sum, { from, to }) => sum + to - from, 0);
    const createdAt = this.context.now();
    const failure = this.obstacle(wish, footageMs);
    const endsAt = createdAt + WAIT_MS + (failure === null ? footageMs / COPY_RATE : 0);
    const task: RecordTask = {
      ...{ id: newId(), wish, createdAt, endsAt, failure },
      ...{ stopped: false, files: null },
    };
    this.tasks.set(task.id, task);
    return task;
  }

  find(id: string): RecordTask | undefined {
    return this.tasks.get(id);
  }

  all(): readonly RecordTask[] {
    return [...this.tasks.values()];
  }

  statusOf(task: RecordTask): (typeof STATUS)[keyof typeof STATUS] {
    const now = this.context.now();
    if (now < task.createdAt + WAIT_MS && !task.stopped) return STATUS.waiting;
    if (task.failure !== null) return STATUS.failed;
    if (task.stopped) return STATUS.stopped;
    return now < task.endsAt ? STATUS.copying : STATUS.done;
  }

  /** None before the task is done. */
  async filesOf(task: RecordTask): Promise<readonly RecordFile[]> {
    if (this.statusOf(task) !== STATUS.done) return [];
    task.files ??= this.make(task);
    return task.files;
  }

  async file(id: string): Promise<RecordFile | undefined> {
    for (const task of this.tasks.values()) {
      const found = (await this.filesOf(task)).find((file) => file.id === id);
      if (found) return found;
    }
    return undefined;
  }

  isKept({ madeAt, deleted }: RecordFile): boolean {
    return !deleted && this.context.now() < madeAt + KEPT_MS;
  }

  expiryOf = ({ madeAt }: RecordFile): number => madeAt + KEPT_MS;

  stop(task: RecordTask): void {
    if (this.statusOf(task) !== STATUS.done) task.stopped = true;
  }

  /** Cameras have lost their lines: what is being copied from them comes to nothing. */
  loseLines(): void {
    for (const task of this.tasks.values()) {
      const status = this.statusOf(task);
      const isRunning = status === STATUS.waiting || status === STATUS.copying;
      const { camera, place } = task.wish;
      if (isRunning && place === 'local' && this.context.isOffline(camera.demo)) task.failure = FAILED.offline;
    }
  }

  render({ task, span }: RecordFile): Promise<Buffer> {
    const { camera, hasSound } = task.wish;
    return recordedMp4(camera.demo, { files: this.held(task.wish), span, hasSound });
  }

  private obstacle({ camera, place, unlocked }: RecordWish, footageMs: number): string | null {
    if (place === 'local' && this.context.isOffline(camera.demo)) return FAILED.offline;
    if (camera.encrypted && !unlocked) return FAILED.encrypted;
    return footageMs === 0 ? FAILED.nothing : null;
  }

  /** What there is of the span, clipped to it. */
  private held({ camera, place, span }: RecordWish): readonly Span[] {
    const files = place === 'local' ? localFiles(camera, span, this.context.now()) : this.storage.files(camera, span);
    return files.map(({ from, to }) => ({ from: Math.max(from, span.from), to: Math.min(to, span.to) }));
  }

  private async make(task: RecordTask): Promise<readonly RecordFile[]> {
    const { camera, span, sliceMs, hasSound } = task.wish;
    const files: RecordFile[] = [];
    for (let from = span.from; from < span.to; from += sliceMs) {
      const slice = { from, to: Math.min(span.to, from + sliceMs) };
      const held = this.held({ ...task.wish, span: slice });
      const footageMs = held.reduce((sum, part) => sum + part.to - part.from, 0);
      if (footageMs === 0) continue;
      const { length: bytes } = await recordedMp4(camera.demo, { files: held, span: slice, hasSound });
      files.push({ id: newId(), task, span: slice, footageMs, bytes, madeAt: task.endsAt, deleted: false });
    }
    return files;
  }
}

const newId = (): string => randomBytes(16).toString('hex');
