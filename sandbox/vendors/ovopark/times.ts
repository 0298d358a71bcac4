/** The zone is not documented; the platform's own, which keeps this offset all year. */
const BEIJING_MS = 8 * 3_600_000;

/** `yyyy-MM-dd HH:mm:ss` or `yyyyMMddHHmmss` to epoch ms; null for any other text and for dates that do not exist. */
export function parseTime(text: string, form: 'spaced' | 'run together'): number | null {
  const iso =
    form === 'spaced'
      ? text.replace(/^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/, '$1T$2.000Z')
      : text.replace(/^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/, '$1-$2-$3T$4:$5:$6.000Z');
  const wall = Date.parse(iso);
  return Number.isNaN(wall) || new Date(wall).toISOString() !== iso ? null : wall - BEIJING_MS;
}

/** `yyyyMMddHHmmss`. */
export const timestamp = (at: number): string =>
  new Date(at + BEIJING_MS).toISOString().replace(/[-T:]/g, '').slice(0, 14);
