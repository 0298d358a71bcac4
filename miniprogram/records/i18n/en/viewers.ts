import type { viewers as zh } from '../zh-CN/viewers';

export const viewers: typeof zh = {
  title: 'Viewers',
  titleOf: '{name} · Viewers',
  count: '{n} watching now',
  vendorCount: 'The camera’s cloud counts {n}, those among them who watch in the cloud’s own apps',
  refresh: 'Refresh',
  asOf: 'As of {when}, anew every 15 s',
  stale: '{what}; below as of {when}',
  slow: 'Slower than usual: still asking who is watching',
  kinds: { live: 'Live', playback: 'Playback' },
  what: '{role} · {kind}',
  since: 'Since {when}',
  seconds: 'for less than a minute',
  minutes: 'for {n} min',
  hours: 'for {h} h {m} min',
  empty: { title: 'Nobody is watching', detail: 'Whoever opens this camera’s picture stands here within 20 s' },
  emptyOurs: 'Nobody is watching in Kandian',
  back: 'Back',
  missing: { title: 'There is no such camera', detail: 'Go back and refresh the list' },
  faults: {
    'permission-denied': {
      title: 'Who is watching is for managers and owners',
      next: 'Ask one for the right to manage',
    },
  },
};
