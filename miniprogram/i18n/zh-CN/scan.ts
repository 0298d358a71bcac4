/** Of the tab that scans. */
export const scan = {
  title: '扫码',
  scan: '扫一扫',
  scanning: '正在打开相机',
  what: '可以扫这些码',
  kinds: {
    camera: { title: '摄像头上贴的码', next: '直接看这个摄像头' },
    invite: { title: '邀请', next: '店长或老板发的，扫了加入门店' },
    label: { title: '摄像头机身的标签', next: '能管理门店的人扫了，就可以添加这个摄像头' },
    share: { title: '分享', next: '别人分享给你的直播或回放' },
  },
  label: {
    title: '这是摄像头机身的标签',
    next: '它不是看店的码。请能管理门店的人用自己的手机扫它来添加，接好以后就会出现在门店里',
  },
  foreign: { title: '这不是看店的码', next: '换一个码再扫：上面列出的才能打开' },
  failed: { title: '没有扫成', next: '检查微信的相机权限，再扫一次' },
};
