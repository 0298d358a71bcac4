/** What a field of a template may hold, by the kind that its name begins with (`thing1`), as WeChat's page lists them. */
const KINDS: Readonly<Record<string, (text: string) => boolean>> = {
  thing: within(20),
  number: (text) => text.length <= 32 && /^\d+(\.\d+)?$/.test(text),
  letter: (text) => /^[A-Za-z]{1,32}$/.test(text),
  symbol: (text) => /^[^\p{L}\p{N}\s]{1,5}$/u.test(text),
  character_string: (text) => /^[!-~ ]{1,32}$/.test(text),
  time: (text) => text.split('~').every((part) => isTime(part.trim()) || isDate(part.trim())),
  date: (text) => isDate(text),
  amount: (text) => /^[¥$€£]?\d{1,10}(\.\d+)?元?$/.test(text),
  phone_number: (text) => /^[\d+\-() ]{1,17}$/.test(text),
  car_number: within(8),
  name: (text) => /^\p{Script=Han}{1,10}$/u.test(text) || /^[^\p{Script=Han}]{1,20}$/u.test(text),
  phrase: (text) => /^\p{Script=Han}{1,5}$/u.test(text),
  const: within(20),
};

function within(most: number): (text: string) => boolean {
  return (text) => text.length <= most;
}

/** `15:01`. */
const isTime = (text: string): boolean => /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(text);

/** `2019年10月1日` or `2019-10-01`, with or without a time after a blank. */
function isDate(text: string): boolean {
  const [day = '', time, ...rest] = text.split(' ');
  const [, year, month = '', date = ''] =
    /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(day) ?? /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  const isDay = year !== undefined && isBetween(month, 12) && isBetween(date, 31);
  return isDay && rest.length === 0 && (time === undefined || isTime(time));
}

const isBetween = (digits: string, most: number): boolean => Number(digits) >= 1 && Number(digits) <= most;

/** Whether WeChat would deliver this text in a field of that name. */
export function isDeliverable(field: string, text: string): boolean {
  const [, kind = ''] = /^([a-z_]+)\d+$/.exec(field) ?? [];
  const holds = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  return text.trim() !== '' && holds !== undefined && holds(text);
}
