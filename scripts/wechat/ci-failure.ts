import { WrongSetting } from '../wrong-setting';

interface Refusal {
  readonly code: number;
  readonly words: string;
}

/** Where the addresses that may upload are set. */
const WHITE_LIST = '开发管理 → 开发设置 → 小程序代码上传 → IP 白名单';
/** What WeChat answers to an address that is not on the list. */
const WRONG_ADDRESS = [-10008, -80011];

/** One line for what stopped a preview or an upload, with what to do about it where that is known. */
export function tellCiFailure(error: unknown): string {
  if (error instanceof WrongSetting) return error.message;
  const text = error instanceof Error ? error.message : String(error);
  const refusal = findRefusal(text);
  // The tool wraps one error in another's words.
  const plain = text.replace(/\s+/g, ' ').replace(/^(Error: )+/, '');
  if (!refusal) return `${placeOf(error)}${plain.trim()}`;
  const { code, words } = refusal;
  if (WRONG_ADDRESS.includes(code) || /invalid ip/i.test(words)) {
    return `WeChat does not take uploads from this address (${code}, ${words}): add it to ${WHITE_LIST}`;
  }
  if (/signature|private ?key|密钥/i.test(words)) {
    return `WeChat does not take KANDIAN_UPLOAD_KEY for KANDIAN_APPID (${code}, ${words})`;
  }
  return `WeChat refused: ${words} (${code})`;
}

/** miniprogram-ci wraps WeChat's answer in its own words, now as JSON and now as `errCode: …; errMsg: …`. */
function findRefusal(text: string): Refusal | null {
  const code = /errCode"?\s*:\s*(-?\d+)/i.exec(text)?.[1];
  const words = /errMsg"?\s*:\s*"((?:[^"\\]|\\.)*)"/i.exec(text)?.[1] ?? /errMsg:\s*([^;\n]*)/i.exec(text)?.[1];
  return code === undefined ? null : { code: Number(code), words: (words ?? 'no reason given').trim() };
}

/** A source that does not compile is named by the error. */
function placeOf(error: unknown): string {
  const path: unknown = error instanceof Error ? Reflect.get(error, 'path') : undefined;
  return typeof path === 'string' && path !== '' ? `${path}: ` : '';
}
