import type { FailureDictionary } from '../../utils/failure-words';

export const errors: FailureDictionary = {
  'no-network': { title: '网络连接不上', next: '检查手机的网络，然后重试' },
  timeout: { title: '等了 10 秒没有回应', next: '网络可能较慢，换个位置再试' },
  'invalid-argument': { title: '这个请求有误', next: '更新小程序后再试' },
  unauthenticated: { title: '微信没有确认你的身份', next: '关闭小程序，从微信重新打开' },
  'permission-denied': { title: '你没有这个权限', next: '请店长或老板给你开通' },
  'not-found': { title: '找不到这个摄像头', next: '它可能已被移除，回到列表刷新' },
  conflict: { title: '已经添加过了', next: '刷新看看；若在别的账号下，先从那里移除' },
  'device-offline': { title: '摄像头离线', next: '检查摄像头的电源和网络' },
  'device-busy': { title: '观看的人太多', next: '请别的同事先退出，稍后再试' },
  'device-encrypted': { title: '画面已加密', next: '请管理员在摄像头的云平台关闭视频加密' },
  'device-masked': { title: '镜头已遮蔽', next: '请管理员关闭镜头遮蔽' },
  'device-disabled': { title: '摄像头已停用', next: '请管理员在云平台启用它' },
  unsupported: { title: '这个摄像头做不到', next: '换一个摄像头，或联系管理员' },
  'rate-limited': { title: '点得太快了', next: '等几秒再试' },
  'vendor-auth': { title: '云平台账号失效', next: '请管理员更新账号的密钥' },
  'vendor-quota': { title: '云平台的次数用完了', next: '请管理员查看套餐，或稍后再试' },
  'vendor-unavailable': { title: '云平台没有回应', next: '等一会儿再试' },
  'vendor-protocol': { title: '云平台的回答看不懂', next: '再试一次，不行就把编号告诉管理员' },
  internal: { title: '小程序出错了', next: '再试一次，不行就把编号告诉管理员' },
};
