import type { codeCard as zh } from '../zh-CN/code-card';

export const codeCard: typeof zh = {
  styles: { 'mini-program': 'WeChat code', link: 'QR code' },
  choose: 'Which kind of code',
  loading: 'Drawing the code',
  slow: 'Slower than usual: the code is still being drawn',
  none: 'No kind of code is set up here. Ask whoever runs it',
  failed: 'No code: {why}. {next}',
  faults: { 'not-found': { title: 'It is not there any more', next: 'Go back and refresh the list' } },
  hints: {
    'mini-program': 'Opens with Scan in WeChat',
    link: 'Opens with Scan in WeChat or with the phone’s camera',
  },
  save: 'Save to album',
  settings: 'Settings',
  saving: 'Saving to the album',
  saved: 'Saved to the album',
  noRoom: 'Not saved: the phone has no room left',
  unsaved: {
    'no-consent': 'Saving needs your consent to the privacy notice. Press Save to album again in 10 s',
    undeclared: 'Saving is not open yet. Ask the administrator to name the album in the privacy notice',
    denied: 'Not saved: no access to the album. Press Settings and allow adding to it',
    'system-denied':
      'The phone keeps WeChat from the album. Press Settings and allow it; it is saved when you are back',
    cancelled: 'Not saved to the album',
    failed: 'The album did not take it. See whether the phone has room, then press Save to album',
  },
};
