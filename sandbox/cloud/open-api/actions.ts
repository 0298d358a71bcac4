import * as v from 'valibot';
import type { Actions } from '../actions';
import { action } from '../actions';
import { CloudFailure } from '../failure';
import type { FunctionHost } from '../functions/host';
import { readRequest, writeAnswer, type OpenApiAnswer, type OpenApiRequest } from './wire';
import { createSendMessage, type SubscribeMessageDeps } from './subscribe-message';
import { createWxacode, type WxacodeDeps } from './wxacode';

/** The platform's own numbers, as wx-server-sdk lists them. */
const NO_SUCH_API = -604100;
const NO_PERMISSION = -604101;
const ILLEGAL_SOURCE = -604104;

type Deps = WxacodeDeps & SubscribeMessageDeps;

/** `wx.openApi`: WeChat's server interfaces, for functions whose `config.json` asks for them. */
export function openApiActions(host: Pick<FunctionHost, 'openApisOf'>, deps: Deps): Actions {
  const apis = new Map([
    ['wxacode.getUnlimited', createWxacode(deps)],
    ['subscribeMessage.send', createSendMessage(deps)],
  ]);
  const perform = (name: string, token: string, request: OpenApiRequest): OpenApiAnswer => {
    const api = apis.get(name);
    if (!api) return { kind: 'refused', errorCode: NO_SUCH_API };
    const allowed = host.openApisOf(token);
    if (!allowed) return { kind: 'refused', errorCode: ILLEGAL_SOURCE };
    return allowed.includes(name) ? api(request) : { kind: 'refused', errorCode: NO_PERMISSION };
  };
  return {
    'wx.openApi': action(
      { apiName: v.string(), wxCloudApiToken: v.optional(v.string(), ''), requestData: v.instance(Uint8Array) },
      ({ apiName, wxCloudApiToken, requestData }) => {
        const request = readRequest(requestData);
        if (!request) throw new CloudFailure('INVALID_PARAM', 'requestData is no CommApiData of a server interface');
        return writeAnswer(perform(apiName, wxCloudApiToken, request));
      },
    ),
  };
}
