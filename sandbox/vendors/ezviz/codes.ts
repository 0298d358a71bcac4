/** The guide's result codes. This simulator gives some by itself and every one on request. */
const MESSAGES: Readonly<Record<string, string>> = {
  '200': '操作成功',
  '400': '请求参数错误',
  '403': '权限问题',
  '404': '资源不存在',
  '429': '请求过于频繁',
  '500': '服务内部问题',
  '2000': '设备不存在',
  '2001': '摄像头不存在',
  '2003': '设备不在线',
  '2007': '设备序列号不正确',
  '2009': '设备请求响应超时异常',
  '2030': '设备不支持该功能',
  '9048': '取流并发数超限',
  '9049': '取流带宽超限',
  '10001': '参数错误',
  '10002': 'accessToken异常或过期',
  '10004': '用户不存在',
  '10005': 'appKey异常',
  '10006': 'ip受限',
  '10007': '调用次数达到上限',
  '10008': '签名错误',
  '10009': '签名参数错误',
  '10010': '签名超时',
  '10011': '未开通萤石云服务',
  '10013': '应用没有权限调用此接口',
  '10014': 'appKey下的第三方userId和phone不匹配',
  '10017': 'appKey不存在',
  '10018': 'accessToken与appKey不匹配',
  '10023': 'appKey与应用不匹配',
  '10026': '设备数量超出个人版限制',
  '10027': 'appKey数量超出安全限制',
  '10028': '个人版抓图接口日调用次数超出限制',
  '10029': '个人版接口调用超限',
  '10030': 'appKey和appSecret不匹配',
  '10031': '子账户或萤石用户没有权限',
  '10032': '子账户不存在',
  '10033': '子账户未设置授权策略',
  '10034': '子账户已存在',
  '10035': '获取子账户accessToken异常',
  '10036': '子账户被禁用',
  '10051': '无权限进行抓图',
  '20001': '摄像头不存在',
  '20002': '设备不存在',
  '20005': '硬件特征码需要认证',
  '20006': '网络异常',
  '20007': '设备离线',
  '20008': '设备响应超时或过于频繁',
  '20010': '设备验证码错误',
  '20011': '设备添加失败',
  '20012': '设备添加失败',
  '20013': '设备已被别人添加',
  '20014': 'deviceSerial不合法',
  '20015': '设备不支持该功能',
  '20016': '当前设备正在格式化',
  '20017': '设备已经被自己添加',
  '20018': '该用户不拥有该设备',
  '20019': '设备不支持云存储服务',
  '20020': '设备在线,被自己添加',
  '20021': '设备在线,未被用户添加',
  '20022': '设备在线,已经被别的用户添加',
  '20023': '设备不在线,未被用户添加',
  '20024': '设备不在线,已经被别的用户添加',
  '20029': '设备不在线,被自己添加',
  '20031': '设备开启了终端绑定',
  '20032': '该用户下该通道不存在',
  '20035': '通道被隐藏',
  '30001': '用户不存在',
  '49999': '数据异常',
  '50000': '系统错误',
  '60000': '设备不支持云台控制',
  '60001': '用户无云台控制权限',
  '60002': '设备云台旋转达到上限位',
  '60003': '设备云台旋转达到下限位',
  '60004': '设备云台旋转达到左限位',
  '60005': '设备云台旋转达到右限位',
  '60006': '云台当前操作失败',
  '60007': '预置点个数超过最大值',
  '60008': 'C6预置点个数达到上限',
  '60009': '正在调用预置点',
  '60010': '该预置点已经是当前位置',
  '60011': '预置点不存在',
  '60012': '设备未知错误',
  '60013': '设备已是最新版本',
  '60014': '设备正在升级',
  '60015': '设备正在重启',
  '60016': '加密未开启,无须关闭',
  '60017': '设备抓图失败',
  '60018': '设备升级失败',
  '60019': '设备已加密',
  '60020': '不支持该命令',
  '60021': '当前布防状态已是所设状态',
  '60022': '当前遮蔽状态已是所设状态',
  '60024': '取消订阅操作失败',
  '60026': '设备镜头遮蔽中',
  '60027': '设备正在镜像操作',
  '60028': '设备正在键控动作',
  '60029': '设备处于语音对讲状态',
  '60030': '卡密输入错误次数过多,24小时后再输入',
  '60031': '卡密信息不存在',
  '60032': '卡密状态错误',
  '60033': '卡密非卖品',
  '60034': '卡密不可用',
  '60035': '开通云存储服务失败',
  '60047': '设备不支持该码流',
  '60048': '带宽超出限制',
  '60050': '设备版本不支持',
  '60051': '设备不支持关联',
  '60053': '分辨率不支持',
  '60058': '设备存在高风险,需要确权',
  '60060': '直播地址未绑定',
  '60061': '账户流量已超出或未购买',
  '60062': '该通道直播已开通',
  '60063': '该通道直播未使用或已关闭',
  '60080': '设备正在声源定位',
  '60081': '设备正在轨迹巡航',
  '60082': '设备正在响应本次请求',
  '60083': '设备正在开启镜头遮蔽',
  '60084': '设备正在关闭镜头遮蔽',
  '60085': '设备确权中',
  '60086': '设备确权失败',
  '80502': '设备正在通话中',
  '111000': '语音资源包已用完',
  '111001': '语音时间太短',
  '111012': '语音下发失败',
};

/** A refusal by code; the answer's `msg` is the guide's text unless another says more. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string = MESSAGES[code] ?? '未知错误',
  ) {
    super(message);
  }
}

/** 111012 with the inner code that says why. The guide does not print where it stands; here `msg` ends with it. */
export const undelivered = (inner: string): Refusal => new Refusal('111012', `${MESSAGES['111012'] ?? ''}:${inner}`);

/** A refusal in the terms of cloud recording, which knows HTTP's codes besides those of tokens. */
export function inCloudTerms({ code, message }: Refusal): Refusal {
  if (code === '10001' || code === '20014') return new Refusal('400', message);
  if (['20001', '20002', '20018', '20032'].includes(code)) return new Refusal('404');
  return code === '10031' ? new Refusal('403') : new Refusal(code, message);
}

/** The refusal that a fault asks for: a code, or `111012:` and an inner code. */
export function refusalOf(wanted: string): Refusal {
  const [code = '', inner] = wanted.split(':');
  return code === '111012' && inner !== undefined ? undelivered(inner) : new Refusal(code);
}

export interface Success {
  readonly data?: unknown;
  readonly page?: { readonly total: number; readonly page: number; readonly size: number };
}

/** One answer in an envelope: what to send, and the code for the record. */
interface Envelope {
  readonly success: (result: Success) => object;
  readonly refusal: (refused: Refusal) => object;
}

/** The envelope of `/api/lapp/`: the code is text. */
export const LEGACY: Envelope = {
  success: ({ data, page }) => ({
    ...(page && { page }),
    ...(data !== undefined && { data }),
    code: '200',
    msg: MESSAGES['200'],
  }),
  refusal: ({ code, message }) => ({ code, msg: message }),
};

/** The envelope of the newer families: the code is a number within `meta`. */
export const NEWER: Envelope = {
  success: ({ data }) => ({ meta: { code: 200, message: MESSAGES['200'], moreInfo: null }, data: data ?? null }),
  refusal: ({ code, message }) => ({ meta: { code: Number(code), message, moreInfo: null } }),
};
