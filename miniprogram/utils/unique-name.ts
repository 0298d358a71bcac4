interface Given {
  /** Epoch ms. */
  readonly now: number;
  /** A number in [0, 1). */
  readonly random?: (() => number) | undefined;
}

/** A name that no other phone makes up, and that nobody guesses: 8–64 letters, digits and dashes. */
export function uniqueName({ now, random = Math.random }: Given): string {
  const chance = () => Math.floor(random() * 36 ** 8).toString(36);
  return `${now.toString(36)}-${chance()}${chance()}`;
}
