/**
 * Seconds since midnight that a typed time means: 13:37:20, 13：37, 133720 or 13.37.20; without seconds the minute's
 * first. Null for what is no time of day.
 */
export function readTimeOfDay(text: string): number | null {
  const parts = partsOf(text.trim());
  if (parts === null) return null;
  const [hours = 0, minutes = 0, seconds = 0] = parts.map(Number);
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  return hours * 3_600 + minutes * 60 + seconds;
}

function partsOf(text: string): readonly string[] | null {
  const run = /^(\d{1,2})(\d\d)(\d\d)?$/.exec(text);
  if (run) return run.slice(1).join(':').split(':');
  return /^\d{1,2}([:：.时 ]\d{1,2}){1,2}$/.test(text) ? text.split(/\D/) : null;
}
