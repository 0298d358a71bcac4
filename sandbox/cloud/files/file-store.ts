import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, rmSync } from 'node:fs';
import type { ReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';

export interface StoredFile {
  readonly size: number;
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
  async write(path: string, content: Readable): Promise<void> {
    const temporary = join(this.incoming, randomUUID());
    try {
      await pipeline(content, createWriteStream(temporary, { flags: 'wx', flush: true }));
      await rename(temporary, this.place(path));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    await this.syncDirectory();
  }

  async find(path: string): Promise<StoredFile | null> {
    const place = this.place(path);
    const found = await stat(place).catch(() => null);
    return found && { size: found.size, read: () => createReadStream(place) };
  }

  /** False when there was no such file. */
  async remove(path: string): Promise<boolean> {
    return rm(this.place(path)).then(
      () => true,
      () => false,
    );
  }

  private place(path: string): string {
    return join(this.directory, createHash('sha256').update(path).digest('hex'));
  }

  /** Without this a power cut may forget the new name. */
  private async syncDirectory(): Promise<void> {
    const handle = await open(this.directory);
    await handle.sync().finally(() => handle.close());
  }
}
