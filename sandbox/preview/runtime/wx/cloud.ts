import type { Phone } from '../phone';
import { refusingUnknown } from '../report';
import { ApiFailure, asyncApi } from './api';

interface CallOptions {
  name: string;
  data: object;
}

/** `wx.cloud`: calls go to the sandbox's function host as the person chosen on the desk. */
export function cloudApis({ device }: Phone) {
  let initialised = false;
  const callFunction = asyncApi<CallOptions>('cloud.callFunction', async ({ name, data = {} }) => {
    if (!initialised)
      throw new ApiFailure('Cloud API isn’t enabled, please call wx.cloud.init first', { errCode: -601002 });
    if (name === undefined) throw new ApiFailure('parameter.name should be String', { errCode: -404001 });
    return invoke(name, data);
  });

  async function invoke(name: string, event: object): Promise<object> {
    if (device.state.network === 'none') throw unreachable();
    const cancel = new AbortController();
    const stop = device.onChange('network', (network) => network === 'none' && cancel.abort());
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ openid: device.openid, event }),
      signal: cancel.signal,
    };
    try {
      const response = await fetch(`/__cloud/${encodeURIComponent(name)}`, request);
      const requestID = response.headers.get('x-request-id') ?? '';
      if (!response.ok) throw new ApiFailure(`functions execute fail | ${await response.text()}`, { errCode: -504002 });
      return { result: (await response.json()) as unknown, requestID };
    } catch (error) {
      throw error instanceof ApiFailure ? error : unreachable();
    } finally {
      stop();
    }
  }

  return { cloud: refusingUnknown({ init: () => void (initialised = true), callFunction }, 'wx.cloud') };
}

const unreachable = (): ApiFailure => new ApiFailure('request:fail', { errCode: -1 });
