import type { ScannedText } from '../utils/entry-code';

/** What came of opening WeChat's scanner; who backs out has not failed. */
export type Scan =
  ({ readonly kind: 'scanned' } & ScannedText) | { readonly kind: 'cancelled' } | { readonly kind: 'failed' };

/** Opens WeChat's scanner, by camera or from the album. */
export function scanCode(): Promise<Scan> {
  return new Promise((resolve) => {
    wx.scanCode({
      onlyFromCamera: false,
      scanType: ['qrCode', 'wxCode', 'datamatrix'],
      // The path is there only for this mini-program's own codes, and the text not for those, whatever the typings say.
      success: ({ result, path }: Partial<WechatMiniprogram.ScanCodeSuccessCallbackResult>) =>
        resolve({ kind: 'scanned', text: result ?? '', path: path ?? '' }),
      fail: ({ errMsg }) => resolve({ kind: /cancel/i.test(errMsg) ? 'cancelled' : 'failed' }),
    });
  });
}
