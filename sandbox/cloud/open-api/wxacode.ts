import * as v from 'valibot';
import { textOfCode } from '../../mini-program-code';
import { answerWith, valuesOf } from './arguments';
import { drawCode } from './code-picture';
import type { OpenApiAnswer, OpenApiRequest } from './wire';

/** `wxacode.getUnlimited`: draws a mini-program code, or answers with one of WeChat's errcodes. */
export type DrawUnlimited = (request: OpenApiRequest) => OpenApiAnswer;

export interface WxacodeDeps {
  /** The pages that `app.json` lists, each `folder/page`. */
  readonly pages: () => readonly string[];
  /** Epoch ms. */
  readonly now: () => number;
}

const LONGEST_SCENE = 32;
const SCENE_ALPHABET = /^[\w!#$&'()*+,/:;=?@.~-]*$/;
const MINUTE_MS = 60_000;
const MOST_A_MINUTE = 5000;

const argumentsSchema = v.object({
  scene: v.string(),
  page: v.optional(v.string()),
  check_path: v.optional(v.boolean(), true),
  env_version: v.optional(v.picklist(['release', 'trial', 'develop']), 'release'),
  is_hyaline: v.optional(v.boolean(), false),
  width: v.optional(v.pipe(v.number(), v.integer(), v.minValue(280), v.maxValue(1280)), 430),
});

export function createWxacode({ pages, now }: WxacodeDeps): DrawUnlimited {
  let minute = { startedAt: 0, calls: 0 };
  return (request) => {
    const at = now();
    if (at - minute.startedAt >= MINUTE_MS) minute = { startedAt: at, calls: 0 };
    if (++minute.calls > MOST_A_MINUTE) return answerWith(45009, 'reach max api daily quota limit');
    const parsed = v.safeParse(argumentsSchema, valuesOf(request));
    if (!parsed.success) return answerWith(40097, `invalid args: ${v.getDotPath(parsed.issues[0]) ?? ''}`);
    const { scene, page, check_path: checked, is_hyaline: transparent, width } = parsed.output;
    if (scene.length === 0 || scene.length > LONGEST_SCENE) return answerWith(40169, 'invalid length for scene');
    if (!SCENE_ALPHABET.test(scene)) return answerWith(40129, 'invalid scene');
    const known = pages();
    const target = page ?? known[0] ?? '';
    if (/^\/|[?#]|^$/.test(target) || (checked && !known.includes(target))) return answerWith(41030, 'invalid page');
    const body = drawCode(textOfCode({ page: target, scene }), width, { transparent });
    return { kind: 'answer', contentType: 'image/png', body };
  };
}
