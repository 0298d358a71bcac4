import { createHash } from 'node:crypto';

/** A vendor dates a picture by its arrival: when it was taken stands in the name, which no other file has. */
export function pictureName(takenAt: number, fileId: string): string {
  const digest = createHash('sha256').update(fileId).digest('hex').slice(0, 12);
  return `still-${takenAt}-${digest}`;
}

/** Epoch ms at which a picture of ours was taken; null for a name of anybody else's. */
export function takenAtOf(name: string): number | null {
  const digits = /^still-(\d{12,14})-[0-9a-f]{12}(\.\w+)?$/.exec(name)?.[1];
  return digits === undefined ? null : Number(digits);
}
