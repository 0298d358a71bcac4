import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, rmSync } from 'node:fs';
import type { ReadStream } from 'node:fs';
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';

export interface StoredFile {
  readonly size: number;
  /** The openid of whoever put it there from a phone; null for a file of the functions. */
  readonly owner: string | null;
  /** Its content; the caller reads it to the end or destroys it. */
  read(): ReadStream;
}

/** Uploaded files on disk. Each is named by the hash of its path, so that no path can lead outside. */
export class FileStore {
  private readonly incoming: string;

  constructor(private readonly directory: string) {
    this.incoming = join(directory, 'incoming');
    rmSync(this.incoming, { recursive: true, force: true }); // uploads that a crash cut short
    mkdirSync(this.incoming, { recursive: true });
  }

  /** Replaces the file at once when all of it is on disk; a broken upload changes nothing. */
  async write(path: string, content: Readable, owner: string | null = null): Promise<void> {
    const temporary = join(this.incoming, randomUUID());
    try {
      await pipeline(content, createWriteStream(temporary, { flags: 'wx', flush: true }));
      // Before the content: what a person has put there must at no moment pass for a file of the functions.
      if (owner !== null) await writeFile(this.ownerPlace(path), owner, { flush: true });
      await rename(temporary, this.place(path));
      if (owner === null) await rm(this.ownerPlace(path), { force: true });
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await this.syncDirectory();
  }

  async find(path: string): Promise<StoredFile | null> {
    const place = this.place(path);
    const found = await stat(place).catch(() => null);
    const owner = await readFile(this.ownerPlace(path), 'utf8').catch(() => null);
    return found && { size: found.size, owner, read: () => createReadStream(place) };
  }

  /** False when there was no such file. */
  async remove(path: string): Promise<boolean> {
    const removed = await rm(this.place(path)).then(
      () => true,
      () => false,
    );
    await rm(this.ownerPlace(path), { force: true });
    return removed;
  }

  private place(path: string): string {
    return join(this.directory, createHash('sha256').update(path).digest('hex'));
  }

  private ownerPlace(path: string): string {
    return `${this.place(path)}.owner`;
  }

  /** Without this a power cut may forget the new name. */
  private async syncDirectory(): Promise<void> {
    const handle = await open(this.directory);
    await handle.sync().finally(() => handle.close());
  }
}
