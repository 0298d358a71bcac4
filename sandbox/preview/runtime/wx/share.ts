import { files } from '../files';
import { requireTap } from '../gesture';
import type { Phone } from '../phone';
import { shares } from '../shares';
import { ApiFailure, asyncApi } from './api';
import { showModal } from './dialog-boxes';

interface ShareOptions {
  filePath: string;
  fileName: string;
}

/** Forwarding to a chat: the preview has one, and it keeps what is sent. */
export function shareApis({ device }: Phone) {
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
  };
}
