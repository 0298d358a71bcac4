import type { IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { CloudFiles } from './cloud-files';
import type { UploadMessage } from './wire';

export interface Uploads {
  /** Takes over one `GET /__upload?openid=&path=&bytes=` upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

const MOST_PIECE_BYTES = 1 << 20;

/**
 * Takes files in pieces and acknowledges each, because a browser tells a page how far a request body has come only once
 * it is away. A phone that goes before the last piece leaves nothing behind.
 */
export function createUploads(files: CloudFiles): Uploads {
  const server = new WebSocketServer({ noServer: true, maxPayload: MOST_PIECE_BYTES });
  return {
    upgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, (client) => {
        const { searchParams } = new URL(request.url ?? '/', 'http://preview');
        void receive(client, searchParams, files);
      });
    },
    close() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

async function receive(client: WebSocket, query: URLSearchParams, files: CloudFiles): Promise<void> {
  const [openid, path, bytes] = [query.get('openid') ?? '', query.get('path') ?? '', Number(query.get('bytes'))];
  const say = (message: UploadMessage): void => client.send(JSON.stringify(message));
  const content = new PassThrough();
  let received = 0;
  content.on('error', () => undefined); // whoever reads it hears of it
  client.on('message', (piece: Buffer) => {
    content.write(piece, (error) => {
      if (error) return;
      received += piece.length;
      say({ kind: 'received', bytes: received });
      if (received >= bytes) content.end();
    });
  });
  client.on('error', () => client.terminate());
  client.on('close', () => !content.writableEnded && content.destroy(new Error('the phone has gone')));
  if (bytes === 0) content.end();
  try {
    say({ kind: 'done', fileId: await files.upload(openid, path, content) });
  } catch (error) {
    content.destroy();
    if (client.readyState === client.OPEN) say({ kind: 'refused', code: codeOf(error) });
  }
  client.close();
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'SYS_ERR');
