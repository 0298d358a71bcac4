import type { members as zh } from '../zh-CN/members';

export const members: typeof zh = {
  title: 'People',
  search: 'Name or visitor code',
  everyStore: 'All stores',
  filterLabel: 'Filter by store: {name}',
  invite: 'Invite somebody',
  invites: 'Invitations',
  invited: '{n} not taken up yet',
  noneInvited: 'None waits for anybody',
  people: 'People',
  everything: 'All stores, all rights',
  moreStores: '{n} more',
  count: '{n} in all',
  slow: 'Slower than usual: the list is still on its way',
  empty: { title: 'Nobody here yet', next: 'Send an invitation; whoever opens it joins', button: 'Invite somebody' },
  none: { title: 'Nobody fits', next: 'Try another name, or look at all stores', button: 'Show all' },
  faults: {
    'permission-denied': { title: 'You may not manage people', next: 'Ask an owner for the right Manage' },
  },
};
