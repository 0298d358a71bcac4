import { CloudFailure } from '../failure';
import type { FunctionSpec } from './catalog';
import { Instance } from './instance';
import type { OutputStream } from './instance';
import type { RunMessage } from './protocol';

export interface PoolOptions {
  /** The most instances at one time, over all functions. */
  readonly workers: number;
  /** After how long without a call an instance ends, ms. */
  readonly idleMs: number;
  readonly source: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly onLine: (name: string, stream: OutputStream, line: string) => void;
}

interface Waiting {
  readonly spec: FunctionSpec;
  readonly start: (instance: Instance) => void;
  readonly reject: (error: CloudFailure) => void;
}

/** Instances of functions: kept warm between calls, one call at a time each, more of them while calls wait. */
export class InstancePool {
  private readonly instances = new Set<Instance>();
  /** Idle ones and the timers that will end them. */
  private readonly idle = new Map<Instance, NodeJS.Timeout>();
  private waiting: Waiting[] = [];

  constructor(private readonly options: PoolOptions) {}

  get size(): number {
    return this.instances.size;
  }

  async run(spec: FunctionSpec, message: RunMessage): Promise<string> {
    const instance = await new Promise<Instance>((start, reject) => {
      this.waiting.push({ spec, start, reject });
      this.dispatch();
    });
    try {
      return await instance.run(message);
    } finally {
      this.release(instance);
    }
  }

  /** Ends every instance; calls under way and those that wait fail. */
  async close(): Promise<void> {
    for (const { reject } of this.waiting) reject(new CloudFailure('SYS_ERR', 'the sandbox is closing'));
    this.waiting = [];
    const all = [...this.instances];
    for (const instance of all) this.retire(instance);
    await Promise.all(all.map((instance) => instance.ended));
  }

  private dispatch(): void {
    this.waiting = this.waiting.filter((waiting) => {
      const instance = this.obtain(waiting.spec);
      if (instance) waiting.start(instance);
      return !instance;
    });
  }

  private obtain(spec: FunctionSpec): Instance | null {
    const warm = [...this.idle.keys()].reverse().find(({ name, alive }) => alive && name === spec.name);
    if (warm) {
      clearTimeout(this.idle.get(warm));
      this.idle.delete(warm);
      return warm;
    }
    if (this.instances.size >= this.options.workers) {
      const [other] = this.idle.keys();
      if (!other) return null;
      this.retire(other);
    }
    return this.start(spec);
  }

  private start(spec: FunctionSpec): Instance {
    const { source, environment, onLine } = this.options;
    const instance = new Instance({
      spec,
      source,
      environment,
      onLine: (stream, line) => onLine(spec.name, stream, line),
    });
    this.instances.add(instance);
    void instance.ended.then(() => {
      this.forget(instance);
      this.dispatch();
    });
    return instance;
  }

  private release(instance: Instance): void {
    if (!instance.alive) {
      this.forget(instance);
      this.dispatch();
      return;
    }
    const timer = setTimeout(() => this.retire(instance), this.options.idleMs);
    timer.unref();
    this.idle.set(instance, timer);
    this.dispatch();
  }

  private retire(instance: Instance): void {
    this.forget(instance);
    instance.end();
  }

  private forget(instance: Instance): void {
    clearTimeout(this.idle.get(instance));
    this.idle.delete(instance);
    this.instances.delete(instance);
  }
}
