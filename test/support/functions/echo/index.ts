import { setImmediate as turn } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';
import tcb from '@cloudbase/node-sdk';

let calls = 0;

/** Tells what it was called with and as whom, before and after it let others run. */
export async function main(event: unknown, context: { request_id: string; environment: string }) {
  calls++;
  const person = () => tcb.getCloudbaseContext().WX_OPENID;
  const before = person();
  for (let i = 0; i < 20; i++) await turn();
  return {
    event,
    before,
    after: person(),
    fromContext: tcb.getCloudbaseContext(context as never).WX_OPENID,
    source: process.env.TCB_SOURCE,
    trigger: process.env.TRIGGER_SRC,
    variables: Object.keys(process.env).sort(),
    setting: process.env.SETTING,
    requestId: context.request_id,
    calls,
    threadId,
    when: new Date(0),
    nothing: undefined,
  };
}
