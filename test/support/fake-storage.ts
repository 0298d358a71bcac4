import { createHttp } from '../../cloudfunctions/core/http';
import type { Storage } from '../../cloudfunctions/core/files';
import type { Clock, HttpPort } from '../../cloudfunctions/core/ports';

const HOST = 'https://files.test/';

/** The cloud's storage in memory, and the way to it. */
export class FakeStorage implements Storage {
  readonly files = new Map<string, Uint8Array>();
  /** What else there is in the network, by address. */
  readonly web = new Map<string, Uint8Array>();
  /** How many bytes of files were loaded. */
  loaded = 0;
  /** How often addresses were asked for. */
  asked = 0;
  failing = false;

  async addressOf(fileId: string): Promise<string | null> {
    return this.files.has(fileId) ? HOST + encodeURIComponent(fileId) : null;
  }

  async addressesOf(fileIds: readonly string[], lifeS: number): Promise<ReadonlyMap<string, string>> {
    this.asked += 1;
    const found = fileIds.filter((fileId) => this.files.has(fileId));
    return new Map(found.map((fileId) => [fileId, `${HOST}${encodeURIComponent(fileId)}?life=${lifeS}`]));
  }

  async put(path: string, bytes: Uint8Array): Promise<string> {
    if (this.failing) throw new Error('the storage does not answer');
    const fileId = await this.idOf(path);
    this.files.set(fileId, bytes);
    return fileId;
  }

  async idOf(path: string): Promise<string> {
    return `cloud://env.files/${path}`;
  }

  async remove(fileId: string): Promise<void> {
    if (this.failing) throw new Error('the storage does not answer');
    this.files.delete(fileId);
  }

  /** The real port over a network that has nothing but these files. */
  openHttp(clock: Clock): HttpPort {
    const fetch = async (url: unknown): Promise<Response> => {
      if (typeof url !== 'string') throw new Error('no network here');
      const bytes = this.web.get(url) ?? this.files.get(decodeURIComponent(url.slice(HOST.length)));
      if (!bytes && !url.startsWith(HOST)) throw new Error('no network here');
      return bytes ? new Response(this.stream(bytes)) : new Response(null, { status: 404 });
    };
    return createHttp({ clock, random: () => 0, fetch, deadline: () => new AbortController().signal });
  }

  /** A file in pieces, as a network brings it. */
  private stream(bytes: Uint8Array): ReadableStream<Uint8Array> {
    let at = 0;
    return new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const piece = bytes.slice(at, at + 65_536);
        at += piece.length;
        this.loaded += piece.length;
        if (piece.length === 0) controller.close();
        else controller.enqueue(piece);
      },
    });
  }
}
