import { readKeyring } from '../../cloudfunctions/core/seal';
import { readSettings } from '../../cloudfunctions/core/settings';
import { WrongSetting } from '../wrong-setting';
import type { Credentials } from './cloud-api';

type Environment = Readonly<Record<string, string | undefined>>;

/** Names and values of a function's environment variables. */
export type Variables = Readonly<Record<string, string>>;

/** What whoever deploys decides. */
export interface Deployment {
  /** Of the CloudBase environment. */
  readonly envId: string;
  readonly region: string;
  readonly credentials: Credentials;
  /** Settings of the functions that are given now; an empty one takes it away, one that is not given stays as it is. */
  readonly variables: Variables;
}

/** What the functions read from their environment, see docs/deployment.md. */
export const FUNCTION_VARIABLES = [
  'KANDIAN_KEYS',
  'KANDIAN_BOOTSTRAP',
  'KANDIAN_LINK',
  'KANDIAN_CODE_VERSION',
  'KANDIAN_AUDIT_DAYS',
  'KANDIAN_CONTACT',
  'KANDIAN_NOTICES',
  'KANDIAN_NOTICE_MINUTES',
  'KANDIAN_EZVIZ_CAPTURES',
] as const;

/** Those of this command and of its neighbours; they never reach a function. */
export const COMMAND_VARIABLES = [
  'KANDIAN_ENV_ID',
  'KANDIAN_REGION',
  'KANDIAN_APPID',
  'KANDIAN_UPLOAD_KEY',
  'KANDIAN_ROBOT',
  'KANDIAN_VERSION',
  'KANDIAN_DESCRIPTION',
];

const DEFAULT_REGION = 'ap-shanghai';
/** The platform's limit for all variables of a function. */
const MOST_BYTES = 4096;

/** Reads what to deploy where; throws WrongSetting. */
export function readDeployment(environment: Environment): Deployment {
  refuseStrangers(environment);
  const variables = readVariables(environment);
  const problem = wrongIn(variables);
  if (problem !== null) throw new WrongSetting(problem);
  return {
    envId: readEnvironmentId(environment),
    region: readRegion(environment),
    credentials: {
      secretId: needKey(environment, 'TENCENTCLOUD_SECRET_ID', 'the id of a Tencent Cloud API key'),
      secretKey: needKey(environment, 'TENCENTCLOUD_SECRET_KEY', 'the secret of a Tencent Cloud API key'),
      token: environment['TENCENTCLOUD_SECURITY_TOKEN']?.trim()
        ? needKey(environment, 'TENCENTCLOUD_SECURITY_TOKEN', 'the token of temporary credentials')
        : null,
    },
    variables,
  };
}

function readEnvironmentId(environment: Environment): string {
  const id = need(environment, 'KANDIAN_ENV_ID', 'the id of the CloudBase environment');
  if (!/^[\w-]+$/.test(id)) throw new WrongSetting('KANDIAN_ENV_ID is no id of an environment');
  return id;
}

function readRegion(environment: Environment): string {
  const region = environment['KANDIAN_REGION']?.trim() || DEFAULT_REGION;
  if (!/^[a-z]+(?:-[a-z\d]+)+$/.test(region))
    throw new WrongSetting(`KANDIAN_REGION is no region such as ${DEFAULT_REGION}`);
  return region;
}

function readVariables(environment: Environment): Variables {
  return Object.fromEntries(
    FUNCTION_VARIABLES.flatMap((name) => {
      const value = environment[name];
      return value === undefined ? [] : [[name, value.trim()]];
    }),
  );
}

/** Throws WrongSetting on a mistyped name, which would else count as a setting that is not given. */
export function refuseStrangers(environment: Environment): void {
  const known: readonly string[] = [...FUNCTION_VARIABLES, ...COMMAND_VARIABLES];
  const stranger = Object.keys(environment).find((name) => name.startsWith('KANDIAN_') && !known.includes(name));
  if (stranger !== undefined) throw new WrongSetting(`${stranger} is no setting, see docs/deployment.md`);
}

function need(environment: Environment, name: string, what: string): string {
  const value = environment[name]?.trim();
  if (!value) throw new WrongSetting(`${name} is missing: ${what}`);
  return value;
}

/** As `need`, of what goes out in a header: one that cannot be sent would be told with its signature. */
function needKey(environment: Environment, name: string, what: string): string {
  const value = need(environment, name, what);
  if (!/^[\x21-\x7e]+$/.test(value)) throw new WrongSetting(`${name} holds a letter that no key has`);
  return value;
}

/** Why a function could not run with these variables, naming none of their values; null where it could. */
export function problemOf(variables: Variables): string | null {
  return variables['KANDIAN_KEYS'] === undefined ? NO_KEYS : wrongIn(variables);
}

const NO_KEYS = 'KANDIAN_KEYS is missing: the keys that vendor credentials are sealed with';

/** What is wrong with variables whatever a function holds besides; null where nothing is. */
function wrongIn(variables: Variables): string | null {
  const { KANDIAN_KEYS } = variables;
  if (KANDIAN_KEYS === '') return NO_KEYS;
  try {
    if (KANDIAN_KEYS !== undefined) readKeyring(KANDIAN_KEYS);
  } catch (error) {
    return `KANDIAN_KEYS: ${error instanceof Error ? error.message : 'not a keyring'}`;
  }
  try {
    readSettings(variables);
  } catch (error) {
    return error instanceof Error ? error.message : 'a setting is not what it should be';
  }
  const bytes = Object.entries(variables).reduce((sum, [name, value]) => sum + Buffer.byteLength(name + value), 0);
  return bytes > MOST_BYTES ? `the variables take ${bytes} bytes, more than ${MOST_BYTES}` : null;
}

/** Ids of the sealing keys that `next` would take from `present`, or exchange: what they sealed could not be opened. */
export function droppedKeys(present: Variables, next: Variables): readonly string[] {
  const kept = readKeys(next);
  return [...readKeys(present)].filter(([id, key]) => !kept.get(id)?.equals(key)).map(([id]) => id);
}

function readKeys({ KANDIAN_KEYS }: Variables): ReadonlyMap<string, Buffer> {
  try {
    return readKeyring(KANDIAN_KEYS).keys;
  } catch {
    return new Map(); // none, or none that ever sealed anything
  }
}
