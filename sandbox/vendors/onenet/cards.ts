import type { DemoCamera } from '../simulator';

/** What command 30 of the guide's later edition tells of a camera's memory card. */
export interface Card {
  /** 0 none, 1 in order, 2 not in order, 3 full. */
  readonly state: 0 | 1 | 2 | 3;
  /** KB. */
  readonly blocks: number;
  readonly available: number;
  /** The guide prints 0, 1 and 2, and says of none what it means. */
  readonly mode: 0 | 1 | 2;
}

/** 32 GB as a card of that size reports it. */
const BLOCKS = 30_535_680;
const STEP = 1_048_576;
/** A demo camera whose card has errors; what it recorded before is still there. */
const WORN_OUT = 26;

/** A flaky camera's card is full; the others have room, each another amount. */
export function cardOf({ trait, device }: DemoCamera): Card {
  const shared = { blocks: BLOCKS, mode: 0 } as const;
  if (trait === 'flaky') return { ...shared, state: 3, available: 0 };
  const available = STEP * (1 + (device % 20));
  return { ...shared, state: device === WORN_OUT ? 2 : 1, available };
}
