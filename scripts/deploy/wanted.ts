import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import * as v from 'valibot';
import type { CollectionManifest } from '../../cloudfunctions/core/collections';
import { collections } from '../../cloudfunctions/core/collections';
import type { Variables } from './settings';

export interface WantedTrigger {
  readonly name: string;
  /** Seven fields, in UTC+8. */
  readonly cron: string;
}

export interface WantedFunction {
  readonly name: string;
  readonly runtime: string;
  readonly timeoutS: number;
  readonly memoryMb: number;
  readonly triggers: readonly WantedTrigger[];
  readonly code: FunctionCode;
}

export interface FunctionCode {
  readonly zip: Uint8Array;
  /** Of names and contents, not of the zip: a newer packer changes nothing. */
  readonly digest: string;
}

/** Everything that a deployment makes sure of. */
export interface Wanted {
  readonly functions: readonly WantedFunction[];
  readonly variables: Variables;
  readonly collections: CollectionManifest;
}

const config = v.object({
  timeout: v.pipe(v.number(), v.integer(), v.minValue(1)),
  memorySize: v.pipe(v.number(), v.integer(), v.minValue(64)),
  runtime: v.string(),
  triggers: v.optional(v.array(v.object({ name: v.string(), type: v.literal('timer'), config: v.string() })), []),
});

/** Longer ones add nothing, and the description that keeps it is read by people. */
const DIGEST_LENGTH = 16;
/** Zip knows no time zone and nothing before 1980. */
const FILE_TIME = new Date(2000, 0, 1);

/** Reads the functions as `build:functions` left them; the collections are those of the product. */
export async function readWanted(functionsDir: string, variables: Variables): Promise<Wanted> {
  const names = (await readdir(functionsDir)).sort();
  const functions = await Promise.all(names.map((name) => readFunction(join(functionsDir, name), name)));
  return { functions, variables, collections };
}

async function readFunction(folder: string, name: string): Promise<WantedFunction> {
  const { timeout, memorySize, runtime, triggers } = v.parse(
    config,
    JSON.parse(await readFile(join(folder, 'config.json'), 'utf8')),
  );
  return {
    name,
    runtime,
    timeoutS: timeout,
    memoryMb: memorySize,
    triggers: triggers.map((trigger) => ({ name: trigger.name, cron: trigger.config })),
    code: await packCode(folder),
  };
}

/** One zip of the folder's files; the same files give the same bytes. */
async function packCode(folder: string): Promise<FunctionCode> {
  const names = (await readdir(folder)).sort();
  const files = await Promise.all(
    names.map(async (name): Promise<[string, Uint8Array]> => [name, await readFile(join(folder, name))]),
  );
  const hash = createHash('sha256');
  for (const [name, content] of files) hash.update(`${name}\n${content.byteLength}\n`).update(content);
  const zip = zipSync(Object.fromEntries(files), { level: 9, mtime: FILE_TIME });
  return { zip, digest: hash.digest('hex').slice(0, DIGEST_LENGTH) };
}
