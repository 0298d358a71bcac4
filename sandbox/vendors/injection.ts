/** One code that an endpoint answers instead of doing its work. */
export interface InjectedAnswer {
  /** The endpoint by its name in `counts().calls`; `*` is every endpoint. */
  readonly endpoint: string;
  /** The vendor's own code, as its guide writes it. */
  readonly code: string;
  /** How many calls it answers; until the faults change when left out. */
  readonly times?: number;
}

export interface Injection {
  /** Replaces what was to be answered; undefined ends it. */
  set(answer: InjectedAnswer | undefined): void;
  /** The code for a call of `endpoint`, counted against `times`; null when the call shall be served. */
  readonly take: (endpoint: string) => string | null;
}

export function createInjection(): Injection {
  let wanted: InjectedAnswer | undefined;
  let left = 0;
  return {
    set(answer) {
      wanted = answer;
      left = answer?.times ?? Infinity;
    },
    take: (endpoint) => {
      if (wanted === undefined || left <= 0) return null;
      if (wanted.endpoint !== '*' && wanted.endpoint !== endpoint) return null;
      left--;
      return wanted.code;
    },
  };
}
