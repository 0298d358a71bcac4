import type { ClipOutcome } from '../../core/capabilities';
import { refusalOf, type Refusal, type RefusalTable } from '../../core/vendor-calls';

/** The guide's global code table and those of its single calls; 200 is success and stands in none. */
export const refusals: RefusalTable = {
  // Account
  '10001': 'invalid-argument',
  '10002': 'vendor-auth',
  '10004': 'vendor-auth',
  '10005': 'vendor-auth',
  '10006': 'vendor-auth',
  '10007': 'pause',
  '10008': 'vendor-auth',
  '10009': 'vendor-auth',
  '10010': 'vendor-auth',
  '10011': 'unsupported',
  '10013': 'vendor-auth',
  '10014': 'vendor-auth',
  '10017': 'vendor-auth',
  '10018': 'vendor-auth',
  '10023': 'vendor-auth',
  '10026': 'vendor-quota',
  '10027': 'vendor-quota',
  '10028': 'vendor-quota',
  '10029': 'pause',
  '10030': 'vendor-auth',
  '10031': 'vendor-auth',
  '10032': 'vendor-auth',
  '10033': 'vendor-auth',
  '10034': 'conflict',
  '10035': 'vendor-auth',
  '10036': 'vendor-auth',
  '10051': 'vendor-auth',
  '30001': 'vendor-auth',

  // Device
  '2000': 'not-found',
  '2001': 'not-found',
  '2003': 'device-offline',
  '2007': 'not-found',
  '2009': 'device-busy',
  '2030': 'unsupported',
  '20001': 'not-found',
  '20002': 'not-found',
  '20005': 'vendor-auth',
  '20006': 'vendor-unavailable',
  '20007': 'device-offline',
  '20008': 'device-busy',
  '20010': 'invalid-argument',
  '20011': 'vendor-unavailable',
  '20012': 'vendor-unavailable',
  '20013': 'conflict',
  '20014': 'not-found',
  '20015': 'unsupported',
  '20016': 'device-busy',
  '20017': 'conflict',
  '20018': 'not-found',
  '20019': 'unsupported',
  '20020': 'conflict',
  '20021': 'not-found',
  '20022': 'conflict',
  '20023': 'device-offline',
  '20024': 'device-offline',
  '20029': 'device-offline',
  '20031': 'vendor-auth',
  '20032': 'not-found',
  '20035': 'not-found',

  // The vendor itself
  '201': 'vendor-protocol',
  '400': 'invalid-argument',
  '401': 'vendor-auth',
  '403': 'vendor-auth',
  '404': 'not-found',
  '429': 'pause',
  '500': 'vendor-unavailable',
  '49999': 'vendor-unavailable',
  '50000': 'vendor-unavailable',

  // PTZ and presets
  '60000': 'unsupported',
  '60001': 'vendor-auth',
  '60002': 'invalid-argument',
  '60003': 'invalid-argument',
  '60004': 'invalid-argument',
  '60005': 'invalid-argument',
  '60006': 'device-busy',
  '60007': 'invalid-argument',
  '60008': 'invalid-argument',
  '60009': 'device-busy',
  '60010': 'invalid-argument',
  '60011': 'not-found',

  // Pictures, upgrade, switches
  '60012': 'device-busy',
  '60013': 'invalid-argument',
  '60014': 'device-busy',
  '60015': 'device-busy',
  '60016': 'invalid-argument',
  '60017': 'device-busy',
  '60018': 'device-busy',
  '60019': 'device-encrypted',
  '60020': 'unsupported',
  '60021': 'invalid-argument',
  '60022': 'invalid-argument',
  '60024': 'vendor-unavailable',
  '60026': 'device-masked',
  '60027': 'device-busy',
  '60028': 'device-busy',
  '60029': 'device-busy',

  // Cloud storage cards
  '60030': 'vendor-quota',
  '60031': 'invalid-argument',
  '60032': 'invalid-argument',
  '60033': 'invalid-argument',
  '60034': 'invalid-argument',
  '60035': 'vendor-unavailable',

  // A camera behind a recorder
  '60040': 'device-busy',
  '60041': 'device-busy',
  '60042': 'device-busy',
  '60043': 'device-busy',
  '60044': 'device-busy',
  '60045': 'device-busy',
  '60046': 'device-busy',
  '60047': 'unsupported',
  '60048': 'vendor-quota',
  '60049': 'device-busy',
  '60050': 'unsupported',
  '60051': 'unsupported',
  '60052': 'device-busy',
  '60053': 'unsupported',
  '60054': 'device-busy',
  '60055': 'device-busy',
  '60056': 'device-busy',
  '60057': 'device-busy',
  '60058': 'vendor-auth',

  // Live addresses of the older API
  '60060': 'unsupported',
  '60061': 'vendor-quota',
  '60062': 'invalid-argument',
  '60063': 'unsupported',

  // The device is at something else
  '60080': 'device-busy',
  '60081': 'device-busy',
  '60082': 'device-busy',
  '60083': 'device-busy',
  '60084': 'device-busy',
  '60085': 'vendor-auth',
  '60086': 'vendor-auth',
  '80502': 'device-busy',

  // Streams and voice
  '9048': 'vendor-quota',
  '9049': 'vendor-quota',
  '111000': 'vendor-quota',
  '111001': 'invalid-argument',
  '111012': 'device-busy',
};

/** What hides behind 111012, where a voice call names an inner code. */
export const voiceRefusals: RefusalTable = {
  '1': 'device-busy',
  '2': 'device-busy',
  '3': 'device-offline',
  '4': 'vendor-unavailable',
  '5': 'vendor-protocol',
  '6': 'vendor-unavailable',
  '7': 'vendor-protocol',
  '8': 'vendor-auth',
  '9': 'device-encrypted',
  '10': 'device-busy',
  '11': 'device-busy',
  '12': 'device-offline',
  '13': 'device-masked',
  '14': 'vendor-auth',
  '15': 'vendor-unavailable',
  '16': 'vendor-auth',
  '17': 'device-busy',
  '18': 'device-offline',
  '19': 'device-masked',
  '20': 'device-busy',
  '21': 'vendor-unavailable',
  '22': 'vendor-unavailable',
  '23': 'vendor-unavailable',
  '1003': 'device-offline',
  '10001': 'vendor-unavailable',
  '10002': 'vendor-unavailable',
  '10003': 'vendor-unavailable',
  '10004': 'vendor-unavailable',
  '10005': 'vendor-unavailable',
  '10006': 'vendor-unavailable',
  '10007': 'vendor-quota',
  '10008': 'conflict',
  '10009': 'vendor-unavailable',
  '10010': 'invalid-argument',
};

type Refused = Extract<ClipOutcome, { readonly kind: 'refused' }>['why'];

/** `taskStatus` of a clip that is over without a file; 0 is done, 1 waiting and 2 at work. */
export const taskFailures: Readonly<Record<string, Refused>> = { '3': 'request-failed', '4': 'request-failed' };

/** `status` of a clip's file that nobody can fetch; 0 is good and 1 being stored. */
export const fileFailures: Readonly<Record<string, Refused>> = {
  '2': 'request-failed',
  '3': 'request-failed',
  '4': 'request-failed',
};

const VOICE_FAILED = '111012';

/** What a refused reply means. Behind 111012 stands an inner code, where the reply names one. */
export function refusalBehind(reply: { readonly code: string; readonly msg?: unknown; readonly data?: unknown }): {
  readonly refusal: Refusal;
  readonly vendorCode: string;
} {
  const inner = reply.code === VOICE_FAILED ? innerCodeOf(reply) : undefined;
  if (inner === undefined) return { refusal: refusalOf(refusals, reply.code), vendorCode: reply.code };
  return { refusal: refusalOf(voiceRefusals, inner), vendorCode: `${VOICE_FAILED}-${inner}` };
}

/** The guide lists the inner codes without saying where they stand: the data are looked through, then the words. */
function innerCodeOf({ msg, data }: { readonly msg?: unknown; readonly data?: unknown }): string | undefined {
  const named: (readonly [string, unknown])[] =
    typeof data === 'object' && data !== null ? Object.entries(data) : [['code', data]];
  const codes: unknown[] = named.filter(([name]) => /code/i.test(name)).map(([, value]) => value);
  const texts = [...codes, msg].filter((value) => typeof value === 'number' || typeof value === 'string').map(String);
  return texts.flatMap((text) => text.match(/\d+/g) ?? []).find((number) => Object.hasOwn(voiceRefusals, number));
}
