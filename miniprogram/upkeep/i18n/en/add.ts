import type { add as zh } from '../zh-CN/add';

export const add: typeof zh = {
  title: 'Add camera',
  slow: 'Slower than usual: still fetching accounts and stores',
  intro: 'Scan the label on the camera or its box, or type what it says',
  scan: 'Scan the label',
  notLabel: 'Not the label of a camera. You can type it',
  scanFailed: 'The scan did not work. Check WeChat’s permission, or type it',
  model: 'Model {model}',
  fields: { account: 'Cloud account', store: 'Into which store', serial: 'Serial number', code: 'Code', name: 'Name' },
  registration: { label: 'Registration code', placeholder: 'If the product has one' },
  placeholders: {
    account: 'Choose an account',
    store: 'Choose a store',
    serial: 'SN on the label',
    code: 'Six letters on the label',
    name: 'Such as Checkout',
  },
  problems: {
    account: { empty: 'Choose an account' },
    store: { empty: 'Choose a store' },
    serial: { empty: 'Type the serial number of the label', form: 'A serial number has letters and digits only' },
    code: { empty: 'Type the code of the label', form: 'A label’s code has six letters or digits; no code has blanks' },
    name: { empty: 'Give it a name that people know', form: 'A name has 40 characters at most' },
  },
  searchStores: 'Search stores',
  moreStores: '{n} more: search for the name',
  send: 'Add',
  sending: 'Adding. The camera cloud may take a few seconds',
  again: 'Add another one',
  watch: 'Watch it',
  change: 'Change it',
  retry: 'Try again',
  added: { title: '{name} is added', next: 'It is in {store} and can be watched now' },
  already: {
    title: '{name} was in this account before',
    next: 'It can be watched now. To change its store, move it on the page of its store',
  },
  alreadyUnplaced: {
    title: '{name} was in this account before',
    next: 'It is in no store yet. An owner puts it into one from the account’s list',
  },
  later: {
    title: 'The camera cloud has taken {name}',
    next: 'In a few minutes it shows in {store}. Keep it powered and online; no need to add it again',
  },
  refused: {
    'wrong-code': {
      title: 'The code is wrong',
      next: 'Look for the six letters on the label; mind O and 0, I and 1. If its encryption password was changed, reset it in the maker’s app first',
    },
    'other-account': {
      title: 'Another account has it',
      next: 'Have it removed there, then add it. If nobody knows where, ask the maker’s support to release it',
    },
    offline: {
      title: 'The camera is not online',
      next: 'Plug it in and connect it as its manual says, wait for its normal light, then try again',
    },
    'unknown-device': {
      title: 'The camera cloud does not know this serial number',
      next: 'Check the number, and whether the camera is of this maker',
    },
    'too-many': {
      title: 'This account is full',
      next: 'Ask the owner for a larger plan at the cloud, or use another account',
    },
    'try-again': { title: 'The camera cloud did not add it this time', next: 'Wait a minute, then try again' },
  },
  noAccounts: {
    title: 'No account can take cameras',
    next: 'First connect a cloud account that can',
    button: 'Connect one',
  },
  askOwner: {
    title: 'No account can take cameras',
    next: 'Ask the owner to connect a cloud account first',
    button: 'Back',
  },
  noStores: { title: 'There are no stores yet', next: 'Make one, then put cameras into it', button: 'New store' },
  notManaging: { title: 'You manage no store', next: 'Ask the owner for “manage”', button: 'Back' },
  faults: {
    'permission-denied': { title: 'You may not add to this store', next: 'Ask the owner for “manage”' },
    'not-found': { title: 'The account or store is gone', next: 'Choose another one' },
    'invalid-argument': {
      title: 'The cloud takes no such serial number or code',
      next: 'Type once more what the label says',
    },
    conflict: { title: 'Somebody is adding it', next: 'Look into the store in a while' },
    timeout: { title: 'No answer for 8 seconds', next: 'It may be added. Trying again does not add it twice' },
    'no-network': { title: 'No network', next: 'Check the phone’s network. Trying again does not add it twice' },
    unsupported: {
      title: 'This account cannot add cameras here',
      next: 'Add it in the cloud’s own app, then read the account’s list',
    },
  },
};
