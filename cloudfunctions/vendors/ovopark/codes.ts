import type { ClipOutcome } from '../../core/capabilities';
import type { RefusalTable } from '../../core/vendor-calls';

/** The guide's gateway codes and the business codes of its pages; 0 is success. */
export const refusals: RefusalTable = {
  '1': 'vendor-auth',
  '2': 'vendor-auth',
  '3': 'vendor-auth',
  '4': 'vendor-protocol',
  '5': 'vendor-protocol',
  '6': 'vendor-protocol',
  '7': 'vendor-auth',
  '8': 'vendor-protocol',
  '9': 'unsupported',
  '10': 'vendor-protocol',
  '11': 'vendor-auth',
  '12': 'vendor-auth',
  '13': 'vendor-protocol',
  '14': 'vendor-protocol',
  '15': 'vendor-protocol',
  '16': 'vendor-protocol',
  '17': 'vendor-protocol',
  '-100': 'pause',
  '-500': 'vendor-unavailable',
  '-999': 'vendor-unavailable',
  '103064': 'vendor-auth',
  '103092': 'not-found',
  '103094': 'vendor-auth',
  '103095': 'vendor-auth',
  '9990001': 'vendor-auth',
};

type Why<K> = Extract<ClipOutcome, { readonly kind: K }> extends { readonly why: infer W } ? W : never;

/** `data.result` of a clip download that is worth another try; 0 is success. */
export const clipBusy: Readonly<Record<string, Why<'busy'>>> = {
  '2': 'play-failed',
  '-3': 'same-camera',
  '-4': 'no-channel',
  '-5': 'recorder-load',
  '-6': 'playback-in-use',
};

/** `data.result` of a clip download that no other try helps. */
export const clipRefused: Readonly<Record<string, Why<'refused'>>> = {
  '1': 'recorder-offline',
  '-1': 'request-failed',
  '-2': 'no-recorder',
};
