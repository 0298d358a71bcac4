import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import type { Actions, Reply } from './actions';
import type { Credentials } from './credentials';
import { isSigned } from './credentials';
import { CloudFailure, messageOf } from './failure';
import type { FileStore } from './files/file-store';
import { serveFile } from './files/file-server';
import type { UrlSigner } from './files/signed-url';
import { readBody } from './request-body';

export interface ServerDeps {
  readonly credentials: Credentials;
  readonly actions: Actions;
  readonly files: FileStore;
  readonly signer: UrlSigner;
  /** Epoch ms. */
  readonly now: () => number;
}

export const FILES_PATH = '/files';
const ADMIN_PATH = '/admin';
/** Longer than the SDK keeps an idle connection, so that it is always the SDK that closes. */
const KEEP_ALIVE_MS = 60_000;

/** Listens on loopback; resolves with `http://127.0.0.1:<port>`. */
export async function listen(server: Server): Promise<string> {
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
}

/** The SDK's endpoint and the files behind temporary addresses. */
export function createHandler(deps: ServerDeps): RequestListener {
  return (request, response) => {
    const isFile = request.url?.startsWith(`${FILES_PATH}/`) ?? false;
    const served = isFile ? serveFile(deps, request, response) : serveAdmin(deps, request, response);
    served.catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else reply(response, 500, { code: 'SYS_ERR', message: messageOf(error) });
    });
  };
}

async function serveAdmin(deps: ServerDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { headers, method = '', url = '' } = request;
  if (url.split('?')[0] !== ADMIN_PATH || method !== 'POST') {
    reply(response, 404, { code: 'INVALID_PATH', message: 'there is POST /admin only' });
    return;
  }
  const body = await readBody(request);
  if (!body) {
    reply(response, 400, { code: 'BAD_REQUEST', message: 'a JSON object or a form of at most 16 MiB is expected' });
    return;
  }
  const signed = { method, headers, url: `http://${headers.host ?? ''}${url}`, body };
  if (isSigned(signed, deps.credentials, deps.now())) reply(response, 200, await answer(deps.actions, body));
  else reply(response, 403, { code: 'SIGN_PARAM_INVALID', message: 'not signed with the credentials of this start' });
}

/** Refusals travel as HTTP 200 with a code: the SDK throws them. */
async function answer(actions: Actions, body: Record<string, unknown>): Promise<Reply | Buffer> {
  const requestId = randomUUID();
  try {
    const name = String(body.action);
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!action) throw new CloudFailure('INVALID_ACTION', `the sandbox does not know the action ${name}`);
    const answered = await action(body);
    return Buffer.isBuffer(answered) ? answered : { requestId, ...answered };
  } catch (error) {
    const code = error instanceof CloudFailure ? error.code : 'SYS_ERR';
    return { requestId, code, message: messageOf(error) };
  }
}

/** The SDK tells bytes from JSON by the content type. */
function reply(response: ServerResponse, status: number, body: Reply | Buffer): void {
  const isBytes = Buffer.isBuffer(body);
  const bytes = isBytes ? body : Buffer.from(JSON.stringify(body));
  const type = isBytes ? 'application/octet-stream' : 'application/json; charset=utf-8';
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length }).end(bytes);
}
