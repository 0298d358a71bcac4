import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_FLEET } from './fleet';

/** What `npm start` was asked for. */
export interface SandboxOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Folder in which the database and files persist. */
  readonly dataDir: string;
  /** The folder is the usual one: nobody chose it. */
  readonly isUsual: boolean;
  /** How many demo cameras the simulators offer. */
  readonly devices: number;
  /** Real vendor accounts instead of simulators; null for the simulators. */
  readonly accounts: readonly AccountEntry[] | null;
  /** Nothing is seeded: no stores, accounts or members, as in a fresh installation. */
  readonly empty: boolean;
  /** After how many minutes people are told of a camera that is gone; 10 when left out. */
  readonly noticeMinutes?: number;
}

/** One row of the file given with `--accounts`; the vendor checks its own credentials. */
export interface AccountEntry {
  readonly vendor: string;
  readonly name: string;
  readonly credentials: unknown;
}

/** A mistake of the person at the keyboard: told in one line, without a stack. */
export class UsageError extends Error {}

/** Asked for with `--help`; not a mistake. */
export class HelpWanted extends Error {}

export const DEFAULT_PORT = 8380;
const MOST_DEVICES = 20_000;
/** What the functions take. */
const NOTICE_MINUTES = { fallback: 10, least: 0.1, most: 120 } as const;

export const HELP = `npm start -- [options]
  --port N         another port (default ${DEFAULT_PORT}; 0 takes any free one)
  --data DIR       where the database persists (default .data, .data/accounts or .data/empty)
  --devices N      how many demo cameras the simulators have (default ${DEFAULT_FLEET})
  --accounts FILE  real vendor accounts instead of the simulators
  --empty          a fresh installation: no stores, accounts or members; the simulators run
  --notice N       minutes until people are told of a camera that is gone (0.1 to 120, default 10)
  --help           these lines`;

/** Reads the command line. Throws UsageError with words for whoever typed it, and HelpWanted for HELP. */
export function readOptions(args: readonly string[], cwd: string): SandboxOptions {
  const { values } = parse(args);
  if (values.help === true) throw new HelpWanted(HELP);
  const empty = values.empty === true;
  if (empty && values.accounts !== undefined) throw new UsageError('--empty and --accounts exclude each other');
  const accounts = values.accounts === undefined ? null : readAccounts(resolve(cwd, values.accounts));
  const usualFolder = accounts !== null ? '.data/accounts' : empty ? '.data/empty' : '.data';
  return {
    port: wholeNumber('--port', values.port, { fallback: DEFAULT_PORT, least: 0, most: 65_535 }),
    devices: wholeNumber('--devices', values.devices, { fallback: DEFAULT_FLEET, least: 1, most: MOST_DEVICES }),
    // An empty name would be the folder one stands in, which nobody means.
    dataDir: writableFolder(resolve(cwd, values.data || usualFolder)),
    isUsual: !values.data,
    accounts,
    empty,
    noticeMinutes: anyNumber('--notice', values.notice, NOTICE_MINUTES),
  };
}

function parse(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const options = {
    port: text,
    data: text,
    devices: text,
    accounts: text,
    empty: flag,
    help: flag,
    notice: text,
  } as const;
  try {
    return parseArgs({ args: [...args], options });
  } catch (error) {
    const [line = ''] = messageOf(error).split('\n');
    throw new UsageError(
      `${line} Options: --port N, --data DIR, --devices N, --accounts FILE, --empty, --notice N, --help`,
    );
  }
}

interface Range {
  readonly fallback: number;
  readonly least: number;
  readonly most: number;
}

function wholeNumber(name: string, text: string | undefined, { fallback, least, most }: Range): number {
  if (text === undefined) return fallback;
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`${name} takes a whole number from ${least} to ${most}, not "${text}"`);
}

function anyNumber(name: string, text: string | undefined, { fallback, least, most }: Range): number {
  const value = text === undefined ? fallback : Number(text.trim() || NaN);
  if (value >= least && value <= most) return value;
  throw new UsageError(`${name} takes a number from ${least} to ${most}, not "${text}"`);
}

function writableFolder(dir: string): string {
  try {
    makeFolder(dir);
    accessSync(dir, constants.W_OK);
    return dir;
  } catch (error) {
    throw new UsageError(`--data ${dir} cannot be written: ${messageOf(error)}`);
  }
}

/** One folder after another: asked for the whole path at once, Node never comes back from below `/proc`. */
function makeFolder(dir: string): void {
  if (existsSync(dir)) {
    if (!statSync(dir).isDirectory()) throw new Error('it is not a folder');
    return;
  }
  makeFolder(dirname(dir));
  mkdirSync(dir);
}

function readAccounts(file: string): readonly AccountEntry[] {
  const rows = readJson(file);
  if (!Array.isArray(rows) || rows.length === 0)
    throw new UsageError(`--accounts ${file}: a list of accounts is needed`);
  return rows.map((row: unknown, index) => {
    if (isAccountEntry(row)) return row;
    throw new UsageError(`--accounts ${file}: row ${index + 1} needs "vendor", "name" and "credentials"`);
  });
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    // A parser quotes what it stumbles over, and here that would be a secret.
    const why = error instanceof SyntaxError ? 'it is not JSON' : messageOf(error);
    throw new UsageError(`--accounts ${file}: ${why}`);
  }
}

function isAccountEntry(row: unknown): row is AccountEntry {
  return (
    typeof row === 'object' &&
    row !== null &&
    'vendor' in row &&
    typeof row.vendor === 'string' &&
    'name' in row &&
    typeof row.name === 'string' &&
    'credentials' in row
  );
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
