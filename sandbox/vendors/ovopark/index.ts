import { randomUUID } from 'node:crypto';
import { runSimulator, type SimReply, type SimRequest, type Simulator, type SimulatorOptions } from '../simulator';
import { envelope, Refusal, refuse, refusalOf } from './codes';
import { ACCESS_KEY, ACCESS_SECRET, APPLICATION_ID, createGateway, type SignedCall } from './gateway';
import { createLive } from './live';
import { createOrganisation, USER } from './organisation';
import type { Params } from './params';

const ROUTES = ['/cloud.api', '/m.api'];

interface Method {
  readonly version: string;
  readonly user: 'required' | 'none';
  readonly run: (params: Params) => object;
}

/**
 * Both gateways of Ovopark and the streams they open. `expireTokens` refuses the next call's timestamp (16);
 * `quota` answers -100, the only code that speaks of calling too often.
 */
export const startOvopark = (options: SimulatorOptions): Promise<Simulator> =>
  runSimulator('ovopark', options, (context) => {
    const gateway = createGateway(context.now);
    const organisation = createOrganisation(context);
    const live = createLive(context, organisation);
    const methods: Readonly<Record<string, Method>> = {
      'open.shopweb.device.startNewMediaPlay': { version: 'v1', user: 'none', run: live.startNewMediaPlay },
      'open.shopweb.device.getVideoDeviceList': { version: 'v1', user: 'required', run: organisation.videoDeviceList },
      'open.shopweb.device.getDeviceStates': { version: 'v2', user: 'required', run: organisation.deviceStates },
      'open.shopweb.departments.getDeptListByPage': {
        version: 'v1',
        user: 'required',
        run: organisation.deptListByPage,
      },
      'open.shopweb.security.mobileLogin': { version: 'v1', user: 'none', run: organisation.mobileLogin },
      'open.shopweb.privilege.getToken': { version: 'v1', user: 'none', run: organisation.getToken },
    };

    const findMethod = ({ method, version, mode }: SignedCall): Method => {
      const found = Object.hasOwn(methods, method) ? methods[method] : undefined;
      if (found?.version !== version || mode !== 'post') throw refuse('METHOD_NOTEXIST_CODE');
      return found;
    };
    const call = (request: SimRequest): object => {
      const signed = gateway.admit(request);
      const injected = context.injectedCode(signed.method);
      if (injected !== null) throw refusalOf(injected);
      const method = findMethod(signed);
      if (context.faults().quota === true) throw refuse('API_CALL_REPEAT');
      if (method.user === 'required') organisation.checkUser(request.headers.authenticator);
      return method.run(signed.params);
    };

    return {
      answer(request): SimReply {
        const { path, method } = request;
        if (!ROUTES.includes(path)) return { endpoint: path, status: 404, code: 404, body: '' };
        if (method !== 'POST') return { endpoint: path, status: 405, code: 405, body: '' };
        const outcome = attempt(() => call(request));
        const code = outcome instanceof Refusal ? outcome.code : 0;
        const endpoint = request.form.get('_mt') ?? request.query.get('_mt') ?? path;
        return { endpoint, code, body: envelope(outcome, { cid: randomUUID(), now: context.now() }) };
      },
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
      openChannels: live.openChannels,
    };
  });

function attempt(call: () => object): { data: object } | Refusal {
  try {
    return { data: call() };
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
