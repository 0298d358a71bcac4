import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { confirm } from '../../../services/dialogs';
import { drawRows, NO_ROWS, rowsScrolled } from '../../../services/drawn-rows';
import { say } from '../../../services/feedback';
import { goBack, setPageTitle } from '../../../services/navigation';
import { viewPictures } from '../../../services/pictures';
import { channelIdFromQuery, type Query } from '../../../services/routes';
import { gallery, galleryPage, pictureKeeper, words } from '../../stores/index';

type RowEvent = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** What ends when another page comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: {
    typeScale: appearance.typeScale(),
    ...NO_ROWS,
    shapes: [0, 1, 2, 3],
    missing: false,
  },

  storeBindings: {
    store: gallery,
    fields: {
      words: () => words().gallery,
      common: () => words().common,
      errors: () => words().errors,
      screen: () => galleryPage.screen,
      stale: () => galleryPage.stale,
      present: () => galleryPage.present,
      keeping: () => galleryPage.keeping,
      keeperBusy: () => pictureKeeper.busy,
      foot: () => galleryPage.foot,
      footRetry: () => galleryPage.footRetry,
      managed: () => gallery.managed,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad(query: Query) {
      const channelId = channelIdFromQuery(query);
      if (channelId === null) this.setData({ missing: true });
      else galleryPage.open(channelId);
    },
    onShow() {
      for (const stop of stops) stop();
      stops = [
        // A title goes to whatever page is in front, so only that one may set it.
        autorun(() => setPageTitle(galleryPage.title)),
        drawRows(this, () => galleryPage.rows, { columns: 2 }),
      ];
      gallery.show();
    },
    onHide: rest,
    onPageScroll() {
      rowsScrolled(this);
    },
    onUnload() {
      rest();
      galleryPage.leave();
    },
    onReachBottom: () => void gallery.more(),

    onRetry: () => gallery.retry(),
    onCardAction() {
      const { screen } = galleryPage;
      if (screen.kind === 'card' && screen.act === 'refresh') void gallery.refresh();
      else goBack();
    },
    onPresent() {
      if (galleryPage.present?.act === 'stop') galleryPage.stop();
      else void galleryPage.add();
    },
    onView({ currentTarget }: RowEvent) {
      const picture = gallery.find(currentTarget.dataset.id);
      if (picture !== undefined)
        viewPictures(
          galleryPage.rows.map(({ url }) => url),
          picture.url,
        );
    },
    onBroken: ({ currentTarget }: RowEvent) => galleryPage.broke(currentTarget.dataset.id),
    onSave: ({ currentTarget }: RowEvent) => void galleryPage.save(currentTarget.dataset.id),
    onKeep() {
      if (galleryPage.keeping.act === 'settings') void pictureKeeper.openSettings();
      else void pictureKeeper.again();
    },
    onRemove: ({ currentTarget }: RowEvent) => void remove(currentTarget.dataset.id),
  },
});

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
  gallery.hide();
}

async function remove(id: string): Promise<void> {
  const { gallery: own, common } = words();
  if (gallery.removing !== null) return;
  const agreed = await confirm({
    title: galleryPage.removeQuestion(id),
    content: own.removeDetail,
    confirm: own.remove,
    cancel: common.cancel,
  });
  if (agreed) say(await galleryPage.remove(id), words().common.understood);
}
