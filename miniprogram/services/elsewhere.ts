import type { OutputOf } from '../../typings/contract/calls';

export type MiniProgramPage = OutputOf<'live.elsewhere'>;

/**
 * Opens a page of another mini-program, which WeChat does after a tap only and when the person agrees; who does not,
 * stays, and nothing is wrong. Rejects without WeChat's words: they may repeat the path.
 */
export function openMiniProgram({ appId, path }: MiniProgramPage): Promise<void> {
  return new Promise((resolve, reject) => {
    wx.navigateToMiniProgram({
      appId,
      path,
      success: () => resolve(),
      fail({ errMsg }) {
        if (errMsg.endsWith('fail cancel')) resolve();
        else reject(new Error('the other mini-program did not open'));
      },
    });
  });
}
