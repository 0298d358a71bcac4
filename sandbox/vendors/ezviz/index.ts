import { runSimulator, type SimReply, type SimRequest, type Simulator, type SimulatorOptions } from '../simulator';
import { APP_KEY, APP_SECRET, createAccount } from './account';
import { Refusal, refusal, success, type Success } from './codes';
import { createDevices } from './devices';
import { readFields, type Fields } from './fields';
import { createLive } from './live';
import { createQueries } from './queries';

interface Endpoint {
  /** `none`: needs no accessToken. */
  readonly auth: 'token' | 'none';
  readonly run: (fields: Fields) => Success;
}

/**
 * EZVIZ's legacy API and its live addresses. `expireTokens` makes every accessToken issued so far 10002;
 * `quota` answers 10029.
 */
export const startEzviz = (options: SimulatorOptions): Promise<Simulator> =>
  runSimulator('ezviz', options, (context) => {
    const account = createAccount(context.now);
    const devices = createDevices(context);
    const queries = createQueries(context, devices);
    const live = createLive(context, devices);
    const endpoints: Readonly<Record<string, Endpoint>> = {
      '/api/lapp/token/get': { auth: 'none', run: (fields) => ({ data: account.issueToken(fields) }) },
      '/api/lapp/device/list': { auth: 'token', run: queries.deviceList },
      '/api/lapp/camera/list': { auth: 'token', run: queries.cameraList },
      '/api/lapp/device/camera/list': { auth: 'token', run: queries.camerasOfDevice },
      '/api/lapp/device/info': { auth: 'token', run: queries.info },
      '/api/lapp/device/status/get': { auth: 'token', run: queries.status },
      '/api/lapp/device/capacity': { auth: 'token', run: queries.capacity },
      '/api/lapp/device/scene/switch/status': { auth: 'token', run: queries.maskStatus },
      '/api/lapp/v2/live/address/get': { auth: 'token', run: live.getAddress },
    };

    const call = (endpoint: Endpoint, fields: Fields): Success => {
      if (context.faults().quota === true) throw new Refusal('10029');
      if (endpoint.auth === 'token') account.checkToken(fields.text('accessToken'));
      return endpoint.run(fields);
    };

    return {
      answer(request) {
        const endpoint = Object.hasOwn(endpoints, request.path) ? endpoints[request.path] : undefined;
        return endpoint ? answer(request, (fields) => call(endpoint, fields)) : unserved(request.path, 404);
      },
      answerStream: live.answerStream,
      credentials: (baseUrl) => ({ baseUrl, appKey: APP_KEY, appSecret: APP_SECRET }),
      expireTokens: account.expireTokens,
    };
  });

/** The guide: POST with a form body; a business result always comes with HTTP 200. */
function answer({ method, path, form }: SimRequest, call: (fields: Fields) => Success): SimReply {
  if (method !== 'POST') return unserved(path, 405);
  try {
    return { endpoint: path, code: '200', body: success(call(readFields(form))) };
  } catch (error) {
    if (error instanceof Refusal) return { endpoint: path, code: error.code, body: refusal(error) };
    throw error;
  }
}

const unserved = (endpoint: string, status: number): SimReply => ({
  endpoint,
  status,
  code: status,
  body: { status, path: endpoint },
});
