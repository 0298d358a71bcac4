/** Epoch ms at which each running timer fires. */
export type Deadlines<Name extends string> = Readonly<Partial<Record<Name, number>>>;

export type TimerEffect<Name extends string> =
  | { readonly type: 'start-timer'; readonly name: Name; readonly ms: number }
  | { readonly type: 'cancel-timer'; readonly name: Name };

/** Those of the deadlines that `names` allows to live on. */
export function keepDeadlines<Name extends string>(
  names: readonly Name[],
  deadlines: Deadlines<Name>,
): Deadlines<Name> {
  const kept: Partial<Record<Name, number>> = {};
  for (const name of names) {
    const at = deadlines[name];
    if (at !== undefined) kept[name] = at;
  }
  return kept;
}

/** What makes the timers that run into those that are to run. */
export function timerEffects<Name extends string>(
  names: readonly Name[],
  { before, next }: { readonly before: Deadlines<Name>; readonly next: Deadlines<Name> },
  now: number,
): readonly TimerEffect<Name>[] {
  return names.flatMap((name): readonly TimerEffect<Name>[] => {
    const at = next[name];
    if (at === before[name]) return [];
    return at === undefined
      ? [{ type: 'cancel-timer', name }]
      : [{ type: 'start-timer', name, ms: Math.max(0, at - now) }];
  });
}
