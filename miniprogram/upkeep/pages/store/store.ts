import { autorun, reaction } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import type { ChannelId } from '../../../../typings/contract/domain';
import type { StorePickDetail, StoreSeekDetail } from '../../../components/store-list/store-list';
import { appearance } from '../../../services/appearance';
import { askText, confirm } from '../../../services/dialogs';
import { drawRows, NO_ROWS, rowsScrolled } from '../../../services/drawn-rows';
import { say, toast } from '../../../services/feedback';
import { askBeforeLeaving } from '../../../services/leaving';
import { goBack, openPage, setPageTitle } from '../../../services/navigation';
import { routes, storeIdFromQuery, type Query } from '../../../services/routes';
import type { PickedDetail } from '../../components/form-choice/form-choice';
import type { TypedDetail } from '../../../components/form-field/form-field';
import type { CameraDeed, DeedView } from '../../stores/camera-deeds';
import { camerasPart, editor, storeCameras, storePage, words } from '../../stores/index';
import type { Told } from '../../stores/store-change-words';

type Detail<T extends object> = WechatMiniprogram.CustomEvent<T>;
type RowEvent = WechatMiniprogram.TouchEvent<object, object, { id: ChannelId }>;

/** What ends when another page comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), shapes: [0, 1, 2], ...NO_ROWS },

  storeBindings: {
    store: editor,
    fields: {
      words: () => words().store,
      common: () => words().common,
      screen: () => storePage.screen,
      isNew: () => storePage.isNew,
      isArchived: () => storePage.isArchived,
      name: () => storePage.name,
      address: () => storePage.address,
      zone: () => storePage.zone,
      typedZone: () => storePage.typedZone,
      saveWords: () => storePage.saveWords,
      resettable: () => storePage.resettable,
      busy: () => storePage.busy,
      archiveWords: () => storePage.archiveWords,
      archiveWhy: () => storePage.archiveWhy,
      list: () => camerasPart.screen,
      more: () => camerasPart.more,
      line: () => camerasPart.line,
      chosen: () => camerasPart.chosen?.name ?? '',
      deeds: () => camerasPart.deeds,
      moving: () => camerasPart.movingId !== null,
      targets: () => camerasPart.targets,
      moreTargets: () => camerasPart.moreTargets,
      searchable: () => camerasPart.choice.searchable,
      typed: () => camerasPart.choice.search.typed,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad(query: Query) {
      const id = storeIdFromQuery(query);
      storeCameras.leave();
      void storePage.open(id);
      if (id !== null) void camerasPart.open(id);
    },
    onShow() {
      rest();
      stops = [
        // A title and a question go to whatever page is in front, so only that one may set them.
        autorun(() => setPageTitle(storePage.title)),
        reaction(() => storePage.leaveQuestion, askBeforeLeaving, { fireImmediately: true }),
        () => askBeforeLeaving(''),
        drawRows(this, () => camerasPart.rows),
      ];
      // A camera may have been added on the page before.
      if (storeCameras.cameras !== null) void storeCameras.refresh();
      if (editor.store !== null) void editor.refresh();
    },
    onHide: rest,
    onPageScroll() {
      rowsScrolled(this);
    },
    onUnload() {
      rest();
      editor.leave();
      storeCameras.leave();
    },

    onCardAction() {
      const { screen } = storePage;
      if (screen.kind === 'card' && screen.act === 'refresh') void editor.refresh();
      else goBack();
    },
    onName: ({ detail }: Detail<TypedDetail>) => storePage.type('name', detail.text),
    onAddress: ({ detail }: Detail<TypedDetail>) => storePage.type('address', detail.text),
    onZone: ({ detail }: Detail<PickedDetail>) => storePage.chooseZone(detail.index),
    onTypedZone: ({ detail }: Detail<TypedDetail>) => storePage.type('zone', detail.text),
    onReset: () => storePage.reset(),
    onSave: () => void save(),
    onArchive: () => void archive(),

    onListAction: () => void storeCameras.refresh(),
    onMore: () => void storeCameras.more(),
    onAdd() {
      if (editor.storeId !== null) openPage(routes.addCamera(editor.storeId));
    },
    onCodes() {
      if (editor.storeId !== null) openPage(routes.codes(editor.storeId));
    },
    onCamera: ({ currentTarget }: RowEvent) => camerasPart.choose(currentTarget.dataset.id),
    onSheetClose: () => camerasPart.choose(null),
    onDeed({ detail }: Detail<DeedView>) {
      const { chosenId } = camerasPart;
      camerasPart.choose(null);
      if (chosenId !== null) DEEDS[detail.key](chosenId);
    },
    onSeek: ({ detail }: Detail<StoreSeekDetail>) => camerasPart.choice.search.type(detail.text),
    onTarget: ({ detail }: Detail<StorePickDetail>) => void move(detail.key),
    onMoveClose: () => camerasPart.startMove(null),
  },
});

const DEEDS: Readonly<Record<CameraDeed, (id: ChannelId) => void>> = {
  rename: (id) => void rename(id),
  move: (id) => camerasPart.startMove(id),
  hide: (id) => void camerasPart.hide(id).then(tell),
  code: (id) => openPage(routes.code(id)),
  health: (id) => openPage(routes.health(id)),
  cover: (id) => void camerasPart.cover(id).then(tell),
  tools: (id) => openPage(routes.device(id)),
  extend: (id) => void extend(id),
  remove: (id) => void remove(id),
};

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
}

async function save(): Promise<void> {
  const wasNew = storePage.isNew;
  const told = await storePage.save();
  tell(told);
  if (told?.done === true && wasNew && editor.storeId !== null) void camerasPart.open(editor.storeId);
}

async function archive(): Promise<void> {
  if (storePage.busy || storePage.archiveWhy !== '') return;
  const archived = !storePage.isArchived;
  if (archived && !(await ask(storePage.archiveQuestion))) return;
  tell(await storePage.archive(archived));
}

async function rename(id: ChannelId): Promise<void> {
  const { renameTitle: title, ok } = words().store;
  const text = storeCameras.find(id)?.name ?? '';
  const name = await askText({ title, text, confirm: ok, cancel: words().common.cancel });
  if (name !== null) tell(await camerasPart.rename(id, name));
}

/** The number first: by it the device knows the channel. */
async function extend(id: ChannelId): Promise<void> {
  const { extendTitle, extendNumber, extendNameTitle, next, ok } = words().store;
  const { cancel } = words().common;
  const typed = await askText({ title: extendTitle, text: '', confirm: next, cancel });
  if (typed === null) return;
  const number = camerasPart.channelNumber(typed);
  if (number === null) {
    toast(extendNumber);
    return;
  }
  const text = camerasPart.nameOfChannel(id, number);
  const name = await askText({ title: extendNameTitle, text, confirm: ok, cancel });
  if (name !== null) tell(await camerasPart.extend(id, number, name));
}

async function move(storeId: string): Promise<void> {
  if (await ask(camerasPart.moveQuestion(storeId))) await camerasPart.move(storeId).then(tell);
}

/** Asked twice: it cannot be undone. */
async function remove(id: ChannelId): Promise<void> {
  if (!(await ask(camerasPart.removeQuestion(id)))) return;
  const question = { title: camerasPart.removeTyped(id), text: '', confirm: words().store.remove };
  const typed = await askText({ ...question, cancel: words().common.cancel });
  if (typed !== null) tell(await camerasPart.remove(id, typed));
}

const ask = (question: { title: string; content: string; confirm: string }): Promise<boolean> =>
  confirm({ ...question, cancel: words().common.cancel });

function tell(told: Told | null): void {
  if (told === null) return;
  say(told.text, words().common.understood);
  // How many cameras there are may be different now.
  if (told.done) void editor.refresh();
}
