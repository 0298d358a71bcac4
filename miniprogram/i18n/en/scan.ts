import type { scan as zh } from '../zh-CN/scan';

export const scan: typeof zh = {
  title: 'Scan',
  scan: 'Scan a code',
  scanning: 'Opening the camera',
  what: 'These codes can be scanned',
  kinds: {
    camera: { title: 'The code stuck on a camera', next: 'Leads straight to its picture' },
    invite: { title: 'An invitation', next: 'From your manager or the owner, to join a store' },
    label: { title: 'The label of a camera itself', next: 'Whoever manages a store adds the camera with it' },
    share: { title: 'A share', next: 'Live or recorded, that somebody shares with you' },
  },
  label: {
    title: 'This is the label of the camera itself',
    next: 'It is not a code of this app. Ask whoever manages the store to scan it and add the camera; then it appears among the stores',
  },
  foreign: { title: 'Not a code of this app', next: 'Scan another one: only those listed above open anything' },
  failed: { title: 'The scan did not work', next: 'Check WeChat’s permission for the camera, then scan again' },
};
