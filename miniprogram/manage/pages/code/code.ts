import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { confirm } from '../../../services/dialogs';
import { goBack, openPage, setPageTitle } from '../../../services/navigation';
import { channelIdFromQuery, routes, type Query } from '../../../services/routes';
import type { CodeChosenDetail, KeepDetail } from '../../components/code-card/code-card';
import { codeCardView } from '../../stores/code-words';
import { cameraCode, cameraCodePage, words } from '../../stores/index';

type Detail<T extends object> = WechatMiniprogram.CustomEvent<T>;

/** A title goes to whatever page is in front, so only that one may set it. */
let stopNaming = (): void => {};

ComponentWithStore({
  data: { typeScale: appearance.typeScale() },

  storeBindings: {
    store: cameraCodePage,
    fields: {
      words: () => words().codes,
      choose: () => words().codeCard.choose,
      screen: () => cameraCodePage.screen,
      name: () => cameraCodePage.camera?.name ?? '',
      storeName: () => cameraCodePage.camera?.storeName ?? '',
      label: () => cameraCodePage.label,
      code: () => codeCardView(cameraCode, words()),
      line: () => cameraCodePage.line,
      working: () => cameraCodePage.working,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad: (query: Query) => void cameraCodePage.open(channelIdFromQuery(query)),
    onShow() {
      stopNaming();
      stopNaming = autorun(() => setPageTitle(words().codes.codeTitle));
    },
    onHide: () => stopNaming(),
    onUnload() {
      stopNaming();
      cameraCodePage.leave();
    },

    onCardAction() {
      const { screen } = cameraCodePage;
      if (screen.kind !== 'card') return;
      if (screen.act === 'back') goBack();
      else void cameraCodePage.load();
    },
    onCodeStyle({ detail }: Detail<CodeChosenDetail>) {
      const style = cameraCode.styles?.find((each) => each === detail.key);
      if (style !== undefined) void cameraCode.choose(style);
    },
    onCodeRetry: () => void cameraCode.reload(),
    onKeep: ({ detail }: Detail<KeepDetail>) => void cameraCode.keep(detail.act, cameraCodePage.fileName),
    onReplace: () => void replace(),
    onSheet() {
      const { camera } = cameraCodePage;
      if (camera !== null) openPage(routes.codes(camera.storeId));
    },
  },
});

async function replace(): Promise<void> {
  const { codes, common } = words();
  const { camera, working } = cameraCodePage;
  if (camera === null || working) return;
  const agreed = await confirm({
    title: cameraCodePage.replaceTitle,
    content: codes.replaceDetail,
    confirm: codes.replaceConfirm,
    cancel: common.cancel,
  });
  // Meanwhile the page may be left.
  if (agreed && cameraCodePage.camera === camera) await cameraCodePage.replace();
}
