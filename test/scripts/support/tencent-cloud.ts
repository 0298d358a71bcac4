import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import * as v from 'valibot';
import { ApiError } from './api-error';
import type { ApiKey } from './api-signature';
import { refuseSignature } from './api-signature';
import type { StoredFunction } from './scf';
import { createScf, scfParameters } from './scf';
import type { TcbState } from './tcb';
import { createTcb, ENVIRONMENT, tcbParameters } from './tcb';

/**
 * Tencent Cloud's API 3.0 on loopback, as far as one CloudBase environment needs it: written from the API's reference,
 * it checks signature, version, region and every parameter, and keeps state.
 */
export interface TencentCloud {
  /** Carries requests for `*.tencentcloudapi.com` here. */
  readonly agent: Agent;
  readonly key: ApiKey;
  readonly functions: Map<string, StoredFunction>;
  /** Names of functions that the platform fails to make. */
  readonly unmakeable: Set<string>;
  readonly state: TcbState;
  /** How many came, of whatever kind. */
  requests(): number;
  /** Actions in the order they came, those that change something only. */
  writes(): readonly string[];
  /** The next request for this action is refused so. */
  refuseNext(action: string, error: ApiError): void;
  close(): Promise<void>;
}

const SERVICES = {
  tcb: { version: '2018-06-08', parameters: tcbParameters },
  scf: { version: '2018-04-16', parameters: scfParameters },
} as const;

const READING = /^(Get|List|Describe)/;

export async function startTencentCloud(token?: string): Promise<TencentCloud> {
  const key = { secretId: 'AKIDexample', secretKey: `secret-${randomUUID()}`, ...(token ? { token } : {}) };
  const functions = new Map<string, StoredFunction>();
  const unmakeable = new Set<string>();
  const state: TcbState = { tables: new Map(), storagePermission: 'READONLY' };
  const actions = { ...createTcb(state), ...createScf(functions, unmakeable) };
  const seen: string[] = [];
  const refusals = new Map<string, ApiError>();

  const answer = async (request: IncomingMessage): Promise<object> => {
    const body = await readBody(request);
    const { action, params } = check(request, body, key);
    seen.push(action);
    const refusal = refusals.get(action);
    refusals.delete(action);
    if (refusal) throw refusal;
    // Each action takes what its own schema, just checked, gives out.
    const run = Reflect.get(actions, action) as (input: unknown) => object;
    return run(params);
  };

  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const RequestId = randomUUID();
    const reply = (content: object) => response.end(JSON.stringify({ Response: { ...content, RequestId } }));
    response.setHeader('content-type', 'application/json');
    answer(request).then(reply, (error: unknown) => {
      const [Code, Message] =
        error instanceof ApiError ? [error.code, error.message] : ['InternalError', String(error)];
      reply({ Error: { Code, Message } });
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = Object.assign(new Agent({ keepAlive: true }), { createConnection: () => connect(port, '127.0.0.1') });
  return {
    agent,
    key,
    functions,
    unmakeable,
    state,
    requests: () => requests,
    writes: () => seen.filter((action) => !READING.test(action)),
    refuseNext: (action, error) => void refusals.set(action, error),
    async close() {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function check(request: IncomingMessage, body: Buffer, key: ApiKey): { action: string; params: unknown } {
  const { headers, method = '', url: path = '' } = request;
  const service = /^(tcb|scf)\.tencentcloudapi\.com$/.exec(headers.host ?? '')?.[1];
  if (service !== 'tcb' && service !== 'scf')
    throw new ApiError('NoSuchProduct', `no such host: ${headers.host ?? ''}`);
  const refusal = refuseSignature({ method, path, headers, body }, service, key);
  if (refusal) throw new ApiError(refusal, 'The provided credentials could not be validated.');
  const { version, parameters } = SERVICES[service];
  if (headers['x-tc-version'] !== version) throw new ApiError('NoSuchVersion', 'no such version');
  if (headers['x-tc-region'] !== 'ap-shanghai') throw new ApiError('UnsupportedRegion', 'nothing in this region');
  const action = String(headers['x-tc-action']);
  if (!Object.hasOwn(parameters, action)) throw new ApiError('InvalidAction', `no such action: ${action}`);
  const schema = Reflect.get(parameters, action) as v.GenericSchema;
  const result = v.safeParse(schema, JSON.parse(body.toString('utf8')));
  if (!result.success) {
    const [issue] = result.issues;
    throw new ApiError('InvalidParameter', `${v.getDotPath(issue) ?? ''} ${issue.message}`);
  }
  const space: unknown =
    Reflect.get(result.output as object, 'EnvId') ?? Reflect.get(result.output as object, 'Namespace');
  if (action !== 'DescribeEnvs' && space !== ENVIRONMENT.envId) throw new ApiError('ResourceNotFound', 'no such space');
  return { action, params: result.output };
}
