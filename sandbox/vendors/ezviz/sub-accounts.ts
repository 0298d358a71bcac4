import { randomBytes } from 'node:crypto';
import { APP_KEY, type Account, type Caller, type Permission } from './account';
import { Refusal, type Success } from './codes';
import { malformed, type Fields } from './fields';
import { pageOf } from './paging';

/** One line of a policy: what may be done with which devices (`dev:serial`) and channels (`cam:serial:channel`). */
interface Statement {
  /** Comma-separated, in any case. */
  readonly Permission: string;
  readonly Resource: readonly string[];
}

interface SubAccount {
  readonly accountId: string;
  readonly accountName: string;
  password: string;
  /** Null until a policy is set. */
  statements: readonly Statement[] | null;
  deleted: boolean;
}

const MD5 = /^[0-9a-f]{32}$/;
const RESOURCE = /^(?:dev:[A-Z0-9]{9}|cam:[A-Z0-9]{9}:\d{1,3})$/;
const LONGEST_NAME = 64;

/** Sub-accounts (RAM): their tokens reach only what their policy names. */
export function createSubAccounts(account: Account) {
  const all = new Map<string, SubAccount>();
  const find = (fields: Fields): SubAccount => {
    const found = all.get(fields.text('accountId'));
    if (!found) throw new Refusal('10032');
    return found;
  };
  const findByNameOrId = (fields: Fields): SubAccount => {
    if (fields.optional('accountId') !== null) return find(fields);
    const name = fields.text('accountName');
    for (const one of all.values()) if (one.accountName === name) return one;
    throw new Refusal('10032');
  };

  return {
    create: (fields: Fields): Success => {
      const accountName = fields.text('accountName');
      const password = readPassword(fields, 'password');
      if (accountName.length > LONGEST_NAME) malformed('accountName');
      for (const one of all.values()) if (one.accountName === accountName) throw new Refusal('10034');
      const accountId = randomBytes(16).toString('hex');
      all.set(accountId, { accountId, accountName, password, statements: null, deleted: false });
      return { data: { accountId } };
    },

    get: (fields: Fields): Success => ({ data: toRow(findByNameOrId(fields)) }),

    list: (fields: Fields): Success => pageOf([...all.values()], fields, toRow),

    updatePassword: (fields: Fields): Success => {
      const sub = find(fields);
      if (readPassword(fields, 'oldPassword') !== sub.password) malformed('oldPassword');
      sub.password = readPassword(fields, 'newPassword');
      return {};
    },

    setPolicy: (fields: Fields): Success => {
      find(fields).statements = readPolicy(fields.text('policy'));
      return {};
    },

    addStatement: (fields: Fields): Success => {
      const sub = find(fields);
      sub.statements = [...(sub.statements ?? []), readStatement(parseJson(fields.text('statement')), 'statement')];
      return {};
    },

    deleteStatements: (fields: Fields): Success => {
      const sub = find(fields);
      const serial = fields.serial();
      const others = (sub.statements ?? []).map((statement) => ({
        ...statement,
        Resource: statement.Resource.filter((resource) => resource.split(':')[1] !== serial),
      }));
      sub.statements = others.filter(({ Resource }) => Resource.length > 0);
      return {};
    },

    getToken: (fields: Fields): Success => ({ data: account.issueTo(callerFor(find(fields))) }),

    delete: (fields: Fields): Success => {
      const sub = find(fields);
      sub.deleted = true;
      all.delete(sub.accountId);
      return {};
    },
  };
}

const callerFor = (sub: SubAccount): Caller => ({
  kind: 'sub-account',
  check: () => {
    if (sub.deleted) throw new Refusal('10035');
    if (sub.statements === null) throw new Refusal('10033');
  },
  allows: (permission, serial, channel) =>
    (sub.statements ?? []).some(
      (statement) => grants(statement, permission) && statement.Resource.some((one) => covers(one, serial, channel)),
    ),
});

const grants = (statement: Statement, permission: Permission): boolean =>
  statement.Permission.split(',').some((word) => word.trim().toUpperCase() === permission);

function covers(resource: string, serial: string, channel: string | null): boolean {
  const [kind, device, lens] = resource.split(':');
  return device === serial && (kind === 'dev' || channel === null || lens === channel);
}

/** The guide: the lower-case md5 of `appKey#password`, so the password itself is never seen here. */
function readPassword(fields: Fields, name: string): string {
  const password = fields.text(name);
  return MD5.test(password) ? password : malformed(name);
}

function readPolicy(text: string): readonly Statement[] {
  const policy = parseJson(text);
  const statements = isRecord(policy) ? policy['Statement'] : undefined;
  if (!Array.isArray(statements)) return malformed('policy');
  return statements.map((statement) => readStatement(statement, 'policy'));
}

function readStatement(value: unknown, field: string): Statement {
  if (!isRecord(value)) return malformed(field);
  const { Permission: permission, Resource: resource } = value;
  if (typeof permission !== 'string' || !Array.isArray(resource)) return malformed(field);
  const resources = resource.filter((one): one is string => typeof one === 'string' && RESOURCE.test(one));
  return resources.length === resource.length ? { Permission: permission, Resource: resources } : malformed(field);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const toRow = ({ accountId, accountName, statements }: SubAccount): object => ({
  accountId,
  accountName,
  appKey: APP_KEY,
  accountStatus: 1,
  policy: { Statement: statements ?? [] },
});
