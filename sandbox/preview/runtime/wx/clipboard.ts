import { asyncApi } from './api';

/** The system's clipboard where the browser allows it, and a copy of our own in any case. */
export function clipboardApis(toast: (title: string) => void) {
  let copy = '';
  return {
    setClipboardData: asyncApi<{ data: string }>('setClipboardData', async ({ data = '' }) => {
      copy = data;
      await navigator.clipboard.writeText(data).catch(() => undefined);
      toast('内容已复制'); // WeChat says so itself
    }),
    getClipboardData: asyncApi('getClipboardData', () => ({ data: copy })),
  };
}
