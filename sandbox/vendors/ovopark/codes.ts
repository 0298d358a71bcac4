/** Gateway and business codes with the names that the vendor's pages give them. */
const CODES = {
  SUCCESS: [0, '调用成功'],
  KEY_NOTNULL: [1, '_akey不能为空'],
  KEY_UNLAWFUL: [2, '_akey不合法'],
  KEY_HAS_EXPIRED: [3, '_akey已过期'],
  SIGN_METHOD_NOTNULL: [4, '_sm参数不能为空'],
  SIGN_TYPE_NOTEXIST: [5, '_sm类型不存在'],
  SIGN_NOTNULL: [6, '_sig参数不能为空'],
  SIGN_WRONG: [7, '无效的签名,请检查参数和签名格式'],
  METHOD_NOTNULL: [8, '_mt参数不能为空'],
  METHOD_NOTEXIST_CODE: [9, '_mt对应的方法名不存在或未注册进服务'],
  REQUESTMODE_NOTNULL: [10, '_requestMode参数不能为空'],
  APPLICATIONID_NOTNULL: [11, '_aid参数不能为空'],
  APPLICATIONID_NOTSAME: [12, '_aid与当前key不匹配'],
  VERSION_NOTNULL: [13, '_version版本号不能为空'],
  TIMESTAMP_NOTNULL: [14, '_timestamp时间戳不能为空'],
  TIMESTAMP_FORMAT_ERROR: [15, '_timestamp时间戳格式化错误'],
  TIMESTAMP_OVERTIME: [16, '_timestamp已失效'],
  FORMAT_TYPE_NOTEXIST: [17, '_format类型不存在'],
  API_CALL_REPEAT: [-100, '接口重复调用'],
  API_SYSTEM_CALL_ERROR: [-500, 'api调用失败,系统发生异常'],
  UNKNOWN_ERROR: [-999, '开放平台系统异常'],
  NO_AUTH_USER: [103064, '没有用户权限'],
  NO_DEVICE: [103092, '没有设备'],
  USERNAME_ERROE: [103094, '用户名错误'],
  PASSWORD_ERROE: [103095, '密码错误'],
  TOKEN_NOT_EXIST: [9990001, 'token不存在'],
} as const satisfies Record<string, readonly [number, string]>;

export type CodeName = keyof typeof CODES;

export class Refusal extends Error {
  constructor(
    readonly codeName: string,
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** The refusal that the vendor's pages name so. */
export const refuse = (name: Exclude<CodeName, 'SUCCESS'>, message: string = CODES[name][1]): Refusal =>
  new Refusal(name, CODES[name][0], message);

/** The refusal of a code; a code that the pages do not know has a name of its own. */
export function refusalOf(code: string): Refusal {
  const known = Object.entries(CODES).find(([, [number]]) => String(number) === code);
  return known ? new Refusal(known[0], known[1][0], known[1][1]) : new Refusal('UNLISTED', Number(code), code);
}

/** The vendor's envelope: `stat` from the gateway, `result` in words, `data` from the method. */
export function envelope(outcome: { data: unknown } | Refusal, { cid, now }: { cid: string; now: number }): object {
  const refused = outcome instanceof Refusal;
  const [code, message] = CODES.SUCCESS;
  return {
    stat: refused
      ? { cid, code: outcome.code, codename: outcome.codeName, systime: now }
      : { cid, code, codename: 'SUCCESS', systime: now },
    result: refused ? outcome.message : message,
    data: refused ? null : outcome.data,
  };
}
