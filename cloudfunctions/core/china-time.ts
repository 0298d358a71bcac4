/** China has kept UTC+8 without summer time since 1991; the vendors' texts carry no zone of their own. */
const OFFSET_MS = 8 * 3600 * 1000;

const DAY_MS = 24 * 3600 * 1000;

/** Epoch ms at which the day in China ends that `at` belongs to. */
export function endOfChinaDay(at: number): number {
  return (Math.floor((at + OFFSET_MS) / DAY_MS) + 1) * DAY_MS - OFFSET_MS;
}

/** `yyyy-MM-dd HH:mm:ss` in China → epoch ms, or null for any other text. */
export function parseChinaTime(text: string): number | null {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(text);
  if (match === null) return null;
  const at = Date.parse(`${match[1] ?? ''}T${match[2] ?? ''}Z`);
  return Number.isNaN(at) ? null : at - OFFSET_MS;
}

/** Epoch ms → `yyyy-MM-dd HH:mm:ss` in China. */
export function chinaTime(at: number): string {
  return new Date(at + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}
