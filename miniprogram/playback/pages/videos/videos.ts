import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import type { FilterChosenDetail } from '../../../components/filter-tabs/filter-tabs';
import { appearance } from '../../../services/appearance';
import { askText, confirm } from '../../../services/dialogs';
import { drawRows, NO_ROWS, rowsScrolled } from '../../../services/drawn-rows';
import { knock, say } from '../../../services/feedback';
import { comesFrom, goBack, openPage, setPageTitle } from '../../../services/navigation';
import { channelIdFromQuery, routes, type Query } from '../../../services/routes';
import { playback, playbackPage, videos, videosPage, words } from '../../stores/index';

/** The typings allow objects only; Vant's search tells a plain text. */
interface Told<T> {
  readonly detail: T;
}
type RowEvent = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** The sheet of one recording. */
interface Sheet {
  readonly id: string;
  readonly title: string;
}
const CLOSED: Sheet = { id: '', title: '' };

/** What ends when another page comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: {
    typeScale: appearance.typeScale(),
    ...NO_ROWS,
    shapes: [0, 1, 2, 3, 4],
    sheet: CLOSED,
    missing: false,
  },

  storeBindings: {
    store: videos,
    fields: {
      words: () => words().videos,
      common: () => words().common,
      errors: () => words().errors,
      screen: () => videosPage.screen,
      typed: () => videos.search.box.typed,
      tabs: () => videosPage.tabs,
      range: () => videos.search.query.range,
      days: () => videosPage.days,
      foot: () => videosPage.foot,
      footRetry: () => videosPage.footRetry,
      managed: () => videos.managed,
      selectable: () => videosPage.selectable,
      choice: () => videosPage.choice,
      marks: () => videosPage.marks,
      busy: () => videos.busy,
      actions: () => [{ name: words().videos.rename }, { name: words().videos.remove }],
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad(query: Query) {
      const channelId = channelIdFromQuery(query);
      if (channelId === null) this.setData({ missing: true });
      else videosPage.open(channelId);
    },
    onShow() {
      for (const stop of stops) stop();
      stops = [
        // A title goes to whatever page is in front, so only that one may set it.
        autorun(() => setPageTitle(videosPage.title)),
        drawRows(this, () => videosPage.rows),
      ];
      videos.show();
    },
    onHide: rest,
    onUnload: rest,
    onPageScroll() {
      rowsScrolled(this);
    },
    onReachBottom: () => void videos.more(),

    onType: ({ detail }: Told<string>) => videos.search.box.type(detail),
    onSubmit: () => videos.search.box.submit(),
    onRange: ({ detail }: Told<FilterChosenDetail>) => videosPage.choose(detail.key),
    onFirst: ({ detail }: Told<{ value: string }>) => videos.search.chooseDay('first', detail.value),
    onLast: ({ detail }: Told<{ value: string }>) => videos.search.chooseDay('last', detail.value),
    onMore: () => void videos.more(),

    onCardAction() {
      const { screen } = videosPage;
      if (screen.kind !== 'card' || screen.act === 'back') goBack();
      else if (screen.act === 'show-all') videos.search.showAll();
      else void videos.refresh();
    },
    onRow({ currentTarget }: RowEvent) {
      const { id } = currentTarget.dataset;
      if (videosPage.chosen === null) play(id);
      else videosPage.toggle(id);
    },
    onSelect: () => videosPage.toggleChoosing(),
    onRemoveChosen: () => void remove(videosPage.chosen ?? []),

    onRowMore({ currentTarget }: RowEvent) {
      const { id } = currentTarget.dataset;
      knock();
      this.setData({ sheet: { id, title: videosPage.nameOf(id) } });
    },
    onSheetClose() {
      this.setData({ sheet: CLOSED });
    },
    onSheetSelect({ detail }: Told<{ name: string }>) {
      const { id } = this.data.sheet;
      this.setData({ sheet: CLOSED });
      if (detail.name === words().videos.rename) void rename(id);
      else void remove([id]);
    },
  },
});

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
  videos.hide();
}

/** The page that looks back has one store: where it lies below, a second one would take its picture away. */
function play(id: string): void {
  const { channelId } = videos;
  const video = videosPage.find(id);
  if (channelId === null || video === undefined) return;
  const url = routes.playback(channelId, video.from, 'cloud');
  if (!comesFrom(url)) {
    openPage(url);
    return;
  }
  playbackPage.leave();
  void playback.open(channelId, video.from, 'cloud');
  goBack();
}

async function rename(id: string): Promise<void> {
  const { videos: own, common } = words();
  const title = own.renameTitle;
  const name = await askText({
    title,
    text: videosPage.find(id)?.name ?? '',
    confirm: own.save,
    cancel: common.cancel,
  });
  if (name !== null) say(await videosPage.rename(id, name), words().common.understood);
}

async function remove(ids: readonly string[]): Promise<void> {
  const { videos: own, common } = words();
  if (ids.length === 0) return;
  const agreed = await confirm({
    title: videosPage.removeQuestion(ids),
    content: own.removeDetail,
    confirm: own.remove,
    cancel: common.cancel,
  });
  if (agreed) say(await videosPage.remove(ids), words().common.understood);
}
