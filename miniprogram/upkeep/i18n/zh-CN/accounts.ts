import type { FailureWords } from '../../../utils/failure-words';

/** Of the accounts at the vendors. */
export const accounts = {
  title: '云平台账号',
  list: '账号名单',
  add: '添加账号',
  count: '共 {n} 个账号',
  slow: '比平时慢：还在取账号',
  cameras: '{n} 个摄像头',
  noCameras: '还没有摄像头',
  offers: '{n} 个待处理',
  listed: '名单读于 {when}',
  unlisted: '还没读过它的名单',
  resting: '云平台要我们歇到 {when}，到时自动继续',
  failing: '{why}。{next}',
  empty: {
    title: '还没有云平台账号',
    next: '把萤石、OneNET 或万店掌的账号加进来，就能看到里面的摄像头',
    button: '添加账号',
  },
  ownersOnly: { title: '只有老板能管账号', next: '请老板来添加或更换密钥', button: '返回' },
  faults: {
    'permission-denied': { title: '只有老板能管账号', next: '请老板来添加或更换密钥' },
  } satisfies Record<string, FailureWords>,
  /** Why a vendor's list could not be read. */
  problems: {
    'vendor-auth': { title: '云平台不认这组密钥了', next: '点开，换上新的密钥' },
    'permission-denied': { title: '这个账号没有读名单的权限', next: '到云平台的控制台给它开通' },
    'vendor-quota': { title: '云平台的次数用完了', next: '到控制台看看套餐，到时会自动再读' },
    'rate-limited': { title: '问得太勤，云平台要我们等等', next: '过几分钟会自动再读' },
    'vendor-unavailable': { title: '云平台没有回应', next: '过几分钟会自动再读' },
    'vendor-protocol': { title: '云平台的回答看不懂', next: '核对接口地址，或稍后再查一次' },
    'invalid-argument': { title: '账号填得不对', next: '点开，换上正确的密钥' },
    internal: { title: '读名单时出错了', next: '过几分钟会自动再读' },
  } satisfies Record<string, FailureWords>,
};
