import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { readAddress, type Upstream } from './upstream';

const PLAYLIST = /mpegurl/i;
const MAX_PLAYLIST_BYTES = 1 << 20;
const SILENCE_MS = 10_000;
const PASSED_HEADERS = ['content-type', 'content-length', 'content-range', 'accept-ranges', 'cache-control'] as const;

/** Serves `GET /__media?src=`: the file at that address, with playlist lines turned so that segments come here too. */
export function createMediaProxy(upstream: Upstream) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const source = readAddress(new URL(request.url ?? '/', 'http://preview').searchParams.get('src'));
    if (source === null) {
      refuse(response, 400, 'src must be an http or https address');
      return;
    }
    const { range } = request.headers;
    const giveUp = upstream(source, {
      headers: range === undefined ? {} : { range },
      silenceMs: SILENCE_MS,
      onAnswer: (answer, from) => pass(answer, from, response),
      onFailed: () => refuse(response, 502, 'the media server cannot be reached'),
    });
    response.on('close', giveUp);
  };
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(status, { 'content-type': 'text/plain' }).end(reason);
}

function pass(answer: IncomingMessage, source: URL, response: ServerResponse): void {
  const isPlaylist = PLAYLIST.test(answer.headers['content-type'] ?? '') || source.pathname.endsWith('.m3u8');
  if (isPlaylist && answer.statusCode === 200) {
    passPlaylist(answer, source, response);
    return;
  }
  const headers: Record<string, string> = {};
  for (const name of PASSED_HEADERS) {
    const value = answer.headers[name];
    if (value !== undefined) headers[name] = value;
  }
  response.writeHead(answer.statusCode ?? 502, headers);
  pipeline(answer, response, () => answer.destroy());
}

function passPlaylist(answer: IncomingMessage, source: URL, response: ServerResponse): void {
  const pieces: Buffer[] = [];
  let size = 0;
  answer.on('data', (piece: Buffer) => {
    size += piece.length;
    if (size > MAX_PLAYLIST_BYTES) answer.destroy(new Error('playlist too long'));
    else pieces.push(piece);
  });
  answer.on('error', () => refuse(response, 502, 'the media server broke off'));
  answer.on('end', () => {
    const text = rewritePlaylist(Buffer.concat(pieces).toString('utf8'), source);
    response.writeHead(200, { 'content-type': 'application/vnd.apple.mpegurl', 'cache-control': 'no-store' }).end(text);
  });
}

/** Points every address in a playlist, in lines of its own or in URI attributes, at the proxy. */
export function rewritePlaylist(text: string, source: URL): string {
  const through = (address: string): string =>
    `/__media?src=${encodeURIComponent(new URL(address, source).toString())}`;
  return text
    .split('\n')
    .map((line) => {
      const trimmed = line.trim();
      if (trimmed === '') return line;
      if (!trimmed.startsWith('#')) return through(trimmed);
      return line.replace(/URI="([^"]+)"/g, (_, address: string) => `URI="${through(address)}"`);
    })
    .join('\n');
}
