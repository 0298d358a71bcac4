/** Words over the picture: what, since when, why most likely, and the next step. */
export interface PictureCard<Act extends string = string> {
  readonly title: string;
  readonly detail: string;
  readonly since: string;
  /** What the main button does; it is there when `action` has words. */
  readonly act: Act;
  readonly action: string;
  /** Words of the last button, another way out; empty where there is none. */
  readonly other: string;
  /** For support; empty when no call failed. */
  readonly requestId: string;
}

/** What stands where the picture is. */
export interface PictureView<Act extends string = string> {
  /** One word for the state; never empty. */
  readonly badge: string;
  readonly tone: 'live' | 'busy' | 'still' | 'trouble';
  /** `clear`: the picture alone. `busy`: a waiting sign over it. `veil`: that and no picture. `card`: words. */
  readonly cover: 'clear' | 'busy' | 'veil' | 'card';
  /** What is being waited for, once that is worth saying; empty before. */
  readonly step: string;
  readonly card: PictureCard<Act> | null;
}
