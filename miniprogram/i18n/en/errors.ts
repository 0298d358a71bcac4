import type { FailureDictionary } from '../../utils/failure-words';

export const errors: FailureDictionary = {
  'no-network': { title: 'No network', next: 'Check the phone’s network, then try again' },
  timeout: { title: 'No answer for 10 seconds', next: 'The network may be slow. Try from another spot' },
  'invalid-argument': { title: 'This request is not valid', next: 'Update the mini-program and try again' },
  unauthenticated: { title: 'WeChat did not confirm who you are', next: 'Close the mini-program and open it again' },
  'permission-denied': { title: 'You may not do this', next: 'Ask your manager or the owner for access' },
  'not-found': { title: 'This camera cannot be found', next: 'It may have been removed. Refresh the list' },
  conflict: { title: 'It is already there', next: 'Refresh. If another account has it, remove it there first' },
  'device-offline': { title: 'The camera is offline', next: 'Check its power and network' },
  'device-busy': { title: 'Too many people are watching', next: 'Ask a colleague to leave, then try again' },
  'device-encrypted': { title: 'The picture is encrypted', next: 'Ask the administrator to turn off video encryption' },
  'device-masked': { title: 'The lens is masked', next: 'Ask the administrator to remove the mask' },
  'device-disabled': { title: 'The camera is switched off', next: 'Ask the administrator to switch it on' },
  unsupported: { title: 'This camera cannot do that', next: 'Use another camera or ask the administrator' },
  'rate-limited': { title: 'Too many taps', next: 'Wait a few seconds and try again' },
  'vendor-auth': { title: 'The camera cloud refused the account', next: 'Ask the administrator to renew its keys' },
  'vendor-quota': { title: 'The camera cloud’s quota is used up', next: 'Ask the administrator, or try later' },
  'vendor-unavailable': { title: 'The camera cloud does not answer', next: 'Try again in a while' },
  'vendor-protocol': {
    title: 'The camera cloud answered oddly',
    next: 'Try again, or tell the administrator the reference',
  },
  internal: { title: 'Something went wrong here', next: 'Try again, or tell the administrator the reference' },
};
