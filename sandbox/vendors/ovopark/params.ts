import { refuse, type Refusal } from './codes';
import { parseTime } from './times';

export type Params = Readonly<Record<string, string>>;

/** No code is documented for a bad business parameter: the platform's general failure, with the name in words. */
export const badParameter = (name: string): Refusal => refuse('API_SYSTEM_CALL_ERROR', `参数错误: ${name}`);

export function integer(
  params: Params,
  name: string,
  { least, most, fallback }: { least: number; most: number; fallback?: number },
): number {
  const text = params[name];
  if (!text && fallback !== undefined) return fallback;
  const value = text !== undefined && /^\d{1,11}$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw badParameter(name);
}

/** `yyyy-MM-dd HH:mm:ss`, to epoch ms. */
export function time(params: Params, name: string): number {
  const at = parseTime(params[name] ?? '', 'spaced');
  if (at === null) throw badParameter(name);
  return at;
}

export function boolean(params: Params, name: string): boolean {
  const text = params[name];
  if (!text || text === 'false') return false;
  if (text === 'true') return true;
  throw badParameter(name);
}
