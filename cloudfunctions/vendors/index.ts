import * as v from 'valibot';
import type { VendorId } from '../../typings/contract/domain';
import { CallError } from '../core/errors';
import type { Driver, DriverDeps } from '../core/ports';
import { createEzvizDriver } from './ezviz/driver';
import { ezvizCredentials } from './ezviz/wire';
import { createOnenetDriver } from './onenet/driver';
import { onenetCredentials } from './onenet/wire';
import { createOvoparkDriver } from './ovopark/driver';
import { ovoparkCredentials } from './ovopark/wire';

/** One camera cloud, as the rest of the system sees it. */
export interface Vendor {
  readonly id: VendorId;
  /** Shape of an account's credentials. */
  readonly credentials: v.GenericSchema;
  /** A driver for one account; throws CallError `invalid-argument`, naming fields but no values, when they do not fit. */
  open(deps: DriverDeps<unknown>): Driver;
}

interface VendorDefinition<C> {
  readonly id: VendorId;
  readonly credentials: v.GenericSchema<unknown, C>;
  readonly createDriver: (deps: DriverDeps<C>) => Driver;
}

/** Closes over a vendor's own type of credentials, so that vendors of different types stand in one list. */
export function defineVendor<C>({ id, credentials, createDriver }: VendorDefinition<C>): Vendor {
  return {
    id,
    credentials,
    open(deps) {
      const parsed = v.safeParse(credentials, deps.account.credentials);
      if (parsed.success)
        return createDriver({ ...deps, account: { id: deps.account.id, credentials: parsed.output } });
      const fields = parsed.issues.map((issue) => v.getDotPath(issue) ?? 'credentials');
      throw new CallError('invalid-argument', `credentials do not fit: ${fields.join(', ')}`, { vendor: id });
    },
  };
}

/** Every camera cloud that the system speaks to. A fourth one is a folder beside these and a row here. */
export const vendors: readonly Vendor[] = [
  defineVendor({ id: 'ezviz', credentials: ezvizCredentials, createDriver: createEzvizDriver }),
  defineVendor({ id: 'onenet', credentials: onenetCredentials, createDriver: createOnenetDriver }),
  defineVendor({ id: 'ovopark', credentials: ovoparkCredentials, createDriver: createOvoparkDriver }),
];
