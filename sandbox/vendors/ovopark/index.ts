import { randomUUID } from 'node:crypto';
import {
  runSimulator,
  type SimContext,
  type SimReply,
  type SimRequest,
  type Simulator,
  type SimulatorOptions,
} from '../simulator';
import { envelope, Refusal, refuse, refusalOf } from './codes';
import { createDownload } from './download';
import { ACCESS_KEY, ACCESS_SECRET, APPLICATION_ID, createGateway, type SignedCall } from './gateway';
import { createLive } from './live';
import { createOrganisation } from './organisation';
import type { Params } from './params';
import { createUsers, USER } from './users';

const ROUTES = ['/cloud.api', '/m.api'];
/** An injected result of startRecReqDown, whose numbers overlap the gateway's. */
const DOWNLOAD_RESULT = /^result:(-?\d)$/;

interface Method {
  readonly version: string;
  readonly user: 'required' | 'none';
  readonly run: (params: Params) => object;
}

/**
 * Both gateways of Ovopark, the streams they open and the clips they offer. `expireTokens` refuses the next call's
 * timestamp (16); `quota` answers -100, the only code that speaks of calling too often.
 */
export const startOvopark = (options: SimulatorOptions): Promise<Simulator> =>
  runSimulator('ovopark', options, (context) => {
    const gateway = createGateway(context.now);
    const { live, download, users, methods } = assemble(context);
    const call = (request: SimRequest): object => {
      const signed = gateway.admit(request);
      const method = findMethod(methods, signed);
      if (context.faults().quota === true) throw refuse('API_CALL_REPEAT');
      if (method.user === 'required') users.check(request.headers.authenticator);
      const injected = context.injectedCode(signed.method);
      if (injected === null) return method.run(signed.params);
      const [, result] = DOWNLOAD_RESULT.exec(injected) ?? [];
      if (result === undefined) throw refusalOf(injected);
      return { result };
    };
    return {
      answer: async (request) =>
        (await serveFile(request, download.file)) ?? serveCall(request, { call, now: context.now }),
      answerStream: live.answerStream,
      credentials: (baseUrl) => ({
        liveUrl: `${baseUrl}/cloud.api`,
        gatewayUrl: `${baseUrl}/m.api`,
        applicationId: APPLICATION_ID,
        accessKey: ACCESS_KEY,
        accessSecret: ACCESS_SECRET,
        signMethod: 'md5',
        userToken: USER.token,
      }),
      expireTokens: gateway.expireNextTimestamp,
      expireAddresses: () => {
        live.closeUnwatched();
        download.expireFiles();
      },
      loseLines: download.loseLines,
      openChannels: live.openChannels,
    };
  });

function assemble(context: SimContext) {
  const organisation = createOrganisation(context);
  const live = createLive(context, organisation);
  const download = createDownload(context, organisation);
  const users = createUsers(context.now);
  const open = (run: Method['run']): Method => ({ version: 'v1', user: 'none', run });
  const personal = (run: Method['run'], version = 'v1'): Method => ({ version, user: 'required', run });
  const methods: Readonly<Record<string, Method>> = {
    'open.shopweb.device.startNewMediaPlay': open(live.startNewMediaPlay),
    'open.shopweb.device.startRecReqDown': open(download.startRecReqDown),
    'open.shopweb.device.getVideoDeviceList': personal(organisation.videoDeviceList),
    'open.shopweb.device.getDeviceStates': personal(organisation.deviceStates, 'v2'),
    'open.shopweb.departments.getDeptListByPage': personal(organisation.deptListByPage),
    'open.shopweb.security.mobileLogin': open(users.mobileLogin),
    'open.shopweb.security.ssoLogin': open(users.ssoLogin),
    'open.shopweb.privilege.getToken': open(users.getToken),
  };
  return { live, download, users, methods };
}

function findMethod(methods: Readonly<Record<string, Method>>, { method, version, mode }: SignedCall): Method {
  const found = Object.hasOwn(methods, method) ? methods[method] : undefined;
  if (found?.version !== version || mode !== 'post') throw refuse('METHOD_NOTEXIST_CODE');
  return found;
}

/** A clip offered for download; null for every other request. */
async function serveFile(
  { method, path }: SimRequest,
  find: ReturnType<typeof createDownload>['file'],
): Promise<SimReply | null> {
  const file = method === 'GET' ? await find(path) : null;
  if (!file) return null;
  const headers = { 'content-type': 'video/x-flv', 'content-length': String(file.bytes) };
  return { endpoint: 'GET clip', code: 0, headers, body: file.body };
}

function serveCall(
  request: SimRequest,
  { call, now }: { call: (request: SimRequest) => object; now: () => number },
): SimReply {
  const { path, method } = request;
  if (!ROUTES.includes(path)) return { endpoint: path, status: 404, code: 404, body: '' };
  if (method !== 'POST') return { endpoint: path, status: 405, code: 405, body: '' };
  const outcome = attempt(() => call(request));
  const code = outcome instanceof Refusal ? outcome.code : 0;
  const endpoint = request.form.get('_mt') ?? request.query.get('_mt') ?? path;
  return { endpoint, code, body: envelope(outcome, { cid: randomUUID(), now: now() }) };
}

function attempt(call: () => object): { data: object } | Refusal {
  try {
    return { data: call() };
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
