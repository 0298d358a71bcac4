import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import type { StorePickDetail, StoreSeekDetail } from '../../../components/store-list/store-list';
import { appearance } from '../../../services/appearance';
import { say } from '../../../services/feedback';
import { goBack, replacePage, scrollToTop, setPageTitle } from '../../../services/navigation';
import { routes, storeIdFromQuery, type Query } from '../../../services/routes';
import { scanCode } from '../../../services/scanner';
import { scan } from '../../../stores/index';
import type { PickedDetail } from '../../components/form-choice/form-choice';
import type { TypedDetail } from '../../../components/form-field/form-field';
import type { OutcomeAct } from '../../stores/add-page';
import type { CameraField } from '../../stores/camera-adder';
import { addPage, adder, words } from '../../stores/index';

type Detail<T extends object> = WechatMiniprogram.CustomEvent<T>;
type FieldEvent = WechatMiniprogram.CustomEvent<TypedDetail, object, { field: CameraField }>;

/** A title goes to whatever page is in front, so only that one may set it. */
let stopNaming = (): void => {};

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), shapes: [0, 1, 2, 3, 4] },

  storeBindings: {
    store: adder,
    fields: {
      words: () => words().add,
      common: () => words().common,
      screen: () => addPage.screen,
      fields: () => addPage.fields,
      accountNames: () => addPage.accountNames,
      accountIndex: () => addPage.accountIndex,
      model: () => addPage.model,
      sending: () => addPage.sending,
      outcome: () => addPage.outcome,
      choosing: () => addPage.choosing,
      stores: () => addPage.stores,
      moreStores: () => addPage.moreStores,
      searchable: () => addPage.choice.searchable,
      typed: () => addPage.choice.search.typed,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad: (query: Query) => void addPage.open(storeIdFromQuery(query), scan.takeLabel()),
    onShow() {
      stopNaming();
      stopNaming = autorun(() => setPageTitle(words().add.title));
      // An account or a store may have been made on the page before.
      if (adder.accounts !== null && addPage.screen.kind === 'card') void adder.load();
    },
    onHide: () => stopNaming(),
    onUnload() {
      stopNaming();
      adder.leave();
    },

    onCardAction() {
      const { screen } = addPage;
      if (screen.kind !== 'card') return;
      if (screen.act === 'refresh') void adder.load();
      else if (screen.act === 'store') replacePage(routes.store());
      else if (screen.act === 'account') replacePage(routes.account());
      else goBack();
    },
    onScan: () => void scanLabel(),
    onField({ detail, currentTarget }: FieldEvent) {
      addPage.set(currentTarget.dataset.field, detail.text);
    },
    onAccount: ({ detail }: Detail<PickedDetail>) => addPage.chooseAccount(detail.index),
    onStores: () => addPage.chooseStores(true),
    onStoresClose: () => addPage.chooseStores(false),
    onSeek: ({ detail }: Detail<StoreSeekDetail>) => addPage.choice.search.type(detail.text),
    onStore: ({ detail }: Detail<StorePickDetail>) => addPage.pickStore(detail.key),
    onSend: () => void send(),
    onOutcome() {
      if (addPage.outcome !== null) ACTS[addPage.outcome.action]();
    },
    onSecond() {
      const second = addPage.outcome?.second ?? null;
      if (second !== null) ACTS[second]();
    },
  },
});

const ACTS: Readonly<Record<OutcomeAct, () => void>> = {
  watch() {
    if (addPage.watchable !== null) replacePage(routes.live(addPage.watchable));
  },
  another: () => adder.another(),
  correct: () => adder.correct(),
  retry: () => void adder.retry(),
};

async function send(): Promise<void> {
  await adder.send();
  // What came of it stands where the form began.
  if (addPage.outcome !== null) scrollToTop();
}

async function scanLabel(): Promise<void> {
  const scanned = await scanCode();
  const { notLabel, scanFailed } = words().add;
  if (scanned.kind === 'failed') say(scanFailed, words().common.understood);
  if (scanned.kind === 'scanned' && !adder.take(scanned.text)) say(notLabel, words().common.understood);
}
