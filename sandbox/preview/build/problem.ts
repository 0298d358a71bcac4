import { relative } from 'node:path';

/** A fault in the mini-program's sources, told to its author. `file` is absolute, `line` counts from 1. */
export class SourceProblem extends Error {
  constructor(
    readonly file: string,
    readonly line: number | null,
    message: string,
  ) {
    super(message);
    this.name = 'SourceProblem';
  }

  /** One line for a terminal: `pages/live/live.wxml:12 message`. */
  describe(root: string): string {
    const place = this.line === null ? relative(root, this.file) : `${relative(root, this.file)}:${this.line}`;
    return `${place} ${this.message}`;
  }
}

/** The first line of anything thrown, with its place where the thrower knew it. */
export function describeProblem(error: unknown, root: string): string {
  if (error instanceof SourceProblem) return error.describe(root);
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n', 1)[0] ?? text;
}
