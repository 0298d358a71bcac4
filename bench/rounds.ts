/** A way of doing the same thing; each run tells one figure. */
export type Contestant = () => Promise<number>;

export interface Contest<K extends string> {
  /** Every figure, by contestant, in the order of the rounds. */
  readonly figures: Readonly<Record<K, readonly number[]>>;
  readonly medians: Readonly<Record<K, number>>;
  /** Median over the rounds of one contestant's figure ÷ another's of the same round. */
  readonly ratio: (of: K, to: K) => number;
}

/**
 * Lets the contestants run in turn, once for warming up and then `rounds` times, each round in the opposite order of
 * the one before: what the machine does meanwhile, and who comes first, falls on all of them alike.
 */
export async function interleave<K extends string>(
  rounds: number,
  contestants: Readonly<Record<K, Contestant>>,
): Promise<Contest<K>> {
  const names = Object.keys(contestants) as K[];
  const figures = Object.fromEntries(names.map((name): [K, number[]] => [name, []])) as Record<K, number[]>;
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const figure = await contestants[name]();
      if (round > 0) figures[name].push(figure);
    }
  }
  const medians = Object.fromEntries(names.map((name) => [name, median(figures[name])])) as Record<K, number>;
  return {
    figures,
    medians,
    ratio: (of, to) => median(figures[of].map((figure, round) => figure / (figures[to][round] ?? NaN))),
  };
}

/** Runs one contestant `rounds` times. */
export async function repeat(rounds: number, contestant: Contestant): Promise<readonly number[]> {
  const figures: number[] = [];
  for (let round = 0; round < rounds; round += 1) figures.push(await contestant());
  return figures;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = NaN, high = NaN] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return (low + high) / 2;
}
