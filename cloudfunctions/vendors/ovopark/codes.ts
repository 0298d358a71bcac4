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

/** `data.result` of a clip download; 0 is success. */
export const clipRefusals: RefusalTable = {
  '1': 'device-offline',
  '2': 'vendor-unavailable',
  '-1': 'vendor-unavailable',
  '-2': 'unsupported',
  '-3': 'device-busy',
  '-4': 'device-busy',
  '-5': 'device-busy',
  '-6': 'device-busy',
};
