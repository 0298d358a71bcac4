import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import type { FilterChosenDetail } from '../../../components/filter-tabs/filter-tabs';
import { appearance } from '../../../services/appearance';
import { confirm } from '../../../services/dialogs';
import { toast } from '../../../services/feedback';
import { goBack, openPage, setPageTitle } from '../../../services/navigation';
import { accountIdFromQuery, routes, type Query } from '../../../services/routes';
import { toolAccounts } from '../../../stores/index';
import { accountCameras, encryption, toolsPage, words } from '../../stores/index';

type RowEvent = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** A title goes to whatever page is in front, so only that one may set it. */
let stopNaming = (): void => {};

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), shapes: [0, 1, 2] },

  storeBindings: {
    store: toolAccounts,
    fields: {
      words: () => words().tools,
      screen: () => toolsPage.screen,
      tabs: () => toolsPage.tabs,
      accountId: () => toolsPage.accountId ?? '',
      accountName: () => toolsPage.accountName,
      encryption: () => toolsPage.encryption,
      typed: () => accountCameras.search.typed,
      rows: () => toolsPage.rows,
      note: () => toolsPage.note,
      more: () => toolsPage.more,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad: (query: Query) => void toolsPage.open(accountIdFromQuery(query)),
    onShow() {
      stopNaming();
      stopNaming = autorun(() => setPageTitle(toolsPage.title));
    },
    onHide: () => stopNaming(),
    onUnload() {
      stopNaming();
      toolsPage.leave();
    },

    onCardAction() {
      const { screen } = toolsPage;
      if (screen.kind === 'card' && screen.act === 'refresh') void toolsPage.refresh();
      else goBack();
    },
    onAccount: ({ detail }: { readonly detail: FilterChosenDetail }) => void toolsPage.choose(detail.key),
    onEncryption: () => void turn(),
    onFiles() {
      if (toolsPage.accountId !== null) openPage(routes.objects(toolsPage.accountId));
    },
    onType: ({ detail }: { readonly detail: string }) => accountCameras.search.type(detail),
    onSubmit: () => accountCameras.search.submit(),
    onCamera: ({ currentTarget }: RowEvent) => openPage(routes.device(currentTarget.dataset.id)),
    onMore: () => void toolsPage.goOn(),
  },
});

async function turn(): Promise<void> {
  const { question } = toolsPage;
  if (toolsPage.encryption.off) return;
  if (question === null) {
    await encryption.refresh();
    return;
  }
  if (!(await confirm({ ...question, cancel: words().common.cancel }))) return;
  const told = await toolsPage.turn(question);
  if (told !== null) toast(told);
}
