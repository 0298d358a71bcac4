import type { Agent } from 'node:http';
import { CommonClient } from 'tencentcloud-sdk-nodejs-common';

/** API 3.0 of Tencent Cloud: CloudBase's environment (`tcb`) and the functions in it (`scf`). */
export type Service = 'tcb' | 'scf';

export interface CloudApi {
  /** Answers the `Response` of an action; throws a CloudRefusal when the platform declines. */
  request(service: Service, action: string, params: object): Promise<unknown>;
}

export interface Credentials {
  readonly secretId: string;
  readonly secretKey: string;
  /** Of temporary credentials only. */
  readonly token: string | null;
}

export interface CloudApiOptions {
  readonly credentials: Credentials;
  /** `ap-shanghai`, where WeChat's environments are. */
  readonly region: string;
  /** Carries the requests without TLS, unchanged else; the real ones go out by https. */
  readonly agent?: Agent | undefined;
}

/** The platform's own code and words for why it declined, with the action that it declined. */
export class CloudRefusal extends Error {
  override readonly name = 'CloudRefusal';

  constructor(
    readonly code: string,
    readonly action: string,
    message: string,
    readonly requestId: string | null,
  ) {
    super(message);
  }
}

const VERSIONS = { tcb: '2018-06-08', scf: '2018-04-16' } as const satisfies Record<Service, string>;
/** A bundle goes up in one request. */
const TIMEOUT_S = 120;

/**
 * Tencent's own client, which signs (TC3-HMAC-SHA256). CloudBase's @cloudbase/manager-node would stand a step above it,
 * but its `scf` host is fixed, so that nothing could be tested, and it only warns when a trigger could not be made.
 */
export function createCloudApi({ credentials, region, agent }: CloudApiOptions): CloudApi {
  const { secretId, secretKey, token } = credentials;
  const open = (service: Service) =>
    new CommonClient(`${service}.tencentcloudapi.com`, VERSIONS[service], {
      credential: { secretId, secretKey, ...(token === null ? {} : { token }) },
      region,
      profile: { httpProfile: { reqTimeout: TIMEOUT_S, ...(agent ? { agent, protocol: 'http://' } : {}) } },
    });
  const clients = { tcb: open('tcb'), scf: open('scf') };
  return {
    async request(service, action, params) {
      try {
        const response: unknown = await clients[service].request(action, params);
        return response;
      } catch (error) {
        throw toRefusal(error, action);
      }
    },
  };
}

/** The SDK gives a refusal the platform's code; what never got there has none. */
function toRefusal(error: unknown, action: string): unknown {
  if (!(error instanceof Error)) return error;
  const code: unknown = Reflect.get(error, 'code');
  const requestId: unknown = Reflect.get(error, 'requestId');
  if (typeof code !== 'string') return new Error(`${action} got no answer: ${error.message}`, { cause: error });
  return new CloudRefusal(code, action, error.message, typeof requestId === 'string' ? requestId : null);
}
