import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { readBody } from './request-body';
import { send } from './static-files';

/** Runs one cloud function as that person, the way WeChat would. */
export type Invoke = (fn: string, event: unknown, openid: string) => Promise<unknown>;

const callBody = v.strictObject({ openid: v.string(), event: v.unknown() });

/** Serves `POST /__cloud/<fn>` with `{ openid, event }`: what wx.cloud.callFunction sends in the preview. */
export async function answerCloudCall(fn: string, request: IncomingMessage, response: ServerResponse, invoke: Invoke) {
  const body = v.safeParse(callBody, parseJson(await readBody(request)));
  if (!body.success) {
    send(response, 400, 'text/plain', 'a call needs openid and event');
    return;
  }
  response.setHeader('x-request-id', randomUUID());
  try {
    const result = await invoke(fn, body.output.event, body.output.openid);
    send(response, 200, 'application/json', JSON.stringify(result ?? null));
  } catch (error) {
    send(response, 500, 'text/plain', error instanceof Error ? error.message : 'the function failed');
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
