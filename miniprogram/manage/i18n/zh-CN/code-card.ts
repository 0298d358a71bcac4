/** The image of a code, whatever it leads to. */
export const codeCard = {
  styles: { 'mini-program': '小程序码', link: '二维码' },
  choose: '哪一种码',
  loading: '正在生成',
  slow: '比平时慢：还在生成',
  none: '这里没有设置能用的码，请联系管理员',
  failed: '没有生成：{why}。{next}',
  faults: { 'not-found': { title: '它已经不在了', next: '回到列表刷新' } },
  hints: { 'mini-program': '用微信扫一扫打开', link: '用微信扫一扫，或手机相机打开' },
  save: '存到相册',
  settings: '去设置',
  saving: '正在存到相册',
  saved: '已存到相册',
  noRoom: '手机空间不够，没有存到相册',
  unsaved: {
    'no-consent': '要先同意隐私保护指引才能存。过 10 秒再点「存到相册」',
    undeclared: '小程序还不能存到相册。请管理员在隐私保护指引里填上相册',
    denied: '没有相册权限，还没存。点「去设置」，打开「添加到相册」',
    'system-denied': '手机不让微信用相册。点「去设置」允许，回来就存',
    cancelled: '没有存到相册',
    failed: '相册没有收下。看看手机空间够不够，再点「存到相册」',
  },
};
