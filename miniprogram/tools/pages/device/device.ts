import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import type { FilterChosenDetail } from '../../../components/filter-tabs/filter-tabs';
import type { TypedDetail } from '../../../components/form-field/form-field';
import { appearance } from '../../../services/appearance';
import { drawRows, NO_ROWS, rowsScrolled } from '../../../services/drawn-rows';
import { goBack, setPageTitle } from '../../../services/navigation';
import { channelIdFromQuery, type Query } from '../../../services/routes';
import { RANGES } from '../../stores/device-messages';
import { command, data, devicePage, messages, words } from '../../stores/index';
import type { BytesMode } from '../../utils/typed-bytes';

type Event<T> = { readonly detail: T };

const MODES: readonly BytesMode[] = ['text', 'hex'];
const modeOf = ({ key }: FilterChosenDetail): BytesMode => MODES.find((mode) => mode === key) ?? 'text';

/** What ends when another page comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), shapes: [0, 1, 2], ...NO_ROWS },

  storeBindings: {
    store: messages,
    fields: {
      words: () => words().device,
      screen: () => devicePage.screen,
      ranges: () => devicePage.ranges,
      range: () => messages.range,
      modes: () => devicePage.modes,
      reading: () => devicePage.reading,
      list: () => devicePage.list,
      note: () => devicePage.note,
      refreshing: () => devicePage.refreshing,
      data: () => devicePage.data,
      command: () => devicePage.command,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad: (query: Query) => void devicePage.open(channelIdFromQuery(query)),
    onShow() {
      for (const stop of stops) stop();
      stops = [
        // A title goes to whatever page is in front, so only that one may set it.
        autorun(() => setPageTitle(devicePage.title)),
        drawRows(this, () => devicePage.rows),
      ];
      devicePage.show();
    },
    onHide: rest,
    onPageScroll() {
      rowsScrolled(this);
    },
    onUnload() {
      rest();
      devicePage.leave();
    },

    onCardAction: () => goBack(),
    onRange({ detail }: Event<FilterChosenDetail>) {
      const range = RANGES.find((each) => each === detail.key);
      if (range !== undefined) void messages.look(range);
    },
    onReading: ({ detail }: Event<FilterChosenDetail>) => devicePage.read(modeOf(detail)),
    onRefresh() {
      if (!devicePage.refreshing) void messages.refresh();
    },
    onDataMode: ({ detail }: Event<FilterChosenDetail>) => data.choose(modeOf(detail)),
    onDataType: ({ detail }: Event<TypedDetail>) => data.type(detail.text),
    onData: () => void data.send(),
    onCommandMode: ({ detail }: Event<FilterChosenDetail>) => command.choose(modeOf(detail)),
    onCommandType: ({ detail }: Event<TypedDetail>) => command.type(detail.text),
    onCommand: () => void command.send(),
  },
});

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
  devicePage.hide();
}
