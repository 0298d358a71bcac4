import type { Reachability } from '../../../typings/contract/domain';

/** A coloured dot beside the word that says the same; readers of the screen skip it. */
Component({
  properties: {
    /** `online`, `offline`, `unknown`, or `warning`: reachable, but its picture cannot be shown. */
    reachability: { type: String, value: 'unknown' satisfies Reachability | 'warning' },
  },
});
