import type { people as zh } from '../zh-CN/people';

export const people: typeof zh = {
  roles: { owner: 'Owner', manager: 'Manager', staff: 'Staff', guest: 'Guest' },
  rights: {
    view: 'Watch live',
    playback: 'Look back',
    ptz: 'Steer',
    talk: 'Talk',
    capture: 'Stills and clips',
    share: 'Share',
    manage: 'Manage',
  },
  unnamed: 'No name given',
  self: 'Me',
  nameWithCode: '{name} ({code})',
  always: 'All day',
  span: '{from}–{to}',
  nextDay: '{time} the next day',
};
