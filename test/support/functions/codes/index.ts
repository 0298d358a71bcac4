import tcb from '@cloudbase/node-sdk';

const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV, keepalive: true });

/** Hands base64 on to one of WeChat's server interfaces, and its answer back. */
export async function main({ apiName, request }: { apiName: string; request: string }) {
  const requestData = Buffer.from(request, 'base64');
  const answer: unknown = await app.callCompatibleWxOpenApi({ apiName, requestData });
  return Buffer.isBuffer(answer) ? answer.toString('base64') : answer;
}
