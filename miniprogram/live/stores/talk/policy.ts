/** Shorter than this is a slip of the finger, and the vendors take no shorter message. */
export const SHORTEST_MS = 1_000;
/** The longest message that vendors take; the recorder itself ends then, too. */
export const LONGEST_MS = 60_000;
/** A phone that takes longer to begin has a question on its screen, and perhaps no finger any more. */
export const START_LIMIT_MS = 2_500;
/** A recorder that was told to stop and says nothing for so long never will. */
export const STOP_LIMIT_MS = 3_000;
export const TICK_MS = 1_000;
/** So far up, px, the finger cancels, and so far back it does not any more. */
export const ARM_PX = 72;
export const DISARM_PX = 48;
