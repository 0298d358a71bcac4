/** Of the page where the first owner comes to be. */
export const claim = {
  title: '第一次启用',
  intro: '装好看店以后，用启用码成为第一位老板。启用码由安装的人设定，只能用一次。',
  code: '启用码',
  codeHint: '区分大小写',
  name: '你的名字',
  nameHint: '同事会看到它',
  agree: '我已阅读并同意',
  notice: '隐私说明',
  action: '成为老板',
  busy: '请稍候',
  missing: { code: '请填写启用码', name: '请填写名字', tick: '请先阅读并勾选同意' },
  done: '你现在是老板了，可以邀请同事',
  problems: {
    wrong: '启用码不对。请向安装的人确认，注意大小写',
    taken: '已经有老板了。请他们给你发邀请',
    tooMany: '错的次数太多，{when} 以后再试',
    noticeChanged: '隐私说明刚更新了，请重新看一遍再同意',
  },
};
