import { asyncApi } from './api';
import type { Privacy } from './privacy';

/** The system's clipboard where the browser allows it, and a copy of our own in any case. */
export function clipboardApis(privacy: Privacy, toast: (title: string) => void) {
  let copy = '';
  return {
    setClipboardData: asyncApi<{ data: string }>('setClipboardData', async ({ data = '' }) => {
      await privacy.require('setClipboardData', 'plain');
      copy = data;
      await navigator.clipboard.writeText(data).catch(() => undefined);
      toast('内容已复制'); // WeChat says so itself
    }),
    getClipboardData: asyncApi('getClipboardData', () => ({ data: copy })),
  };
}
