import type { accounts as zh } from '../zh-CN/accounts';

export const accounts: typeof zh = {
  title: 'Accounts',
  list: 'Accounts',
  add: 'Add an account',
  count: 'Accounts: {n}',
  slow: 'Slower than usual: still fetching the accounts',
  cameras: '{n} cameras',
  noCameras: 'No cameras yet',
  offers: '{n} to decide',
  listed: 'List read: {when}',
  unlisted: 'Its list was never read',
  resting: 'The vendor wants no calls until {when}; it goes on by itself then',
  failing: '{why}. {next}',
  empty: {
    title: 'There are no accounts yet',
    next: 'Add one of EZVIZ, OneNET or Ovopark to see the cameras in it',
    button: 'Add an account',
  },
  ownersOnly: {
    title: 'Accounts are for owners',
    next: 'Ask an owner to add one or to change its keys',
    button: 'Back',
  },
  faults: {
    'permission-denied': { title: 'Accounts are for owners', next: 'Ask an owner to add one or to change its keys' },
  },
  problems: {
    'vendor-auth': { title: 'The vendor no longer takes these keys', next: 'Open it and put in new ones' },
    'permission-denied': { title: 'This account may not read lists', next: 'Allow it in the vendor’s console' },
    'vendor-quota': { title: 'The vendor’s quota is used up', next: 'Look at your plan there; it is read again later' },
    'rate-limited': { title: 'The vendor was asked too often', next: 'It is read again in a few minutes' },
    'vendor-unavailable': { title: 'The vendor does not answer', next: 'It is read again in a few minutes' },
    'vendor-protocol': { title: 'The vendor’s answer makes no sense', next: 'Check its address, or ask again later' },
    'invalid-argument': { title: 'The account is not filled in right', next: 'Open it and put in the right keys' },
    internal: { title: 'Reading the list went wrong', next: 'It is read again in a few minutes' },
  },
};
