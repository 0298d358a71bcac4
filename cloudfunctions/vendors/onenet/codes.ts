import type { ErrorCode } from '../../../typings/contract/errors';
import { refusalOf, type Refusal, type RefusalTable } from '../../core/vendor-calls';

/** Codes that stand within a reply and speak of one device: none of them lets the account rest. */
export type ErrorTable = Readonly<Record<string, ErrorCode>>;

/**
 * The page of general codes that the guide points to is not public. These are the ones seen in practice, with those
 * of the vendor's sister products where no other meaning is known.
 */
export const generalRefusals: RefusalTable = {
  '1': 'vendor-auth',
  '3': 'vendor-auth',
  '7': 'vendor-unavailable',
  '10': 'device-offline',
  '2001': 'device-offline',
  '5006': 'pause',
  '5106': 'vendor-unavailable',
  '5108': 'invalid-argument',
  '5117': 'vendor-unavailable',
};

/** Guide §2: adding and changing channels. */
export const channelRefusals: RefusalTable = {
  ...generalRefusals,
  '16': 'conflict',
  '17': 'not-found',
};

/** Live addresses; the small numbers mean something else here than anywhere else. */
export const liveRefusals: RefusalTable = {
  ...generalRefusals,
  '1': 'invalid-argument',
  '2': 'vendor-unavailable',
  '3': 'not-found',
  '4': 'device-offline',
  '5': 'device-busy',
};

/** Guide §15: the object store. 200 is success there. */
export const objectRefusals: RefusalTable = {
  '400': 'invalid-argument',
  '401': 'vendor-auth',
  '403': 'vendor-auth',
  '404': 'not-found',
  '405': 'vendor-protocol',
  '413': 'invalid-argument',
  '500': 'vendor-unavailable',
  '502': 'vendor-unavailable',
  '503': 'vendor-unavailable',
  '504': 'vendor-unavailable',
  '1001': 'invalid-argument',
  '1002': 'invalid-argument',
  '1003': 'invalid-argument',
};

/** Guide §3.1, `cmd_status`: where a command ended. 1 (sending), 2 (sent) and 4 (answered) are no errors. */
export const commandRefusals: ErrorTable = {
  '0': 'device-offline',
  '3': 'vendor-unavailable',
  '5': 'device-busy',
  '6': 'vendor-protocol',
};

/** `resp_code`: what the device said of a command; 0 is success. */
export const deviceRefusals: ErrorTable = {
  '1': 'not-found',
  '2': 'not-found',
  '3': 'vendor-unavailable',
  '4': 'unsupported',
  '5': 'invalid-argument',
  '6': 'device-busy',
  '7': 'vendor-unavailable',
};

/** Guide §6.3: the fate of one recording in a deletion; 0 is success. */
export const deletionRefusals: ErrorTable = { '1': 'not-found' };

/** What the vendor's words say, by which the numbers that mean several things are told apart. */
const WORDS: readonly (readonly [RegExp, Refusal])[] = [
  [/鉴权|\bauth(?!_info)/i, 'vendor-auth'],
  [/不在线|离线|offline|not online/i, 'device-offline'],
  [/不存在|not exist|not found/i, 'not-found'],
  [/已存在|已经|already|not recording/i, 'conflict'],
  [/\bclosed\b|disabled|禁用/i, 'device-disabled'],
  [/参数|parameter/i, 'invalid-argument'],
  [/内部错误|internal/i, 'vendor-unavailable'],
];

/** The words first, for one number says different things in different calls; then the number. */
export function refusalBehind(table: RefusalTable, errno: string, words: string): Refusal {
  return WORDS.find(([pattern]) => pattern.test(words))?.[1] ?? refusalOf(table, errno);
}
