import type { ControlAbilities } from '../../typings/contract/control';

/** A camera that can be watched only. */
export const NO_CONTROL: ControlAbilities = {
  ptz: null,
  talk: null,
  mirror: [],
  switches: [],
  snapshot: false,
  gallery: false,
};
