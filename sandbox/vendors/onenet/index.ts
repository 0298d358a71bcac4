import { runSimulator, type SimReply, type Simulator, type SimulatorOptions } from '../simulator';
import { Refusal, refusal, success, type Success } from './codes';
import { createDevices } from './devices';
import { createEncryption } from './encryption';
import { ACCESS_KEY, identify, MASTER_KEY, PRODUCT_ID, type Caller } from './keys';
import { createLive } from './live';

type Endpoint = (query: URLSearchParams, caller: Caller) => Success;

/**
 * The OneNET video API and its streams. `expireTokens` makes every accessToken issued so far useless at the stream;
 * `quota` changes nothing, since the guide documents no limit on calls.
 */
export const startOnenet = (options: SimulatorOptions): Promise<Simulator> =>
  runSimulator('onenet', options, (context) => {
    const devices = createDevices(context);
    const encryption = createEncryption(context);
    const live = createLive(context, devices, encryption);
    const endpoints: Readonly<Record<string, Endpoint>> = {
      'GET /devices': devices.search,
      'GET /ipc/video/device/QryChannel': devices.channels,
      'GET /ipc/video/device/QryDevStatus': devices.status,
      'GET /ipc/video/play_address': live.playAddress,
      'GET /ipc/video/trans_encrypt': encryption.read,
    };
    return {
      answer(request): SimReply {
        const name = `${request.method} ${request.path}`;
        const endpoint = Object.hasOwn(endpoints, name) ? endpoints[name] : undefined;
        if (!endpoint)
          return { endpoint: name, status: 404, code: 404, body: { errno: 404, error: 'resource not found' } };
        return answer(name, () => {
          const asked = request.query.get('device_id') ?? request.query.get('devIds');
          const caller = identify(request, context.now(), asked);
          const injected = context.injectedCode(name);
          if (injected !== null) throw new Refusal(Number(injected), `injected error ${injected}`);
          return endpoint(request.query, caller);
        });
      },
      answerStream: live.answerStream,
      credentials: (baseUrl) => ({ baseUrl, productId: PRODUCT_ID, apiKey: MASTER_KEY, accessKey: ACCESS_KEY }),
      expireTokens: live.expireTokens,
    };
  });

function answer(endpoint: string, call: () => Success): SimReply {
  try {
    return { endpoint, code: 0, body: success(call()) };
  } catch (error) {
    if (error instanceof Refusal) return { endpoint, code: error.errno, body: refusal(error) };
    throw error;
  }
}
