import { Answers } from './answers';
import { FakeCloud, makeChannel } from './cloud';
import { serveCalls } from './serve-calls';

interface Modal {
  readonly title: string;
  readonly content: string;
  readonly success?: (answer: { readonly confirm: boolean }) => void;
}

/** What the pages about sharing did to the phone, and how it answers. */
export class ManagePhone {
  readonly titles: string[] = [];
  readonly toasts: string[] = [];
  readonly opened: string[] = [];
  readonly modals: Modal[] = [];
  readonly album: string[] = [];
  readonly viewed: string[][] = [];
  /** Whether the menu offers to forward, in order. */
  readonly menus: boolean[] = [];
  backs = 0;
  agree = true;
  readonly cloud = new FakeCloud([
    makeChannel('gate', { name: '收银台', rights: ['view', 'playback', 'share', 'manage'] }),
    makeChannel('yard', { name: '后门', rights: ['view', 'share', 'manage'] }),
  ]);
  readonly answers = new Answers()
    .on('session.start', (input) => this.cloud.call('session.start', input))
    .on('channel.list', (input) => this.cloud.call('channel.list', input))
    .on('store.list', (input) => this.cloud.call('store.list', input))
    .on('code.styles', () => ({ styles: ['mini-program', 'link'] }))
    .on('code.image', ({ channelId, style }) => ({ png: `${channelId}-${style}` }))
    .on('share.image', ({ id, style }) => ({ png: `${id}-${style}` }));

  /** Puts this phone in the place of the test kit's. */
  install(): void {
    Object.assign(wx, {
      getAppBaseInfo: () => ({ language: 'zh_CN', theme: 'light', fontSizeScaleFactor: 1 }),
      getWindowInfo: () => ({ windowWidth: 375, windowHeight: 700, pixelRatio: 2 }),
      getStorageSync: () => '',
      setStorageSync: () => undefined,
      onNetworkStatusChange: () => undefined,
      getNetworkType: () => undefined,
      env: { USER_DATA_PATH: 'usr' },
      setNavigationBarTitle: ({ title }: { title: string }) => this.titles.push(title),
      showToast: ({ title }: { title: string }) => this.toasts.push(title),
      showShareMenu: () => this.menus.push(true),
      hideShareMenu: () => this.menus.push(false),
      navigateBack: () => (this.backs += 1),
      previewImage: ({ urls }: { urls: string[] }) => this.viewed.push(urls),
      navigateTo: ({ url, complete }: { url: string; complete: () => void }) => {
        this.opened.push(url);
        complete();
      },
      showModal: (modal: Modal) => {
        this.modals.push(modal);
        modal.success?.({ confirm: this.agree });
      },
      saveImageToPhotosAlbum: ({ filePath, success }: { filePath: string; success: () => void }) => {
        this.album.push(filePath);
        success();
      },
      getFileSystemManager: () => ({
        writeFile: ({ success }: { success: () => void }) => success(),
        copyFile: ({ success }: { success: () => void }) => success(),
        unlink: () => undefined,
      }),
    });
    serveCalls(this.answers);
  }
}
