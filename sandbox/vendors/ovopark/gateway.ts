import { createHash } from 'node:crypto';
import type { SimRequest } from '../simulator';
import { refuse, type CodeName } from './codes';
import { parseTime } from './times';

/** The demo developer's keys. They open nothing but this simulator. */
export const APPLICATION_ID = 'S107';
export const ACCESS_KEY = 'S107-SANDBOX';
export const ACCESS_SECRET = 'sandbox-ovopark-access-secret';
/** A key whose service ran out: code 3. */
const EXPIRED_KEY = 'S107-EXPIRED';

/** The only route that reads JSON bodies. */
const JSON_ROUTE = '/cloud.api';
/** The window is not documented; ten minutes either way lets ordinary clocks through and tests stale ones. */
const WINDOW_MS = 10 * 60_000;

/** One signed call, checked. */
export interface SignedCall {
  readonly method: string;
  readonly version: string;
  readonly mode: string;
  /** Business parameters: those whose name has no leading underscore. */
  readonly params: Readonly<Record<string, string>>;
}

export interface Gateway {
  /** Checks a call as the public code table describes; throws Refusal. */
  admit(request: SimRequest): SignedCall;
  /** The next call has a stale timestamp, whatever it says. */
  readonly expireNextTimestamp: () => void;
}

type Public = Record<'_aid' | '_akey' | '_mt' | '_sm' | '_requestMode' | '_version' | '_timestamp' | '_sig', string>;
type Missing = Exclude<CodeName, 'SUCCESS'>;

/** In the order of the code table. */
const REQUIRED = [
  ['_akey', 'KEY_NOTNULL'],
  ['_sm', 'SIGN_METHOD_NOTNULL'],
  ['_sig', 'SIGN_NOTNULL'],
  ['_mt', 'METHOD_NOTNULL'],
  ['_requestMode', 'REQUESTMODE_NOTNULL'],
  ['_aid', 'APPLICATIONID_NOTNULL'],
  ['_version', 'VERSION_NOTNULL'],
  ['_timestamp', 'TIMESTAMP_NOTNULL'],
] as const satisfies readonly (readonly [keyof Public, Missing])[];

export function createGateway(now: () => number): Gateway {
  /** Signatures seen, by the instant after which their timestamp is stale anyway; oldest first. */
  const seen = new Map<string, number>();
  let expireNext = false;

  const refuseReplay = (signature: string, at: number): void => {
    for (const [old, until] of seen) {
      if (until > at) break;
      seen.delete(old);
    }
    if (seen.has(signature)) throw refuse('API_CALL_REPEAT');
    seen.set(signature, at + 2 * WINDOW_MS);
  };

  return {
    admit({ path, query, form, json }) {
      const signed = Object.fromEntries([...query, ...form]);
      const fields = requirePublic(signed);
      const at = now();
      checkKey(fields);
      const timestamp = parseTime(fields._timestamp, 'run together');
      if (timestamp === null) throw refuse('TIMESTAMP_FORMAT_ERROR');
      if (signed._format && signed._format !== 'json') throw refuse('FORMAT_TYPE_NOTEXIST');
      if (fields._sig !== sign(signed, ACCESS_SECRET, fields._sm)) throw refuse('SIGN_WRONG');
      if (expireNext || Math.abs(at - timestamp) > WINDOW_MS) {
        expireNext = false;
        throw refuse('TIMESTAMP_OVERTIME');
      }
      refuseReplay(fields._sig, at);
      const business = Object.entries({ ...signed, ...(path === JSON_ROUTE && jsonFields(json)) }).filter(
        ([name]) => !name.startsWith('_'),
      );
      return {
        method: fields._mt,
        version: fields._version,
        mode: fields._requestMode.toLowerCase(),
        params: Object.fromEntries(business),
      };
    },
    expireNextTimestamp: () => {
      expireNext = true;
    },
  };
}

/**
 * The vendor's signature: every parameter but `_sig`, sorted by code unit, name and value run together, between two
 * copies of the secret; digest in upper-case hex.
 */
export function sign(params: Readonly<Record<string, string>>, secret: string, digest: string): string {
  const names = Object.keys(params).filter((name) => name !== '_sig');
  const text = names
    .sort()
    .map((name) => name + (params[name] ?? ''))
    .join('');
  return createHash(digest.toLowerCase())
    .update(secret + text + secret, 'utf8')
    .digest('hex')
    .toUpperCase();
}

function requirePublic(signed: Readonly<Record<string, string>>): Public {
  const fields: Public = {
    _aid: '',
    _akey: '',
    _mt: '',
    _sm: '',
    _requestMode: '',
    _version: '',
    _timestamp: '',
    _sig: '',
  };
  for (const [name, code] of REQUIRED) {
    const value = signed[name];
    if (!value) throw refuse(code);
    fields[name] = value;
  }
  return fields;
}

function checkKey({ _akey, _sm, _aid }: Public): void {
  if (_akey === EXPIRED_KEY) throw refuse('KEY_HAS_EXPIRED');
  if (_akey !== ACCESS_KEY) throw refuse('KEY_UNLAWFUL');
  if (!['md5', 'sha1'].includes(_sm.toLowerCase())) throw refuse('SIGN_TYPE_NOTEXIST');
  if (_aid !== APPLICATION_ID) throw refuse('APPLICATIONID_NOTSAME');
}

/** A JSON body travels unsigned, beside signed public parameters in the query. */
function jsonFields(json: unknown): Record<string, string> {
  if (typeof json !== 'object' || json === null) return {};
  return Object.fromEntries(
    Object.entries(json).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}
