import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import type { TypedDetail } from '../../../components/form-field/form-field';
import { appearance } from '../../../services/appearance';
import { confirm, explain } from '../../../services/dialogs';
import { drawRows, NO_ROWS, rowsScrolled } from '../../../services/drawn-rows';
import { say } from '../../../services/feedback';
import { chooseFile } from '../../../services/message-files';
import { goBack, setPageTitle } from '../../../services/navigation';
import { accountIdFromQuery, type Query } from '../../../services/routes';
import { download, objects, objectsPage, upload, words } from '../../stores/index';
import type { DeedView, ObjectDeed } from '../../stores/objects-page';

type Event<T> = { readonly detail: T };
type RowEvent = WechatMiniprogram.TouchEvent<object, object, { name: string }>;

/** What ends when another page comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), shapes: [0, 1, 2], ...NO_ROWS },

  storeBindings: {
    store: objects,
    fields: {
      words: () => words().objects,
      common: () => words().common,
      screen: () => objectsPage.screen,
      stale: () => objectsPage.stale,
      upload: () => objectsPage.upload,
      loading: () => objectsPage.loading,
      foot: () => objectsPage.foot,
      line: () => objectsPage.line,
      chosen: () => objectsPage.chosen ?? '',
      deeds: () => objectsPage.deeds,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad: (query: Query) => void objectsPage.open(accountIdFromQuery(query)),
    onShow() {
      for (const stop of stops) stop();
      stops = [
        // A title goes to whatever page is in front, so only that one may set it.
        autorun(() => setPageTitle(objectsPage.title)),
        drawRows(this, () => objectsPage.rows),
      ];
      objectsPage.show();
    },
    onHide: rest,
    onPageScroll() {
      rowsScrolled(this);
    },
    onUnload() {
      rest();
      objectsPage.leave();
    },

    onCardAction() {
      const { screen } = objectsPage;
      if (screen.kind === 'card' && screen.act === 'refresh') void objects.refresh();
      else goBack();
    },
    onRetry: () => void objects.refresh(),
    onChoose: () => void choose(),
    onName: ({ detail }: Event<TypedDetail>) => upload.rename(detail.text),
    onDescription: ({ detail }: Event<TypedDetail>) => upload.describe(detail.text),
    onSend() {
      if (upload.stage.kind === 'done') void choose();
      else void objectsPage.send().then(tell);
    },
    onOther() {
      if (upload.stage.kind === 'uploading') upload.stop();
      else upload.drop();
    },
    onRow: ({ currentTarget }: RowEvent) => objectsPage.choose(currentTarget.dataset.name),
    onSheetClose: () => objectsPage.choose(null),
    onDeed({ detail }: Event<DeedView>) {
      const { chosen } = objectsPage;
      objectsPage.choose(null);
      if (chosen !== null) DEEDS[detail.key](chosen);
    },
    onLoadAct() {
      const { loading } = objectsPage;
      if (loading?.act === 'cancel') download.cancel();
      else if (loading?.act === 'open') void objectsPage.look().then(tell);
      else if (loading != null) void objectsPage.load(loading.name);
    },
    onForward: () => void objectsPage.forward().then(tell),
  },
});

const DEEDS: Readonly<Record<ObjectDeed, (name: string) => void>> = {
  load: (name) => void objectsPage.load(name),
  remove: (name) => void remove(name),
};

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
  objectsPage.hide();
}

async function choose(): Promise<void> {
  if (upload.busy) return;
  const file = await chooseFile();
  if (typeof file !== 'string' || file === 'cancelled') tell(objectsPage.take(file));
  else explain(words().objects.notChosen[file], words().common.understood);
}

async function remove(name: string): Promise<void> {
  const question = objectsPage.removeQuestion(name);
  if (await confirm({ ...question, cancel: words().common.cancel })) tell(await objectsPage.remove(name));
}

function tell(text: string | null): void {
  if (text !== null) say(text, words().common.understood);
}
