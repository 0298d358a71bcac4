import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FileStore } from './file-store';
import type { UrlSigner } from './signed-url';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

/** Serves `GET`, `HEAD` and `PUT` of one file to the bearers of signed addresses. */
export async function serveFile(
  { files, signer }: { files: FileStore; signer: UrlSigner },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const path = decode(url.pathname.slice(url.pathname.indexOf('/', 1) + 1));
  const writes = request.method === 'PUT';
  if (!writes && request.method !== 'GET' && request.method !== 'HEAD') {
    refuse(response, 405, 'MethodNotAllowed');
    return;
  }
  if (path === null || !signer.allows(writes ? 'write' : 'read', path, url.searchParams)) {
    refuse(response, 403, 'AccessDenied');
    return;
  }
  if (writes) {
    await files.write(path, request);
    response.writeHead(200).end();
    return;
  }
  const file = await files.find(path);
  if (!file) {
    refuse(response, 404, 'NoSuchKey');
    return;
  }
  response.writeHead(200, {
    'content-type': CONTENT_TYPES[extname(path).toLowerCase()] ?? 'application/octet-stream',
    'content-length': file.size,
  });
  if (request.method === 'HEAD') response.end();
  else await pipeline(file.read(), response);
}

/** The SDK reads these four elements of a refused upload. */
function refuse(response: ServerResponse, status: number, code: string): void {
  const xml = `<Error><Code>${code}</Code><Message>${code}</Message><RequestId>-</RequestId><TraceId>-</TraceId></Error>`;
  response.writeHead(status, { 'content-type': 'application/xml' }).end(xml);
}

function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
