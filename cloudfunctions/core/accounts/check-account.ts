import type { VendorId } from '../../../typings/contract/domain';
import type { AccountCheck } from '../../../typings/contract/upkeep';
import { createCircuits, type AccountCircuits } from '../circuit';
import type { AccountDocument } from '../documents';
import type { DriverFactory } from '../drivers';
import { CallError } from '../errors';
import type { Circuits, Clock, HttpPort } from '../ports';
import { ABILITIES, abilitiesOf } from './account-abilities';
import type { Objection } from './objection';
import { createPassingTokens } from './passing-tokens';

/** Credentials to be tried. */
export interface Candidate {
  /** As it is kept; null for one that is none yet, and for new credentials of one: no earlier rest speaks of them. */
  readonly account: Pick<AccountDocument, '_id' | 'restsUntil'> | null;
  readonly vendor: VendorId;
  readonly credentials: unknown;
}

export interface CheckDeps {
  readonly factories: readonly DriverFactory[];
  readonly http: HttpPort;
  readonly clock: Clock;
  readonly circuits: AccountCircuits;
}

/** Asks a vendor something harmless; what it has against the credentials is an answer, not an error. */
export type CheckAccount = (candidate: Candidate) => Promise<AccountCheck>;

/** A person waits, and there may be a token to be fetched first. */
const TIMEOUT_MS = 5_000;
const NOBODY = 'to-be-checked';

export function createCheckAccount({ factories, http, clock, circuits }: CheckDeps): CheckAccount {
  const impatient: HttpPort = (request) => http({ ...request, timeoutMs: TIMEOUT_MS });

  /** Rests as the account says: what this instance remembers may have been meant for credentials of before. */
  const restsOf = ({ restsUntil }: Pick<AccountDocument, 'restsUntil'>): Circuits =>
    createCircuits({
      clock,
      store: {
        read: () => Promise.resolve(restsUntil),
        async write(id, until) {
          circuits.forget(id);
          await circuits.rest(id, until);
        },
      },
    });

  return async ({ account, vendor, credentials }) => {
    const factory = factoryOf(factories, vendor);
    const [misfit] = factory.misfits(credentials);
    if (misfit !== undefined) return refused(factory, { code: 'invalid-argument', field: misfit }, []);
    const driver = factory.open({
      account: { id: account?._id ?? NOBODY, credentials },
      http: impatient,
      clock,
      tokens: createPassingTokens(),
      circuits: account === null ? createCircuits({ clock }) : restsOf(account),
    });
    const works = abilitiesOf(driver);
    const lacks = ABILITIES.filter((ability) => !works.includes(ability));
    const objection = await driver.check();
    return objection ? refused(factory, objection, lacks) : { problem: null, works, lacks };
  };
}

/** The vendor of this id; `invalid-argument` where there is none. */
export function factoryOf(factories: readonly DriverFactory[], vendor: VendorId): DriverFactory {
  const factory = factories.find(({ id }) => id === vendor);
  if (!factory) throw new CallError('invalid-argument', 'no such vendor');
  return factory;
}

/** A field is one of those that were asked for, or it is not named. */
function refused({ fields }: DriverFactory, { code, field }: Objection, lacks: AccountCheck['lacks']): AccountCheck {
  const isKnown = fields.some(({ name }) => name === field);
  return { problem: { code, field: isKnown ? field : null }, works: [], lacks };
}
