/** The result codes this simulator gives, with the guide's meaning. */
const MESSAGES = {
  '200': '操作成功',
  '10001': '参数错误',
  '10002': 'accessToken异常或过期',
  '10005': 'appKey异常',
  '10017': 'appKey不存在',
  '10029': '个人版接口调用超限',
  '10030': 'appKey和appSecret不匹配',
  '20001': '摄像头不存在',
  '20002': '设备不存在',
  '20007': '设备离线',
  '20014': 'deviceSerial不合法',
  '20018': '该用户不拥有该设备',
  '60019': '设备已加密',
  '60020': '不支持该命令',
} as const;

type EzvizCode = keyof typeof MESSAGES;
export type RefusalCode = Exclude<EzvizCode, '200'>;

/** A refusal by code; the answer's `msg` is the guide's text unless another says more. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string = MESSAGES[code],
  ) {
    super(message);
  }
}

export interface Success {
  readonly data?: unknown;
  readonly page?: { readonly total: number; readonly page: number; readonly size: number };
}

/** The guide's envelope: the code is text. */
export const success = ({ data, page }: Success): object => ({
  ...(page && { page }),
  ...(data !== undefined && { data }),
  code: '200',
  msg: MESSAGES['200'],
});

export const refusal = ({ code, message }: Refusal): object => ({ code, msg: message });
