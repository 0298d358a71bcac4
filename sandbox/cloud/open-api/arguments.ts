import type { OpenApiAnswer, OpenApiRequest } from './wire';

/** The arguments of a call by name; what is no JSON is no value of any kind. */
export function valuesOf({ arguments: given }: OpenApiRequest): Record<string, unknown> {
  return Object.fromEntries([...given].map(([name, json]) => [name, parse(json)]));
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** WeChat's answer in JSON: `errcode` 0 for done, or one of its errcodes. */
export function answerWith(errcode: number, errmsg: string): OpenApiAnswer {
  const contentType = 'application/json; encoding=utf-8';
  return { kind: 'answer', contentType, body: Buffer.from(JSON.stringify({ errcode, errmsg })) };
}
