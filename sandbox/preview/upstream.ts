import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { rootCertificates } from 'node:tls';

export interface UpstreamRequest {
  readonly headers: Readonly<Record<string, string>>;
  /** The longest silence, ms; without it the asker alone decides how long to wait. */
  readonly silenceMs?: number;
  readonly onAnswer: (answer: IncomingMessage, source: URL) => void;
  readonly onFailed: () => void;
}

/** Fetches an address as a phone would, through redirects. The returned function gives up without a word. */
export type Upstream = (source: URL, request: UpstreamRequest) => () => void;

const MAX_REDIRECTS = 5;

/** `trustedCertificates` (PEM) are trusted besides the usual ones. */
export function createUpstream(trustedCertificates: readonly string[]): Upstream {
  const agent = new https.Agent({ ca: [...rootCertificates, ...trustedCertificates] });
  return (first, { headers, silenceMs = 0, onAnswer, onFailed }) => {
    let over = false;
    let close = (): void => undefined;
    const open = (source: URL, redirects: number): void => {
      const options = { timeout: silenceMs, headers };
      const request =
        source.protocol === 'https:' ? https.get(source, { ...options, agent }) : http.get(source, options);
      close = () => request.destroy();
      request.on('timeout', () => request.destroy(new Error('timed out')));
      request.on('error', () => {
        if (!over) onFailed();
      });
      request.on('response', (answer) => {
        const next = redirectOf(answer, source);
        if (next === null || redirects === MAX_REDIRECTS) {
          onAnswer(answer, source);
          return;
        }
        answer.resume();
        open(next, redirects + 1);
      });
    };
    open(first, 0);
    return () => {
      over = true;
      close();
    };
  };
}

/** An http or https address, or null. */
export function readAddress(text: unknown): URL | null {
  if (typeof text !== 'string' || !URL.canParse(text)) return null;
  const source = new URL(text);
  return source.protocol === 'http:' || source.protocol === 'https:' ? source : null;
}

function redirectOf({ statusCode = 0, headers: { location } }: IncomingMessage, source: URL): URL | null {
  if (statusCode < 300 || statusCode >= 400 || location === undefined) return null;
  return URL.canParse(location, source.href) ? readAddress(new URL(location, source).href) : null;
}
