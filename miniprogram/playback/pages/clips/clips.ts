import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { confirm } from '../../../services/dialogs';
import { drawRows, NO_ROWS, rowsScrolled } from '../../../services/drawn-rows';
import { toast } from '../../../services/feedback';
import { goBack, setPageTitle } from '../../../services/navigation';
import { channelIdFromQuery, type Query } from '../../../services/routes';
import { clips, clipsPage, words } from '../../stores/index';
import type { FileAct } from '../../stores/clip-files';
import type { PartPressDetail } from '../../components/clip-part/clip-part';

type ClipEvent = WechatMiniprogram.TouchEvent<object, object, { id: string }>;
type PartEvent = WechatMiniprogram.CustomEvent<PartPressDetail, object, { id: string; part: number }>;

const ACTS: Readonly<Record<string, FileAct>> = {
  load: 'load',
  stop: 'stop',
  save: 'save',
  forward: 'forward',
  copy: 'copy',
  settings: 'settings',
} satisfies Record<FileAct, FileAct>;

/** What ends when another page comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), shapes: [0, 1, 2], ...NO_ROWS },

  storeBindings: {
    store: clips,
    fields: {
      words: () => words().clips,
      common: () => words().common,
      screen: () => clipsPage.screen,
      notice: () => clipsPage.notice,
      costs: () => clipsPage.costs,
      progress: () => clipsPage.progress,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad: (query: Query) => clipsPage.open(channelIdFromQuery(query)),
    onShow() {
      for (const stop of stops) stop();
      stops = [
        // A title goes to whatever page is in front, so only that one may set it.
        autorun(() => setPageTitle(clipsPage.title)),
        drawRows(this, () => clipsPage.cards.map((card) => ({ key: card.id, ...card })), { guess: 240 }),
      ];
      clips.show();
    },
    onHide: rest,
    onPageScroll() {
      rowsScrolled(this);
    },
    onUnload: rest,

    onRetry: () => void clips.refresh(),
    onCardAction() {
      const { screen } = clipsPage;
      if (screen.kind !== 'card') return;
      if (screen.act === 'back') goBack();
      else void clips.refresh();
    },
    onPress({ currentTarget, detail }: PartEvent) {
      const act = ACTS[detail.act];
      const { id, part } = currentTarget.dataset;
      if (act !== undefined) clipsPage.press(id, part, act);
    },
    onAll: ({ currentTarget }: ClipEvent) => clipsPage.loadAll(currentTarget.dataset.id),
    onRemake: ({ currentTarget }: ClipEvent) => void clipsPage.remake(currentTarget.dataset.id),
    onRemove: ({ currentTarget }: ClipEvent) => void remove(currentTarget.dataset.id),
  },
});

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
  clips.hide();
}

async function remove(id: string): Promise<void> {
  const { clips: own, common } = words();
  const agreed = await confirm({
    title: own.removeTitle,
    content: `${clipsPage.nameOf(id)}\n${own.removeDetail}`,
    confirm: own.remove,
    cancel: common.cancel,
  });
  if (agreed && (await clipsPage.remove(id))) toast(own.removed);
}
