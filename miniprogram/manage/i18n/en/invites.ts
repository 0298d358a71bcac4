import type { invites as zh } from '../zh-CN/invites';

export const invites: typeof zh = {
  title: 'Invitations',
  list: 'Invitations',
  slow: 'Slower than usual: the invitations are still on their way',
  everywhere: 'All stores',
  moreStores: '{n} more',
  states: {
    open: 'Waits for somebody until {when}',
    used: '{name} has joined',
    expired: 'Nobody took it up; ended {when}',
    revoked: 'Taken back',
  },
  madeByMe: 'Made by me, {when}',
  madeBy: 'Made by {name}, {when}',
  show: 'Hand on again',
  showOf: 'Hand on again: {title}',
  revoke: 'Take back',
  revokeOf: 'Take back: {title}',
  revoking: 'Being taken back',
  revokeTitle: 'Take this invitation back?',
  revokeDetail: 'Whoever has not joined yet cannot use it any more',
  revoked: 'Taken back: nobody can use it now',
  revokeFailed: 'Not taken back: {why}. {next}',
  again: 'Invite somebody',
  empty: { title: 'No invitations yet', next: 'Send one; whoever opens it joins', button: 'Invite somebody' },
  faults: {
    'permission-denied': { title: 'You may not manage people', next: 'Ask an owner for the right Manage' },
    'not-found': { title: 'This invitation is not there any more', next: 'See the refreshed list' },
    conflict: { title: 'It was taken up or taken back before', next: 'See the refreshed list' },
    used: { title: 'Somebody has joined with it', next: 'To make them leave, remove them from the list of people' },
  },
};
