import { createWechat } from '../../cloudfunctions/core/wechat/open-api';
import { writeAnswer } from '../../sandbox/cloud/open-api/wire';

/** WeChat's server interfaces, answering every request with what `answer` gives, or with what it throws. */
export function scriptWechat(answer: (request: Uint8Array) => unknown) {
  const log: object[] = [];
  /** The interfaces that were asked, in order. */
  const asked: string[] = [];
  const ask = async (apiName: string, request: Uint8Array) => {
    asked.push(apiName);
    return answer(request);
  };
  const wechat = createWechat(ask, (fields) => log.push(fields));
  return { wechat, log, asked };
}

/** The answer that these bytes are. */
export const answered = (body: Buffer, contentType: string) => () => writeAnswer({ kind: 'answer', contentType, body });

/** The answer in JSON that WeChat gives to most requests, and to a code that it does not draw. */
export const told = (words: object) => answered(Buffer.from(JSON.stringify(words)), 'application/json; encoding=utf-8');

/** The answer of the platform to a function that may not ask. */
export const forbidden = () => writeAnswer({ kind: 'refused', errorCode: -604101 });
