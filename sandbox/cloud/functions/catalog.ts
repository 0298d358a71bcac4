import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

/** A function as it lies in its folder, ready to run. */
export interface FunctionSpec {
  readonly name: string;
  /** Absolute path of its `index.js`. */
  readonly entry: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** WeChat's server interfaces that it may ask, by name. */
  readonly openApis: readonly string[];
  /** The platform allows a function one. */
  readonly trigger: Trigger | null;
}

export interface Trigger {
  readonly name: string;
  /** Seven fields: second minute hour day month weekday year, in UTC+8. */
  readonly cron: string;
}

const PLATFORM_TIMEOUT_S = 3;
const PLATFORM_MEMORY_MB = 256;

const configSchema = v.object({
  timeout: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(900)), PLATFORM_TIMEOUT_S),
  memorySize: v.optional(v.pipe(v.number(), v.integer(), v.minValue(64), v.maxValue(3072)), PLATFORM_MEMORY_MB),
  permissions: v.optional(v.object({ openapi: v.optional(v.array(v.string()), []) }), {}),
  triggers: v.optional(
    v.pipe(
      v.array(v.object({ name: v.string(), type: v.literal('timer'), config: v.string() })),
      v.maxLength(1, 'the platform allows one trigger a function'),
    ),
    [],
  ),
});

/** Every function built into `directory`; throws one short Error when a `config.json` makes no sense. */
export function readFunctions(directory: string): ReadonlyMap<string, FunctionSpec> {
  const names = existsSync(directory) ? readdirSync(directory) : [];
  const built = names.filter((name) => existsSync(join(directory, name, 'index.js')));
  return new Map(built.map((name) => [name, readFunction(directory, name)]));
}

function readFunction(directory: string, name: string): FunctionSpec {
  const file = join(directory, name, 'config.json');
  const config = existsSync(file) ? parse(name, readFileSync(file, 'utf8')) : v.parse(configSchema, {});
  const [trigger] = config.triggers;
  return {
    name,
    entry: join(directory, name, 'index.js'),
    timeoutMs: config.timeout * 1000,
    memoryMb: config.memorySize,
    openApis: config.permissions.openapi,
    trigger: trigger ? { name: trigger.name, cron: trigger.config } : null,
  };
}

function parse(name: string, text: string): v.InferOutput<typeof configSchema> {
  try {
    return v.parse(configSchema, JSON.parse(text));
  } catch (error) {
    throw new Error(`config.json of the function ${name}: ${error instanceof Error ? error.message : ''}`, {
      cause: error,
    });
  }
}
