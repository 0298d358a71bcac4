import { randomUUID } from 'node:crypto';
import {
  runSimulator,
  type FleetVendor,
  type SimContext,
  type SimReply,
  type SimRequest,
  type Simulator,
  type SimulatorOptions,
} from '../simulator';
import { envelope, Refusal, refuse, refusalOf } from './codes';
import { createControls, type CameraState, type Controls } from './controls';
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
  readonly run: (params: Params) => object | boolean;
}

export type OvoparkSimulator = Simulator<FleetVendor, CameraState>;

/**
 * Both gateways of Ovopark, the streams they open and the clips they offer. `expireTokens` refuses the next call's
 * timestamp (16); `quota` answers -100, the only code that speaks of calling too often.
 */
export const startOvopark = (options: SimulatorOptions): Promise<OvoparkSimulator> =>
  runSimulator('ovopark', options, (context) => {
    const gateway = createGateway(context.now);
    const { live, download, controls, users, methods } = assemble(context);
    const call = (request: SimRequest): object | boolean => {
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
        (await serveFile(request, download.file)) ??
        serveStill(request, controls) ??
        serveCall(request, { call, now: context.now }),
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
        controls.expireStills();
      },
      loseLines: download.loseLines,
      openChannels: live.openChannels,
      inspect: controls.inspect,
    };
  });

function assemble(context: SimContext) {
  const organisation = createOrganisation(context);
  const controls = createControls(context, organisation);
  const live = createLive(context, organisation, controls);
  const download = createDownload(context, organisation);
  const users = createUsers(context.now);
  const open = (run: Method['run']): Method => ({ version: 'v1', user: 'none', run });
  const personal = (run: Method['run'], version = 'v1'): Method => ({ version, user: 'required', run });
  const methods: Readonly<Record<string, Method>> = {
    'open.shopweb.device.startNewMediaPlay': open(live.startNewMediaPlay),
    'open.shopweb.device.startRecReqDown': open(download.startRecReqDown),
    'open.shopweb.device.getVideoDeviceList': personal(organisation.videoDeviceList),
    'open.shopweb.device.getDeviceStates': personal(organisation.deviceStates, 'v2'),
    'open.shopweb.device.ptzCtrlAll': personal(controls.ptzCtrlAll),
    'open.shopweb.device.snapshot': personal(controls.snapshot),
    'open.shopweb.departments.getDeptListByPage': personal(organisation.deptListByPage),
    'open.shopweb.security.mobileLogin': open(users.mobileLogin),
    'open.shopweb.security.ssoLogin': open(users.ssoLogin),
    'open.shopweb.privilege.getToken': open(users.getToken),
  };
  return { live, download, controls, users, methods };
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

/** A still that was taken; null for every other request. */
function serveStill({ method, path }: SimRequest, { still }: Pick<Controls, 'still'>): SimReply | null {
  const body = method === 'GET' ? still(path) : null;
  if (!body) return null;
  const headers = { 'content-type': 'image/jpeg', 'content-length': String(body.length) };
  return { endpoint: 'GET still', code: 0, headers, body };
}

function serveCall(
  request: SimRequest,
  { call, now }: { call: (request: SimRequest) => object | boolean; now: () => number },
): SimReply {
  const { path, method } = request;
  if (!ROUTES.includes(path)) return { endpoint: path, status: 404, code: 404, body: '' };
  if (method !== 'POST') return { endpoint: path, status: 405, code: 405, body: '' };
  const outcome = attempt(() => call(request));
  const code = outcome instanceof Refusal ? outcome.code : 0;
  const endpoint = request.form.get('_mt') ?? request.query.get('_mt') ?? path;
  return { endpoint, code, body: envelope(outcome, { cid: randomUUID(), now: now() }) };
}

function attempt(call: () => object | boolean): { data: object | boolean } | Refusal {
  try {
    return { data: call() };
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
