import type { CallEvent } from '../../../typings/contract/calls';
import type { Call } from '../../../miniprogram/services/call';
import { failureOf } from '../../../miniprogram/utils/call-failed';

/** Puts a cloud behind `wx.cloud.callFunction`. Its replies go through JSON, as over the wire. */
export function serveCalls(cloud: { readonly call: Call }): void {
  const callFunction = async ({ data: { action, data } }: { readonly data: CallEvent }) => {
    const reply = await cloud.call(action, data).then(
      (answer) => ({ ok: true, data: answer }),
      (error: unknown) => {
        const { code, requestId, retryAt } = failureOf(error);
        return { ok: false, error: { code, message: '', requestId, ...(retryAt !== null && { retryAt }) } };
      },
    );
    return { result: JSON.parse(JSON.stringify(reply)) as unknown };
  };
  Object.assign(wx.cloud, { callFunction });
}
