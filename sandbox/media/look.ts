/** How a camera stands at an instant: where its lens points and how it is set, and what it says. */
export interface Look {
  /** −1 left to 1 right. */
  readonly pan: number;
  /** −1 down to 1 up. */
  readonly tilt: number;
  /** 0 wide to 1 near. */
  readonly zoom: number;
  /** 0 to 1, sharpest in the middle. */
  readonly focus: number;
  /** 0 closed to 1 open. */
  readonly iris: number;
  readonly mirror: (typeof MIRRORS)[number];
  /** The lens is covered. */
  readonly masked: boolean;
  /** Latin words over the picture; empty for none. */
  readonly caption: string;
  /** Length of the message that plays now, in tenths of a second; 0 while none does. */
  readonly talkTenths: number;
}

/** In the order of the look strip's numbers. */
export const MIRRORS = ['none', 'horizontal', 'vertical', 'both'] as const;

export const HOME_LOOK: Look = {
  pan: 0,
  tilt: 0,
  zoom: 0,
  focus: 0.5,
  iris: 0.5,
  mirror: 'none',
  masked: false,
  caption: '',
  talkTenths: 0,
};
