/** Of the vendors' accounts: what each vendor, each of their credentials and each ability is called. */
export const vendors = {
  names: { ezviz: '萤石', onenet: 'OneNET', ovopark: '万店掌' },
  /** By vendor and by the name that its guide uses. */
  fields: {
    ezviz: {
      baseUrl: { label: '接口地址', hint: '国内账号不用改；海外账号填所在区域的地址' },
      appKey: { label: 'AppKey', hint: '萤石开放平台：开发者服务 → 我的应用' },
      appSecret: { label: 'Secret', hint: '和 AppKey 在同一页' },
      recordingProject: { label: '云录制空间 ID', hint: '开通了云录制才填，填了就能做剪辑' },
      'subAccount.prefix': { label: '子账号前缀', hint: '2–12 个小写字母；填了就能转到萤石小程序看' },
      'subAccount.lifeMinutes': { label: '子账号有效分钟数', hint: '10–1440，不填是 60' },
    },
    onenet: {
      baseUrl: { label: '接口地址', hint: '一般不用改；新版平台填它自己的地址' },
      productId: { label: '产品 ID', hint: '一串数字，在产品概况里' },
      apiKey: { label: 'Master-APIkey', hint: '在产品概况里，点「查看」' },
      accessKey: { label: 'access_key', hint: '在产品概况里，用来取图片和录像' },
    },
    ovopark: {
      liveUrl: { label: '直播接口地址', hint: '一般不用改，以 cloud.api 结尾' },
      gatewayUrl: { label: '数据接口地址', hint: '一般不用改，以 m.api 结尾' },
      applicationId: { label: '应用 ID', hint: '万店掌给的 _aid，一般是 S107' },
      accessKey: { label: 'AccessKey', hint: '万店掌开放平台：应用的 AccessKey' },
      accessSecret: { label: 'AccessKey Secret', hint: '和 AccessKey 在同一页' },
      signMethod: { label: '签名方式', hint: '不清楚就用 md5' },
      userToken: { label: '用户令牌', hint: '取摄像头名单要用；没有就填下面的用户名' },
      userName: { label: '用户名', hint: '万店掌的登录名，用它换令牌' },
      userPassword: { label: '用户密码', hint: '有的账号只凭用户名就行，可以不填' },
    },
  },
  abilities: {
    list: '读名单',
    live: '看直播',
    lookBack: '看录像',
    clips: '剪辑',
    videos: '云端视频',
    ptz: '云台',
    presets: '预置点',
    talk: '对讲',
    switches: '镜头开关',
    snapshot: '截图',
    gallery: '云端图片',
    adding: '在这里添加摄像头',
    elsewhere: '转到厂商小程序看',
  },
};
