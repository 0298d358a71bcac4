import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { AppSource, BuildState } from './app-source';
import type { RuntimeFiles } from './build/runtime-bundle';
import { answerCloudCall } from './cloud-calls';
import { answerFiles, type CloudFiles } from './cloud-files';
import { createDownloads } from './downloads';
import { createMediaProxy } from './media-proxy';
import { answerAllow, answerTemplates, type PhoneMessages } from './messages';
import { isOurs } from './origin-check';
import type { Reloads } from './reloads';
import { readBody } from './request-body';
import type { PreviewOptions } from './server';
import { send, sendFile } from './static-files';
import { createUpstream } from './upstream';

interface RouteDeps extends PreviewOptions {
  readonly files: CloudFiles;
  readonly messages: PhoneMessages;
  readonly log: (line: string) => void;
  readonly runtime: RuntimeFiles;
  readonly source: AppSource;
  readonly reloads: Reloads;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const JAVASCRIPT = 'text/javascript';
const page = (file: string): string => readFileSync(join(__dirname, file), 'utf8');

/** Null when its escapes are no text. */
function pathOf({ url = '/' }: IncomingMessage): string | null {
  try {
    return decodeURIComponent(new URL(url, 'http://preview').pathname);
  } catch {
    return null;
  }
}

/** Everything the preview answers over HTTP. */
export function createRoutes(deps: RouteDeps): Handler {
  const upstream = createUpstream(deps.trustedCertificates);
  const media = createMediaProxy(upstream);
  const download = createDownloads(upstream);
  const html = { desk: page('desk/desk.html'), phone: page('runtime/index.html') };
  const deskCss = page('desk/desk.css');

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = pathOf(request);
    if (path === null) {
      send(response, 400, 'text/plain', 'the address is malformed');
      return;
    }
    if (!isOurs(request)) {
      send(response, 403, 'text/plain', 'only the preview’s own pages may ask');
      return;
    }
    if (path.startsWith('/__sandbox/')) return deps.control(request, response);
    if (request.method === 'POST' && path === '/__download') return download(request, response);
    if (request.method === 'POST') return post(path, request, response, deps);
    if (path === '/') {
      send(response, 200, 'text/html', html.desk);
      return;
    }
    if (path === '/desk.css') {
      send(response, 200, 'text/css', deskCss);
      return;
    }
    if (path === '/phone') return void response.writeHead(302, { location: '/phone/' }).end();
    if (path === '/phone/') {
      send(response, 200, 'text/html', html.phone);
      return;
    }
    if (path === '/__media') {
      media(request, response);
      return;
    }
    if (path === '/__messages/templates') {
      answerTemplates(response, deps.messages);
      return;
    }
    if (path === '/__preview/changes') {
      deps.reloads.subscribe(response);
      return;
    }
    if (path.startsWith('/phone/files/'))
      return sendFile(deps.miniprogramDir, path.slice('/phone/files/'.length), response);
    if (path.startsWith('/phone/')) return sendBuilt(path.slice('/phone/'.length), deps, response);
    send(response, 404, 'text/plain', 'not found');
  };
  return (request, response) => {
    route(request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else send(response, 500, 'text/plain', 'the preview failed');
    });
  };
}

async function post(path: string, request: IncomingMessage, response: ServerResponse, deps: RouteDeps): Promise<void> {
  if (path.startsWith('/__cloud/')) {
    return answerCloudCall(path.slice('/__cloud/'.length), request, response, deps.invoke);
  }
  if (path.startsWith('/__files/')) {
    return answerFiles(path.slice('/__files/'.length), request, response, deps.files);
  }
  if (path === '/__messages/allow') return answerAllow(request, response, deps.messages);
  if (path !== '/__preview/report') {
    send(response, 404, 'text/plain', 'not found');
    return;
  }
  const [line = ''] = (await readBody(request)).split('\n', 1);
  deps.log(`phone: ${withoutAddresses(line).slice(0, 300)}`);
  response.writeHead(204).end();
}

/** An address may be a stream's, with what it was signed with. */
const withoutAddresses = (line: string): string => line.replace(/\b([a-z]+:\/\/)\S+/gi, '$1…');

async function sendBuilt(file: string, { runtime, source }: RouteDeps, response: ServerResponse): Promise<void> {
  const script = runtime.scripts.get(file);
  if (script !== undefined) {
    send(response, 200, file.endsWith('.map') ? 'application/json' : JAVASCRIPT, script);
    return;
  }
  const state = await source.current();
  if (file === 'app.css') {
    send(response, 200, 'text/css', runtime.css + (state.kind === 'built' ? state.app.css : ''));
    return;
  }
  if (file === 'app.js') {
    send(response, 200, JAVASCRIPT, appScript(state));
    return;
  }
  if (file === 'app.js.map' && state.kind === 'built') {
    send(response, 200, 'application/json', state.app.map);
    return;
  }
  send(response, 404, 'text/plain', 'not found');
}

/** A mini-program that does not build still loads: as a page that says why, and that waits for the repair. */
function appScript(state: BuildState): string {
  if (state.kind === 'built')
    return `${state.app.js}\nimport { followChanges } from './runtime.js';\nfollowChanges();\n`;
  return [
    "import { followChanges, showBuildError } from './runtime.js';",
    `showBuildError(${JSON.stringify(state.problem)});`,
    'followChanges();',
    '',
  ].join('\n');
}
