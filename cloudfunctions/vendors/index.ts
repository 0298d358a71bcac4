import * as v from 'valibot';
import type { VendorId } from '../../typings/contract/domain';
import type { AccountForm } from '../core/accounts/credential-field';
import type { DriverFactory } from '../core/drivers';
import { CallError } from '../core/errors';
import type { Driver, DriverDeps } from '../core/ports';
import { createEzvizDriver } from './ezviz/driver';
import { ezvizForm } from './ezviz/form';
import { ezvizCredentials } from './ezviz/wire';
import { createOnenetDriver } from './onenet/driver';
import { onenetForm } from './onenet/form';
import { onenetCredentials } from './onenet/wire';
import { createOvoparkDriver } from './ovopark/driver';
import { ovoparkForm } from './ovopark/form';
import { ovoparkCredentials } from './ovopark/wire';

/** One camera cloud, as the rest of the system sees it. */
export interface Vendor extends DriverFactory {
  /** Shape of an account's credentials. */
  readonly credentials: v.GenericSchema;
  /** A driver for one account; throws CallError `invalid-argument`, naming fields but no values, when they do not fit. */
  open(deps: DriverDeps<unknown>): Driver;
}

interface VendorDefinition<C> {
  readonly id: VendorId;
  readonly credentials: v.GenericSchema<unknown, C>;
  /** What is asked of who enters an account; it says the same as `credentials`. */
  readonly form: AccountForm;
  readonly createDriver: (deps: DriverDeps<C>) => Driver;
}

/** Closes over a vendor's own type of credentials, so that vendors of different types stand in one list. */
export function defineVendor<C>({ id, credentials, form, createDriver }: VendorDefinition<C>): Vendor {
  const namesOf = (issues: readonly v.BaseIssue<unknown>[]) => [
    ...new Set(issues.map((issue) => v.getDotPath(issue) ?? 'credentials')),
  ];
  return {
    id,
    credentials,
    ...form,
    misfits(given) {
      const parsed = v.safeParse(credentials, given);
      return parsed.success ? [] : namesOf(parsed.issues);
    },
    open(deps) {
      const parsed = v.safeParse(credentials, deps.account.credentials);
      if (parsed.success)
        return createDriver({ ...deps, account: { id: deps.account.id, credentials: parsed.output } });
      const fields = namesOf(parsed.issues).join(', ');
      throw new CallError('invalid-argument', `credentials do not fit: ${fields}`, { vendor: id });
    },
  };
}

/** Every camera cloud that the system speaks to. A fourth one is a folder beside these and a row here. */
export const vendors: readonly Vendor[] = [
  defineVendor({ id: 'ezviz', credentials: ezvizCredentials, form: ezvizForm, createDriver: createEzvizDriver }),
  defineVendor({ id: 'onenet', credentials: onenetCredentials, form: onenetForm, createDriver: createOnenetDriver }),
  defineVendor({
    id: 'ovopark',
    credentials: ovoparkCredentials,
    form: ovoparkForm,
    createDriver: createOvoparkDriver,
  }),
];
