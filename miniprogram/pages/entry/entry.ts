import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import type { NameDetail } from '../../components/consent-form/consent-form';
import { appearance } from '../../services/appearance';
import { toast } from '../../services/feedback';
import { openPage, setPageTitle, showTab } from '../../services/navigation';
import { routes, type Query } from '../../services/routes';
import { clock } from '../../services/clock';
import { describeEntry, type EntryAct } from '../../stores/entry-view';
import { entry, preferences } from '../../stores/index';
import { codeFromQuery } from '../../utils/entry-code';
import { momentWords, phoneZone } from '../../utils/time-words';

const ACTS: Readonly<Record<EntryAct, () => void>> = {
  retry: () => entry.retry(),
  leave: () => showTab(routes.devices()),
  read: () => openPage(routes.privacy()),
};

/** A title goes to whatever page is in front, so only that one may set it. */
let stopNaming = (): void => {};

ComponentWithStore({
  data: { typeScale: appearance.typeScale() },

  storeBindings: {
    store: entry,
    fields: {
      words: () => preferences.words.entry,
      screen: () => screen(),
      name: () => entry.name,
      ticked: () => entry.ticked,
      asksName: () => entry.asksName,
      asksAgreement: () => entry.asksAgreement,
      ready: () => entry.ready,
    },
    actions: [],
  },

  methods: {
    onLoad(query: Query) {
      void entry.open(codeFromQuery(query));
    },
    onShow() {
      stopNaming = autorun(() => setPageTitle(preferences.words.entry.title));
      entry.show();
    },
    onHide: () => stopNaming(),
    onUnload() {
      stopNaming();
      entry.leave();
    },

    onAct() {
      const shown = screen();
      if (shown.kind === 'card') ACTS[shown.act]();
    },
    onName: ({ detail }: WechatMiniprogram.CustomEvent<NameDetail>) => entry.type(detail.name),
    onTick: () => entry.tick(),
    onNotice: () => openPage(routes.privacy()),
    onSubmit() {
      const { missing } = preferences.words.entry;
      if (entry.ready) void entry.accept();
      else toast(entry.asksName && entry.givenName === '' ? missing.name : missing.tick);
    },
  },
});

function screen() {
  const { words } = preferences;
  const moment = (at: number) => momentWords(at, { words: words.common, now: clock.now(), zone: phoneZone });
  return describeEntry(entry.state, { words, phase: entry.waiting.phase, moment });
}
