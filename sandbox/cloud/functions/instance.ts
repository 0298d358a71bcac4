import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { CloudFailure, messageOf } from '../failure';
import type { FunctionSpec } from './catalog';
import type { InstanceMessage, RunMessage, WorkerData } from './protocol';

export type OutputStream = 'stdout' | 'stderr';

export interface InstanceOptions {
  readonly spec: FunctionSpec;
  /** Compiled worker.ts. */
  readonly source: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (stream: OutputStream, line: string) => void;
}

interface Job {
  readonly message: RunMessage;
  resolve(result: string): void;
  reject(error: CloudFailure): void;
}

/** How long a module may take to load; the platform allows about as much. */
const LOAD_MS = 60_000;

/** A worker thread that holds one function loaded and runs one call at a time. */
export class Instance {
  readonly name: string;
  /** Settles when the thread is gone. */
  readonly ended: Promise<void>;
  /** False from the moment its thread is doomed. */
  alive = true;
  private readonly worker: Worker;
  private readonly timeoutMs: number;
  private ready = false;
  private job: Job | null = null;
  private timer: NodeJS.Timeout | undefined;

  constructor({ spec, source, environment, onLine }: InstanceOptions) {
    this.name = spec.name;
    this.timeoutMs = spec.timeoutMs;
    const workerData: WorkerData = { entry: spec.entry };
    this.worker = new Worker(source, {
      eval: true,
      env: { ...environment },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: spec.memoryMb },
      stdout: true,
      stderr: true,
      workerData,
    });
    readLines(this.worker.stdout, (line) => onLine('stdout', line));
    readLines(this.worker.stderr, (line) => onLine('stderr', line));
    this.worker.on('message', (message: InstanceMessage) => this.onMessage(message));
    this.worker.on('error', (error) => this.die(uncaught(error)));
    this.ended = new Promise((resolve) => {
      this.worker.on('exit', () => {
        this.die(executionFailure('the instance ended before it answered'));
        resolve();
      });
    });
  }

  /** Resolves with the result as JSON; rejects with the platform's codes. */
  run(message: RunMessage): Promise<string> {
    return new Promise((resolve, reject) => {
      this.job = { message, resolve, reject };
      if (this.ready) this.send();
      else this.setDeadline(LOAD_MS, 'loading the function took too long');
    });
  }

  end(): void {
    this.alive = false;
    void this.worker.terminate();
  }

  private onMessage(message: InstanceMessage): void {
    switch (message.kind) {
      case 'ready':
        this.ready = true;
        if (this.job) this.send();
        break;
      case 'done':
        this.takeJob()?.resolve(message.result);
        break;
      case 'failed':
        this.fail(executionFailure(message.message));
        break;
    }
  }

  private send(): void {
    this.setDeadline(this.timeoutMs, `Invoking task timed out after ${this.timeoutMs / 1000} seconds`);
    if (this.job) this.worker.postMessage(this.job.message);
  }

  /** The platform kills an instance whose call takes too long. */
  private setDeadline(ms: number, message: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.end();
      this.fail(new CloudFailure('FUNCTIONS_TIME_LIMIT_EXCEEDED', message));
    }, ms);
  }

  private die(error: CloudFailure): void {
    this.alive = false;
    this.fail(error);
  }

  private fail(error: CloudFailure): void {
    this.takeJob()?.reject(error);
  }

  private takeJob(): Job | null {
    clearTimeout(this.timer);
    const { job } = this;
    this.job = null;
    return job;
  }
}

function uncaught(error: Error): CloudFailure {
  const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  if (!outOfMemory) return executionFailure(messageOf(error));
  return new CloudFailure(
    'FUNCTIONS_MEMORY_LIMIT_EXCEEDED',
    'the function takes more memory than its config.json says',
  );
}

function executionFailure(message: string): CloudFailure {
  return new CloudFailure('FUNCTIONS_EXECUTE_FAIL', `functions execute fail | errMsg: ${message}`);
}

function readLines(stream: Readable, onLine: (line: string) => void): void {
  createInterface({ input: stream, crlfDelay: Infinity }).on('line', onLine);
}
