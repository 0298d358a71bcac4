import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { ENVIRONMENT } from '../credentials';
import { CloudFailure } from '../failure';
import type { FunctionSpec } from './catalog';
import { readFunctions } from './catalog';
import type { Caller } from './identity';
import { callerEnvironment, deliveredEvent } from './identity';
import type { OutputStream } from './instance';
import { InstancePool } from './pool';
import { startTriggers } from './triggers';

/** What the cloud has to tell, as it happens. Holds no event, result or identity. */
export type CloudLogEntry =
  | {
      readonly kind: 'call';
      /** Epoch ms at which it ended. */
      readonly at: number;
      readonly function: string;
      readonly requestId: string;
      readonly trigger: string | null;
      readonly durationMs: number;
      /** `ok`, or the platform's code when the function did not answer. */
      readonly outcome: string;
    }
  | {
      readonly kind: 'line';
      readonly at: number;
      readonly function: string;
      readonly stream: OutputStream;
      /** The line's JSON object; `{ text }` for a line that is none. */
      readonly line: Readonly<Record<string, unknown>>;
    };

export interface HostOptions {
  readonly functionsDir: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly workers: number;
  readonly idleMs: number;
  readonly log: (entry: CloudLogEntry) => void;
}

/** A reply and the id under which the platform knows the call. */
export interface Invocation {
  readonly requestId: string;
  readonly result: unknown;
}

/** Runs built functions as the platform does. */
export interface FunctionHost {
  /** Rejects with CloudFailure: FUNCTION_NOT_FOUND, or FUNCTIONS_ with EXECUTE_FAIL or one of the LIMIT_EXCEEDED. */
  invoke(name: string, event: unknown, caller: Caller): Promise<Invocation>;
  /** Fires the function's timer trigger now. */
  fireTimer(name: string): Promise<Invocation>;
  /** What the function that holds this token may ask of WeChat's server interfaces; null for a token of nobody. */
  openApisOf(apiToken: string): readonly string[] | null;
  instances(): number;
  close(): Promise<void>;
}

export function startFunctionHost(options: HostOptions): FunctionHost {
  const specs = readFunctions(options.functionsDir);
  const pool = openPool(options);
  const tokens = new Map([...specs.keys()].map((name) => [name, randomUUID()]));
  const find = (name: string) => {
    const spec = specs.get(name);
    if (spec) return spec;
    throw new CloudFailure('FUNCTION_NOT_FOUND', 'FunctionName parameter could not be found');
  };

  const invoke = async (name: string, event: unknown, caller: Caller): Promise<Invocation> => {
    const spec = find(name);
    const requestId = randomUUID();
    const startedAt = Date.now();
    const finish = (outcome: string) => {
      const at = Date.now();
      const trigger = caller.trigger ?? null;
      options.log({ kind: 'call', at, function: name, requestId, trigger, durationMs: at - startedAt, outcome });
    };
    try {
      const result: unknown = JSON.parse(
        await pool.run(spec, runMessage(spec, { requestId, event, caller, apiToken: tokens.get(name) ?? '' })),
      );
      finish('ok');
      return { requestId, result };
    } catch (error) {
      finish(error instanceof CloudFailure ? error.code : 'SYS_ERR');
      throw error;
    }
  };

  const fireTimer = async (name: string): Promise<Invocation> => {
    const { trigger } = find(name);
    if (!trigger) throw new CloudFailure('INVALID_PARAM', `the function ${name} has no timer trigger`);
    const event = { Type: 'Timer', TriggerName: trigger.name, Time: new Date().toISOString(), Message: '' };
    return invoke(name, event, { trigger: trigger.name });
  };

  // What a trigger's run returns or throws goes nowhere but the log.
  const stopTriggers = startTriggers(specs.values(), (name) => void fireTimer(name).catch(() => null));
  return {
    invoke,
    fireTimer,
    openApisOf: (apiToken) => {
      const holder = [...specs.values()].find(({ name }) => tokens.get(name) === apiToken);
      return holder?.openApis ?? null;
    },
    instances: () => pool.size,
    async close() {
      stopTriggers();
      await pool.close();
    },
  };
}

function openPool({ workers, idleMs, environment, log }: HostOptions): InstancePool {
  const { outputFiles } = buildSync({
    entryPoints: [join(__dirname, 'worker.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  });
  return new InstancePool({
    workers,
    idleMs,
    environment,
    source: outputFiles[0]?.text ?? '',
    onLine: (name, stream, text) =>
      log({ kind: 'line', at: Date.now(), function: name, stream, line: toLogLine(text) }),
  });
}

interface Call {
  readonly requestId: string;
  readonly event: unknown;
  readonly caller: Caller;
  readonly apiToken: string;
}

function runMessage(spec: FunctionSpec, { requestId, event, caller, apiToken }: Call) {
  const environment = callerEnvironment(caller, apiToken);
  return {
    event: JSON.stringify(deliveredEvent(event, caller)),
    environment,
    context: {
      request_id: requestId,
      function_name: spec.name,
      function_version: '$LATEST',
      namespace: ENVIRONMENT,
      time_limit_in_ms: spec.timeoutMs,
      memory_limit_in_mb: spec.memoryMb,
      environment: JSON.stringify(environment),
    },
  } as const;
}

function toLogLine(text: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    // not a structured line
  }
  return { text };
}
