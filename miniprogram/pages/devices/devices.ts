import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import type { ChannelId } from '../../../typings/contract/domain';
import type { CameraCardDetail } from '../../components/camera-card/camera-card';
import type { GridScrollDetail, GridSizeDetail } from '../../components/camera-grid/camera-grid';
import type { FilterChosenDetail } from '../../components/filter-tabs/filter-tabs';
import { appearance } from '../../services/appearance';
import { copyOrExplain, knock, toast } from '../../services/feedback';
import { openPage, setPageTitle, setTabWords } from '../../services/navigation';
import { routes } from '../../services/routes';
import { pastOnly } from '../../stores/camera-way';
import type { CardAction } from '../../stores/device-screen';
import { cameras, devices, preferences, scan, session, tabWords } from '../../stores/index';
import { seesHealth } from '../../stores/own-rights';
import { MAX_FAVOURITES, type FavouriteOutcome } from '../../stores/preferences-store';
import { fill } from '../../utils/fill';
import { patchRows, type RowView } from '../../utils/row-patch';

/** The typings allow objects only; Vant's search tells a plain text. */
interface Told<T> {
  readonly detail: T;
}

const FILTERS = ['all', 'online', 'offline', 'favourites'] as const;

/** What can be done with a camera from the list. */
interface SheetAction {
  readonly key: 'favourite' | 'health';
  readonly name: string;
}

/** The sheet that a long press opens. */
interface Sheet {
  readonly id: string;
  readonly title: string;
  readonly actions: readonly SheetAction[];
}
const CLOSED: Sheet = { id: '', title: '', actions: [] };

/** A tab's page exists once, so what follows its stores may live beside it. */
let stopRows = (): void => {};
/** A title goes to whatever page is in front, so only that one may set it. */
let stopNaming = (): void => {};

ComponentWithStore({
  data: {
    typeScale: appearance.typeScale(),
    rows: [] as readonly RowView[],
    above: 0,
    below: 0,
    sheet: CLOSED,
  },

  storeBindings: {
    store: devices,
    fields: {
      words: () => preferences.words.devices,
      common: () => preferences.words.common,
      screen: () => devices.screen,
      notice: () => devices.notice,
      typed: () => devices.searchBox.typed,
      pulling: () => devices.pulling,
      resets: () => devices.list.resets,
      filter: () => devices.list.filter,
      tabs: () => FILTERS.map((key) => ({ key, label: preferences.words.devices[key] })),
      metrics: () => devices.list.layout.metrics,
    },
    actions: [],
  },

  lifetimes: {
    attached() {
      // Bindings would copy all rows at every change; the patch holds what changed.
      stopRows = autorun(() => {
        const { rows, list } = devices;
        const { above, below } = list;
        const moved = above === this.data.above && below === this.data.below ? {} : { above, below };
        const patch = { ...patchRows(this.data.rows, rows), ...moved };
        if (Object.keys(patch).length > 0) this.setData(patch);
      });
    },
    detached() {
      stopRows();
    },
  },

  methods: {
    onShow() {
      stopNaming = autorun(() => {
        setPageTitle(preferences.words.devices.title);
        setTabWords(tabWords());
      });
      devices.show();
    },
    onHide: leave,
    onUnload: leave,

    onType: ({ detail }: Told<string>) => devices.searchBox.type(detail),
    onSubmit: () => devices.searchBox.submit(),
    onFilter({ detail }: Told<FilterChosenDetail>) {
      const filter = FILTERS.find((key) => key === detail.key);
      if (filter !== undefined) devices.choose(filter);
    },
    onScrolled: ({ detail }: Told<GridScrollDetail>) => devices.scrolled(detail.top),
    onMeasured: ({ detail }: Told<GridSizeDetail>) => devices.resize(detail),
    onPulled: () => void devices.pull(),
    onRetry: () => devices.retry(),
    onOpen: ({ detail }: Told<CameraCardDetail>) => openPage(wayTo(detail.id)),

    onBroken: ({ detail }: Told<CameraCardDetail>) => devices.pictureFailed(detail.id),

    onCardAction() {
      const { screen } = devices;
      if (screen.kind === 'card') act(screen.action);
    },
    onCardSecondary: () => actMore(0),
    onCardOther: () => actMore(1),

    onHold({ detail: { id } }: Told<CameraCardDetail>) {
      knock();
      this.setData({ sheet: { id, title: cameras.find(id)?.name ?? '', actions: sheetActions(id) } });
    },
    onSheetClose() {
      this.setData({ sheet: CLOSED });
    },
    onSheetSelect({ detail }: Told<SheetAction>) {
      const { id, title } = this.data.sheet;
      this.setData({ sheet: CLOSED });
      if (detail.key === 'health') openPage(routes.health(id));
      else toast(fill(outcomeWords(devices.toggleFavourite(id)), { name: title, n: MAX_FAVOURITES }));
    },
  },
});

function leave(): void {
  stopNaming();
  devices.hide();
}

/** What the button of a state card does. */
function act(action: CardAction): void {
  switch (action) {
    case 'retry':
      devices.retry();
      break;
    case 'show-all':
      devices.choose('all');
      break;
    case 'clear-search':
      devices.searchBox.clear();
      break;
    case 'copy-code':
      copyCode();
      break;
    case 'scan':
      void scan.scan();
      break;
    case 'claim':
      openPage(routes.claim());
      break;
    case 'connect':
      openPage(routes.accounts());
      break;
    case 'read-notice':
      openPage(routes.privacy());
      break;
  }
}

function actMore(index: number): void {
  const { screen } = devices;
  const more = screen.kind === 'card' ? screen.more[index] : undefined;
  if (more !== undefined) act(more.action);
}

function sheetActions(id: ChannelId): readonly SheetAction[] {
  const { addFavourite, removeFavourite, health } = preferences.words.devices;
  const favourite = { key: 'favourite', name: preferences.isFavourite(id) ? removeFavourite : addFavourite } as const;
  return seesHealth(session.role) ? [favourite, { key: 'health', name: health }] : [favourite];
}

/** A guest may have been given a stretch of the past and nothing of now. */
function wayTo(id: ChannelId): string {
  const channel = cameras.find(id);
  const past = channel === undefined ? null : pastOnly(channel);
  return past === null ? routes.live(id) : routes.playback(id, past.from, past.place);
}

function copyCode(): void {
  if (session.state.kind !== 'stranger') return;
  void copyOrExplain(session.state.visitorCode, preferences.words.common);
}

function outcomeWords(outcome: FavouriteOutcome): string {
  const { favouriteAdded, favouriteRemoved, favouritesFull } = preferences.words.devices;
  switch (outcome) {
    case 'added':
      return favouriteAdded;
    case 'removed':
      return favouriteRemoved;
    case 'full':
      return favouritesFull;
  }
}
