import type { Added } from '../../typings/contract/upkeep';
import { CallError } from './errors';

/** Why a vendor did not add a device. `already`: the account has it. */
export type AddingFate = 'already' | Extract<Added, { readonly kind: 'refused' }>['why'];

/** A vendor's refusal to add a device, with what that says of the device. */
export class AddingRefused extends CallError {
  constructor(
    readonly fate: AddingFate,
    { code, message, vendor, vendorCode, retryAt }: CallError,
  ) {
    super(code, message, {
      ...(vendor !== undefined && { vendor }),
      ...(vendorCode !== undefined && { vendorCode }),
      ...(retryAt !== undefined && { retryAt }),
    });
  }
}
