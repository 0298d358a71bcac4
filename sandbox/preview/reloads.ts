import type { ServerResponse } from 'node:http';

export interface Reloads {
  /** Keeps a page waiting for rebuilds (`text/event-stream`). */
  subscribe(response: ServerResponse): void;
  send(): void;
  close(): void;
}

export function createReloads(): Reloads {
  const waiting = new Set<ServerResponse>();
  return {
    subscribe(response) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(': waiting for changes\n\n');
      waiting.add(response);
      response.on('close', () => waiting.delete(response));
    },
    send() {
      for (const response of waiting) response.write('data: reload\n\n');
    },
    close() {
      for (const response of waiting) response.end();
    },
  };
}
