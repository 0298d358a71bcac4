import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { encodeFlvTag, FLV_HEADER } from '../media/flv';
import type { Pull, PullEnd, PullStage } from '../media/pull';
import type { GatewayMessage } from './wire';

export interface GatewayOptions {
  readonly pullRtmp: Pull;
  readonly pullFlv: Pull;
  /** PEM certificates trusted besides the system's. */
  readonly trustedCertificates: readonly string[];
}

export interface Gateway {
  /** Takes over one `GET /__pull?src=` upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

const MAX_BUFFERED_BYTES = 1 << 20;
const DRAIN_CHECK_MS = 50;

/** Bridges a browser, which speaks no RTMP and hides why a fetch failed, to the very address a vendor handed out. */
export function createGateway(options: GatewayOptions): Gateway {
  const server = new WebSocketServer({ noServer: true });
  return {
    upgrade(request, socket, head) {
      const source = new URL(request.url ?? '/', 'http://preview').searchParams.get('src') ?? '';
      server.handleUpgrade(request, socket, head, (client) => relay(source, client, options));
    },
    close() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}

/** `<live-player>` takes flv and rtmp; anything else it gives up at once, as on a phone. */
export function pullFor(source: string, { pullRtmp, pullFlv }: GatewayOptions): Pull | null {
  const [scheme] = source.split('://', 1);
  if (scheme === 'rtmp') return pullRtmp;
  if (scheme !== 'http' && scheme !== 'https') return null;
  const path = source.split('?', 1)[0] ?? '';
  return path.endsWith('.m3u8') ? null : pullFlv;
}

function relay(source: string, client: WebSocket, options: GatewayOptions): void {
  const say = (message: GatewayMessage): void => client.send(JSON.stringify(message));
  const pull = pullFor(source, options);
  if (pull === null) {
    say({ code: -2301, message: 'live-player plays flv and rtmp only' });
    client.close();
    return;
  }
  let begun = false;
  const pulling = pull(
    source,
    {
      onStage: (stage) => say(stageMessage(stage)),
      onTag(tag) {
        if (!begun) client.send(FLV_HEADER);
        begun = true;
        client.send(encodeFlvTag(tag));
        if (client.bufferedAmount > MAX_BUFFERED_BYTES) holdBack();
      },
      onEnd(end) {
        say(endMessage(end));
        client.close();
      },
    },
    { ca: options.trustedCertificates },
  );
  const holdBack = (): void => {
    pulling.pause();
    const timer = setInterval(() => {
      if (client.readyState === client.OPEN && client.bufferedAmount > MAX_BUFFERED_BYTES / 2) return;
      clearInterval(timer);
      pulling.resume();
    }, DRAIN_CHECK_MS);
  };
  client.on('close', () => pulling.close());
  client.on('error', () => pulling.close());
}

/** WeChat's code for what a pull has achieved. */
export function stageMessage(stage: PullStage): GatewayMessage {
  switch (stage.kind) {
    case 'connected':
      return { code: 2001, message: 'connected to the server' };
    case 'playing':
      return { code: 2002, message: stage.answer };
  }
}

/** WeChat's code for how a pull ended. */
export function endMessage(end: PullEnd): GatewayMessage {
  switch (end.kind) {
    case 'dns-failed':
      return { code: 3001, message: end.detail };
    case 'connect-failed':
      return { code: 3002, message: end.detail };
    case 'handshake-failed':
      return { code: 3003, message: end.detail };
    case 'refused':
      return { code: 3005, message: end.code };
    case 'malformed':
    case 'reset':
      return { code: 3005, message: end.detail };
    case 'ended':
      return { code: 2006, message: end.detail };
    case 'unsupported':
      return { code: -2301, message: end.detail };
  }
}
