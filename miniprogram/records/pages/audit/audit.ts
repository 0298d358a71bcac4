import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { drawRows, NO_ROWS, rowsScrolled } from '../../../services/drawn-rows';
import { knock } from '../../../services/feedback';
import { goBack, setPageTitle } from '../../../services/navigation';
import type { ChoiceDetail, TypedDetail } from '../../components/choice-sheet/choice-sheet';
import type { FileAct } from '../../stores/audit-file-words';
import type { FilterKey } from '../../stores/audit-filter';
import type { RowAct } from '../../stores/audit-page';
import { auditChoices, auditLog, auditPage, words } from '../../stores/index';

interface Told<T> {
  readonly detail: T;
}
type Tap<T extends object> = WechatMiniprogram.TouchEvent<object, object, T>;

/** The sheet of one entry. */
interface Pressed {
  readonly id: string;
  readonly title: string;
  readonly acts: readonly RowAct[];
}
const NONE: Pressed = { id: '', title: '', acts: [] };

/** What ends when another page comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: {
    typeScale: appearance.typeScale(),
    ...NO_ROWS,
    shapes: [0, 1, 2, 3, 4, 5],
    pressed: NONE,
    pulling: false,
    /** How often the list was taken to its top. */
    resets: 0,
  },

  storeBindings: {
    store: auditLog,
    fields: {
      words: () => words().audit,
      common: () => words().common,
      screen: () => auditPage.screen,
      chips: () => auditPage.chips,
      filtered: () => auditPage.isFiltered,
      days: () => auditPage.days,
      notice: () => auditPage.notice,
      fromOlder: () => auditPage.fromOlder,
      foot: () => auditPage.foot,
      bar: () => auditPage.bar,
      sheet: () => auditPage.sheet,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad: () => auditPage.open(),
    onShow() {
      for (const stop of stops) stop();
      stops = [
        // A title goes to whatever page is in front, so only that one may set it.
        autorun(() => setPageTitle(auditPage.title)),
        drawRows(this, () => auditPage.rows),
      ];
      auditLog.show();
    },
    onHide: rest,
    onUnload() {
      rest();
      auditPage.leave();
    },

    onScroll() {
      rowsScrolled(this);
    },
    onLower: () => void auditLog.more(),
    async onPull() {
      this.setData({ pulling: true });
      await auditLog.refresh();
      this.setData({ pulling: false });
    },
    onRetry: () => void auditLog.retry(),
    onNewest() {
      void auditLog.refresh();
      this.setData({ resets: this.data.resets + 1 });
    },
    onFoot() {
      if (auditLog.isFull) this.setData({ resets: this.data.resets + 1 });
      auditPage.pressFoot();
    },
    onCardAction() {
      const { screen } = auditPage;
      if (screen.kind !== 'card' || screen.act === 'back') goBack();
      else if (screen.act === 'all') auditPage.clearAll();
      else void auditLog.retry();
    },

    onChip: ({ currentTarget }: Tap<{ key: FilterKey }>) => auditPage.chooseBy(currentTarget.dataset.key),
    onClear: ({ currentTarget }: Tap<{ key: FilterKey }>) => auditPage.clear(currentTarget.dataset.key),
    onClearAll: () => auditPage.clearAll(),
    onDay: ({ detail }: Told<{ value: string }>) => auditPage.chooseDay(detail.value),
    onChoice: ({ detail }: Told<ChoiceDetail>) => auditPage.choose(detail.key),
    onType: ({ detail }: Told<TypedDetail>) => auditChoices.searchBox.type(detail.text),
    onChoicesRetry: () => void auditChoices.load(),
    onChoicesClose: () => auditChoices.close(),

    onRow({ currentTarget }: Tap<{ id: string }>) {
      const { id } = currentTarget.dataset;
      const row = auditPage.rows.find(({ key }) => key === id);
      knock();
      this.setData({ pressed: { id, title: row?.label ?? '', acts: auditPage.actsOf(id) } });
    },
    onActsClose() {
      this.setData({ pressed: NONE });
    },
    onAct({ detail }: Told<RowAct>) {
      const { id } = this.data.pressed;
      this.setData({ pressed: NONE });
      auditPage.act(id, detail.act);
    },
    /** Nothing waits before what only a tap may do. */
    onFile: ({ currentTarget }: Tap<{ act: FileAct }>) => auditPage.pressFile(currentTarget.dataset.act),
  },
});

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
  auditLog.hide();
}
