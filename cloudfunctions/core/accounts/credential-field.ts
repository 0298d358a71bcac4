import type { CredentialField, VendorForm } from '../../../typings/contract/upkeep';

/** What a vendor's account is made of, and how cameras come into it. */
export interface AccountForm extends Omit<VendorForm, 'id'> {
  /** The fields by which two accounts list the same cameras when all of them are alike; the first is required. */
  readonly identity: readonly [string, ...string[]];
}

/** A field that every account has to fill in with something of its own, but for what is said otherwise. */
export function credentialField(
  name: string,
  kind: CredentialField['kind'],
  more: Partial<Omit<CredentialField, 'name' | 'kind'>> = {},
): CredentialField {
  return { name, kind, required: true, choices: [], preset: null, ...more };
}
