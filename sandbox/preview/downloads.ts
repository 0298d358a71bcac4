import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { readBody } from './request-body';
import { send } from './static-files';
import { readAddress, type Upstream } from './upstream';
import { DOWNLOAD_FAILED } from './wire';

/** Headers of a reply that hold for one connection only. */
const OF_CONNECTION: ReadonlySet<string> = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'trailer',
]);

/**
 * Serves `POST /__download` with `{ url, header }`: the file at that address, which a browser may not fetch from a page
 * of another origin. Status and headers are the file's own; `DOWNLOAD_FAILED` marks a reply that is ours.
 */
export function createDownloads(upstream: Upstream) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked = readRequest(await readBody(request));
    if (asked === null) {
      fail(response, 'invalid url');
      return;
    }
    const giveUp = upstream(asked.source, {
      headers: asked.headers,
      onAnswer: (answer) => pass(answer, response),
      onFailed: () => (response.headersSent ? response.destroy() : fail(response, 'cannot be reached')),
    });
    response.on('close', giveUp);
  };
}

function readRequest(body: string): { source: URL; headers: Record<string, string> } | null {
  const { url, header } = JSON.parse(body) as { url?: unknown; header?: object };
  const source = readAddress(url);
  if (source === null) return null;
  const allowed = Object.entries(header ?? {}).filter(([name]) => name.toLowerCase() !== 'referer');
  return { source, headers: Object.fromEntries(allowed.map(([name, value]) => [name, String(value)])) };
}

function fail(response: ServerResponse, reason: string): void {
  response.setHeader(DOWNLOAD_FAILED, reason);
  send(response, 502, 'text/plain', reason);
}

function pass(answer: IncomingMessage, response: ServerResponse): void {
  const headers = Object.entries(answer.headers).filter(
    ([name, value]) => value !== undefined && !OF_CONNECTION.has(name),
  );
  response.writeHead(answer.statusCode ?? 502, Object.fromEntries(headers));
  pipeline(answer, response, () => answer.destroy());
}
