/** Who watches a camera now. */
export const viewers = {
  title: '谁在观看',
  titleOf: '{name} · 谁在观看',
  count: '{n} 人正在观看',
  vendorCount: '云平台统计 {n} 人，包括不用看店、直接在云平台上看的',
  refresh: '刷新',
  asOf: '{when} 更新，每 15 秒自动更新',
  stale: '{what}，下面是 {when} 的',
  slow: '比平时慢：还在问谁在观看',
  kinds: { live: '看直播', playback: '看回放' },
  what: '{role} · {kind}',
  since: '{when} 开始',
  seconds: '看了不到 1 分钟',
  minutes: '看了 {n} 分钟',
  hours: '看了 {h} 小时 {m} 分',
  empty: { title: '现在没有人在观看', detail: '有人打开这个摄像头的画面，20 秒内就会出现在这里' },
  emptyOurs: '现在没有人在看店里观看',
  back: '返回',
  missing: { title: '没有这个摄像头', detail: '回到列表刷新' },
  faults: {
    'permission-denied': { title: '只有店长和老板能看谁在观看', next: '请店长或老板给你「管理」权限' },
  },
};
