/** What several pages say of people, roles and rights. */
export const people = {
  roles: { owner: '老板', manager: '店长', staff: '店员', guest: '访客' },
  rights: {
    view: '看直播',
    playback: '看回放',
    ptz: '转动摄像头',
    talk: '对讲',
    capture: '截图、剪辑',
    share: '分享',
    manage: '管理',
  },
  unnamed: '未留名字',
  self: '我',
  /** A name and the visitor code. */
  nameWithCode: '{name}（{code}）',
  always: '全天',
  span: '{from}–{to}',
  nextDay: '次日 {time}',
};
