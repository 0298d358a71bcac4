import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The functions' master key of this data folder: made once and kept beside the data that it seals.
 * A deployment keeps its key in the functions' environment instead.
 */
export function keyringOf(dataDir: string): string {
  const file = join(dataDir, 'keyring');
  if (!existsSync(file)) {
    const fresh = `${file}.new`;
    writeFileSync(fresh, `sandbox:${randomBytes(32).toString('base64')}`, { mode: 0o600, flush: true });
    renameSync(fresh, file); // whole or not at all, whenever the power goes
  }
  return readFileSync(file, 'utf8');
}
