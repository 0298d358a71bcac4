type Result = WechatMiniprogram.ScanCodeSuccessCallbackResult;

/** What WeChat's scanner hands over; of another's code there is no path, of our own perhaps no text. */
export function makeScanResult(change: Partial<Result>): Result {
  return { charSet: 'utf-8', rawData: '', path: '', result: '', scanType: 'QR_CODE', errMsg: 'scanCode:ok', ...change };
}
