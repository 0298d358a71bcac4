import type { FailureWords } from '../../../utils/failure-words';

/** Of the stores that one manages. */
export const stores = {
  title: '门店与摄像头',
  search: '搜索门店',
  list: '门店名单',
  cameras: '{n} 个摄像头',
  noCameras: '还没有摄像头',
  archived: '已归档 {n} 家',
  archivedOn: '已归档',
  archivedMore: '还有 {n} 家归档的，搜店名就能找到',
  create: '新建门店',
  addCamera: '添加摄像头',
  order: '调整顺序',
  ordering: '用上下按钮排好，再保存',
  up: '{name} 上移',
  down: '{name} 下移',
  first: '{name} 移到最前',
  saveOrder: '保存顺序',
  savingOrder: '正在保存',
  orderSaved: '顺序已保存',
  orderFailed: '顺序没有保存：{why}。{next}',
  orderDoubtful: '{why}，顺序可能已经保存。再保存一次就能确定',
  count: '共 {n} 家',
  slow: '比平时慢：还在取门店',
  empty: { title: '还没有门店', next: '先建一家门店，再把摄像头放进去', button: '新建门店' },
  none: { title: '没有符合的门店', next: '换个名字，或看全部门店', button: '看全部' },
  notManaging: { title: '没有归你管的门店', next: '请老板给你开通「管理」', button: '返回' },
  faults: {
    'permission-denied': { title: '你没有管理门店的权限', next: '请老板给你开通「管理」' },
    'not-found': { title: '有的门店已经不在', next: '已取来现在的门店，再排一次' },
  } satisfies Record<string, FailureWords>,
};
