import { readCode } from './code-reader';

/** What a test holds before the camera: a text as a code, or a picture (base64 of its bytes). */
export type ScanSubject = { readonly text: string } | { readonly png: string };

const waiting: ScanSubject[] = [];

/** The next `wx.scanCode` sees this at once, and asks nobody. */
export function scanNext(subject: ScanSubject): void {
  waiting.push(subject);
}

/** Undefined when nothing has been held up; null for a picture without a code. */
export async function takeScan(): Promise<string | null | undefined> {
  const subject = waiting.shift();
  if (subject === undefined || 'text' in subject) return subject?.text;
  const bytes = Uint8Array.from(atob(subject.png), (character) => character.charCodeAt(0));
  return readCode(new Blob([bytes]));
}
