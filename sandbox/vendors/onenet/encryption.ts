import type { SimContext } from '../simulator';
import { refusals, type Success } from './codes';
import { required } from './devices';
import { PRODUCT_ID } from './keys';

/** Section 7: one switch for the whole product. While it is on, live streams are offered as rtmpe. */
export interface Encryption {
  readonly isOn: () => boolean;
  readonly read: (query: URLSearchParams) => Success;
}

export function createEncryption(context: SimContext): Encryption {
  const on = context.cameras.some(({ trait }) => trait === 'encrypted');
  return {
    isOn: () => on,
    read: (query) => {
      if (required(query, 'product_id') !== PRODUCT_ID) throw refusals.parameter('product_id');
      // The guide's sample has neither `error` nor `data` here.
      return { error: undefined, trans_enc: on ? 1 : 0 };
    },
  };
}
