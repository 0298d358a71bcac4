/** A stretch of time, epoch ms, from inclusive, to exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}
