import { files } from '../files';
import { requireTap } from '../gesture';
import type { Phone } from '../phone';
import { reportUnimplemented } from '../report';
import { shares } from '../shares';
import { openMenu, setShareMenu } from '../sharing';
import { ApiFailure, asyncApi } from './api';
import { showModal } from './dialog-boxes';

interface ShareOptions {
  filePath: string;
  fileName: string;
}

interface MenuOptions {
  menus: readonly string[];
}

/** Forwarding to a chat: the preview has one, and it keeps what is sent. */
export function shareApis(phone: Phone) {
  const { device, shell, stack } = phone;
  shell.menuAsked.add(() => void openMenu(phone));
  return {
    shareFileMessage: asyncApi<ShareOptions>('shareFileMessage', async ({ filePath = '', fileName }) => {
      requireTap();
      const file = files.read(filePath);
      if (file === null) throw new ApiFailure('file not exist');
      const name = fileName ?? filePath.split('/').at(-1) ?? '';
      const [title, cancelText, confirmText] =
        device.state.language === 'en' ? ['Send to a chat', 'Cancel', 'Send'] : ['发送给朋友', '取消', '发送'];
      const { confirm } = await showModal({ title, content: name, cancelText, confirmText });
      if (!confirm) throw new ApiFailure('cancel');
      shares.push({ name, bytes: file.bytes.length });
    }),
    /** Of the page that is shown; a `<button open-type="share">` goes on working. */
    hideShareMenu: asyncApi<MenuOptions>('hideShareMenu', ({ menus = ['shareAppMessage'] }) => {
      if (menus.includes('shareAppMessage')) setShareMenu(stack.top, false);
    }),
    showShareMenu: asyncApi<MenuOptions>('showShareMenu', ({ menus = ['shareAppMessage'] }) => {
      if (menus.includes('shareTimeline')) throw new ApiFailure(reportUnimplemented('sharing to the timeline'));
      setShareMenu(stack.top, true);
    }),
  };
}
