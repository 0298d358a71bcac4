import { request as requestHttp, type ClientRequest, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Socket } from 'node:net';
import { rootCertificates, TLSSocket } from 'node:tls';
import { FlvReader } from './flv';
import type { Pull, PullEnd, PullHandlers, Pulling, PullOptions } from './pull';
import { connectFailure, PullReport } from './pull-report';

/** Streaming networks send a player on to the nearest server. */
const MAX_REDIRECTS = 3;

/** Plays an http or https FLV address. */
export const pullFlv: Pull = (url, handlers, options = {}) => new FlvPull(url, handlers, options);

class FlvPull implements Pulling {
  private readonly report: PullReport;
  private readonly reader = new FlvReader();
  private state: 'connecting' | 'securing' | 'asking' | 'playing' = 'connecting';
  private request: ClientRequest | null = null;
  private response: IncomingMessage | null = null;
  private redirects = 0;

  constructor(
    url: string,
    handlers: PullHandlers,
    private readonly options: PullOptions,
  ) {
    this.report = new PullReport(handlers, () => this.request?.destroy(), options.stepTimeoutMs);
    setImmediate(() => this.open(url));
  }

  close(): void {
    this.report.close();
  }

  pause(): void {
    this.response?.pause();
  }

  resume(): void {
    this.response?.resume();
  }

  private open(url: string): void {
    if (this.report.ended) return;
    const target = URL.canParse(url) ? new URL(url) : null;
    if (target === null || (target.protocol !== 'http:' && target.protocol !== 'https:')) {
      this.report.end({ kind: 'unsupported', detail: 'not an http or https address' });
      return;
    }
    this.state = 'connecting';
    this.report.begin('dns-failed');
    const secure = target.protocol === 'https:';
    this.request = secure
      ? requestHttps(target, { agent: false, ca: [...rootCertificates, ...(this.options.ca ?? [])] })
      : requestHttp(target, { agent: false });
    this.request.on('socket', (socket) => this.watch(socket));
    this.request.on('response', (response) => this.onResponse(response, target));
    this.request.on('error', (error) => this.report.end(this.lost(error)));
    this.request.end();
  }

  private watch(socket: Socket): void {
    socket.setNoDelay(true);
    socket.on('lookup', () => this.report.begin('connect-failed'));
    socket.on('connect', () => {
      this.state = socket instanceof TLSSocket ? 'securing' : 'asking';
      this.report.begin('handshake-failed');
      if (this.redirects === 0) this.report.stage({ kind: 'connected', address: socket.remoteAddress ?? '' });
    });
    socket.on('secureConnect', () => {
      this.state = 'asking';
    });
  }

  private lost(error: NodeJS.ErrnoException): PullEnd {
    const detail = error.code ?? error.message;
    switch (this.state) {
      case 'connecting':
        return connectFailure(error);
      case 'securing':
        return { kind: 'handshake-failed', detail };
      case 'asking':
      case 'playing':
        return { kind: 'reset', detail };
    }
  }

  private onResponse(response: IncomingMessage, from: URL): void {
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    if (status >= 300 && status < 400 && location !== undefined && this.redirects < MAX_REDIRECTS) {
      this.redirects++;
      this.request?.on('error', () => undefined).destroy();
      this.open(new URL(location, from).href);
      return;
    }
    const answer = `HTTP ${status}`;
    if (status !== 200) {
      this.report.end({ kind: 'refused', code: answer });
      return;
    }
    this.state = 'playing';
    this.response = response;
    this.report.stage({ kind: 'playing', answer });
    response.on('data', (bytes: Buffer) => this.receive(bytes));
    response.on('end', () => this.report.end({ kind: 'ended', detail: 'closed by the server' }));
    response.on('error', (error) => this.report.end(this.lost(error)));
  }

  private receive(bytes: Buffer): void {
    try {
      for (const tag of this.reader.push(bytes)) this.report.tag(tag);
    } catch (error) {
      this.report.end({ kind: 'malformed', detail: error instanceof Error ? error.message : String(error) });
    }
  }
}
