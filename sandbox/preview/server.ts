import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pullFlv } from '../media/flv-client';
import { pullRtmp } from '../media/rtmp-client';
import { openAppSource, type BuildState } from './app-source';
import { buildRuntime } from './build/runtime-bundle';
import type { Invoke } from './cloud-calls';
import { NO_FILES, type CloudFiles } from './cloud-files';
import { createGateway } from './gateway';
import { isOurs } from './origin-check';
import { createMessageFeed, NO_MESSAGES, type PhoneMessages } from './messages';
import { createReloads } from './reloads';
import { createRoutes } from './routes';
import { createUploads } from './uploads';

export interface PreviewOptions {
  /** 0 takes any free port. A busy one rejects with the code EADDRINUSE. */
  readonly port: number;
  readonly miniprogramDir: string;
  readonly invoke: Invoke;
  /** Where `wx.cloud.uploadFile` puts files; without it the preview has no storage and says so. */
  readonly files?: CloudFiles;
  /** WeChat's service messages; without it the mini-program has no templates. */
  readonly messages?: PhoneMessages;
  /** Handles everything under `/__sandbox/`. */
  readonly control: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;
  /** PEM certificates of the sandbox's own media servers. */
  readonly trustedCertificates: readonly string[];
  /** Rebuild and reload when a source changes. */
  readonly watch?: boolean;
  /** One line about a build or about what a page reports; default: standard error. */
  readonly log?: (line: string) => void;
}

export interface Preview {
  /** The desk; the phone alone is at `/phone/`. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves a mini-program's own sources in a browser, on loopback only. */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  const { port, miniprogramDir, trustedCertificates, log = writeLine } = options;
  const runtime = await buildRuntime();
  const reloads = createReloads();
  const source = openAppSource({
    miniprogramDir,
    watch: options.watch ?? false,
    onChange(state) {
      log(describeBuild(state));
      reloads.send();
    },
  });
  const gateway = createGateway({ pullRtmp, pullFlv, trustedCertificates });
  const files = options.files ?? NO_FILES;
  const uploads = createUploads(files);
  const messages = options.messages ?? NO_MESSAGES;
  const takers = new Map(
    Object.entries({ '/__pull': gateway, '/__upload': uploads, '/__messages': createMessageFeed(messages) }),
  );
  const routes = createRoutes({ ...options, files, messages, log, runtime, source, reloads });
  const server = createServer((request, response) => routes(request, response));
  server.on('upgrade', (request, socket, head) => {
    // Not a URL yet: one that does not parse must not end the process.
    const [path = ''] = (request.url ?? '').split('?', 1);
    const taker = takers.get(path);
    if (taker === undefined || !isOurs(request)) socket.destroy();
    else taker.upgrade(request, socket, head);
  });
  try {
    await listen(server, port);
  } catch (error) {
    source.close();
    throw error;
  }
  const first = await source.current();
  if (first.kind === 'broken' || first.app.warnings.length > 0) log(describeBuild(first));
  const { port: actual } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${actual}`,
    async close() {
      source.close();
      for (const taker of takers.values()) taker.close();
      reloads.close();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

const writeLine = (line: string): void => void process.stderr.write(`${line}\n`);

function describeBuild(state: BuildState): string {
  if (state.kind === 'broken') return `preview: ${state.problem}`;
  const { components, warnings } = state.app;
  const first = warnings[0];
  return first === undefined
    ? `preview: built ${components} components`
    : `preview: built with ${warnings.length} warnings, the first: ${first.message} (${first.file}:${first.line ?? 1})`;
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
