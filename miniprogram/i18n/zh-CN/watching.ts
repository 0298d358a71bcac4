/** Of a picture that is being watched, whether of now or of the past. */
export const watching = {
  qualities: { main: '高清', sub: '标清' },
  /** Why a picture broke off, where the cloud did not say. */
  causes: {
    'no-first-frame': '连上了，但 10 秒没有画面',
    'no-frame': '画面停住了',
    ended: '摄像头那边结束了播放',
    disconnected: '和摄像头的连接断了',
    'no-address': '播放地址失效了',
    'no-microphone': '微信没有麦克风权限',
    network: '手机刚刚断过网',
  },
  /** Why there is no picture at all: what, why most likely, what to do. */
  failures: {
    offline: { title: '摄像头离线', detail: '多半是断电或断网。检查摄像头的电源、网线和路由器' },
    encrypted: {
      title: '画面已加密',
      detail: '摄像头开了视频加密，这里解不开。请管理员在云平台的应用里关闭视频加密，再重试',
    },
    masked: { title: '镜头已遮蔽', detail: '有人打开了隐私遮蔽。请管理员关闭遮蔽，再重试' },
    disabled: { title: '摄像头已停用', detail: '它在云平台上被停用了。请管理员启用它，再重试' },
    h265: { title: '手机放不了这个编码', detail: '摄像头用的是 H.265。请管理员把视频编码改成 H.264，再重试' },
    'no-player-permission': {
      title: '小程序还不能播放直播',
      detail: '直播播放的权限没有开通。请管理员在小程序后台的“接口设置”里打开它',
    },
    'no-right': { title: '你不能看这个摄像头', detail: '请店长或老板给你开通观看权限' },
    'outside-hours': { title: '现在不在你的查看时间', detail: '到时间再来，或请店长调整你的时间' },
    'not-found': { title: '找不到这个摄像头', detail: '它可能已被移除。回到列表，下拉刷新' },
    unauthenticated: { title: '微信没有确认你的身份', detail: '关闭小程序，从微信重新打开' },
    unsupported: { title: '这个摄像头放不了直播', detail: '它的云平台没有给出能播放的地址。请管理员检查它的设置' },
    'vendor-auth': { title: '云平台账号失效', detail: '请管理员更新账号的密钥，再重试' },
    exhausted: { title: '试了几次都没有画面', detail: '{why}。检查手机和门店的网络，再重试' },
  },
  lastSeen: '上次在线 {when}',
  diagnose: '诊断',
  controls: '播放控制',
  soundOn: '开声音',
  soundOff: '静音',
  quality: '清晰度',
  fit: '画面',
  fitContain: '完整',
  fitFill: '铺满',
  fullScreen: '全屏',
  exitFullScreen: '退出全屏',
  showControls: '显示播放控制',
  weak: '网络不稳',
};
