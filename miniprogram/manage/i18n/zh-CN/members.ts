import type { FailureWords } from '../../../utils/failure-words';

export const members = {
  title: '同事',
  search: '搜索名字或访客码',
  everyStore: '全部门店',
  filterLabel: '按门店筛选：{name}',
  invite: '邀请同事',
  invites: '邀请记录',
  invited: '{n} 个还没人用',
  noneInvited: '没有等人加入的邀请',
  people: '同事名单',
  everything: '所有门店，所有权限',
  moreStores: '另外 {n} 家门店',
  count: '共 {n} 人',
  slow: '比平时慢：还在取名单',
  empty: { title: '这里还没有同事', next: '发一个邀请，对方点开就能加入', button: '邀请同事' },
  none: { title: '没有符合的人', next: '换个名字，或看全部门店', button: '看全部' },
  faults: {
    'permission-denied': { title: '你没有管理同事的权限', next: '请老板给你开通「管理」' },
  } satisfies Record<string, FailureWords>,
};
