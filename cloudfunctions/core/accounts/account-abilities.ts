import type { AccountAbility } from '../../../typings/contract/upkeep';
import type { Driver } from '../ports';

/** Whether an account offers something, if its vendor takes its credentials at all. */
const OFFERS: Readonly<Record<AccountAbility, (driver: Driver) => boolean>> = {
  list: () => true,
  live: () => true,
  lookBack: ({ recordings }) => recordings !== undefined,
  clips: ({ clips }) => clips !== undefined,
  videos: ({ videos }) => videos !== undefined,
  ptz: ({ ptz }) => ptz !== undefined,
  presets: ({ presets }) => presets !== undefined,
  talk: ({ talk }) => talk !== undefined,
  switches: ({ switches }) => switches !== undefined,
  snapshot: ({ snapshots }) => snapshots !== undefined,
  gallery: ({ pictures }) => pictures !== undefined,
  adding: ({ devices }) => devices !== undefined,
  elsewhere: ({ vendorApp }) => vendorApp !== undefined,
};

const isAbility = (name: string): name is AccountAbility => Object.hasOwn(OFFERS, name);

export const ABILITIES: readonly AccountAbility[] = Object.keys(OFFERS).filter(isAbility);

/** What an account offers of all that there is, by the members of its driver. */
export const abilitiesOf = (driver: Driver): readonly AccountAbility[] =>
  ABILITIES.filter((ability) => OFFERS[ability](driver));
