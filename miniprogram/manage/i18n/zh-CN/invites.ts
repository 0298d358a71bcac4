import type { FailureWords } from '../../../utils/failure-words';

export const invites = {
  title: '邀请记录',
  list: '邀请',
  slow: '比平时慢：还在取邀请记录',
  everywhere: '所有门店',
  moreStores: '另外 {n} 家门店',
  states: {
    open: '等人加入，{when} 前有效',
    used: '{name} 已加入',
    expired: '没人用，{when} 过期',
    revoked: '已收回',
  },
  madeByMe: '我 {when} 发的',
  madeBy: '{name} {when} 发的',
  show: '再给一次',
  showOf: '再给一次：{title}',
  revoke: '收回',
  revokeOf: '收回：{title}',
  revoking: '正在收回',
  revokeTitle: '收回这个邀请？',
  revokeDetail: '还没加入的人就不能再用它了',
  revoked: '已收回，不能再用了',
  revokeFailed: '没有收回：{why}。{next}',
  again: '邀请同事',
  empty: { title: '还没有发过邀请', next: '发一个邀请，对方点开就能加入', button: '邀请同事' },
  faults: {
    'permission-denied': { title: '你没有管理同事的权限', next: '请老板给你开通「管理」' },
    'not-found': { title: '这个邀请不在了', next: '看看刷新后的记录' },
    conflict: { title: '它已经用过或收回了', next: '看看刷新后的记录' },
    used: { title: '已经有人用它加入了', next: '要让这个人离开，到同事名单移出' },
  } satisfies Record<string, FailureWords>,
};
