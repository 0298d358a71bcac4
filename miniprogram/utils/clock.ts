/** Time as a dependency, so that what waits can be tested without waiting. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Runs `callback` once after `delayMs`; the answer takes it back. */
  after(delayMs: number, callback: () => void): () => void;
}
