import { autorun, reaction } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { say } from '../../../services/feedback';
import { askBeforeLeaving } from '../../../services/leaving';
import { goBack, setPageTitle } from '../../../services/navigation';
import { openSubscriptionSettings } from '../../../services/subscriptions';
import { notices, noticesPage, words } from '../../stores/index';

interface Told<T> {
  readonly detail: T;
}

/** What ends when another page comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), shapes: [0, 1] },

  storeBindings: {
    store: notices,
    fields: {
      words: () => words().notices,
      screen: () => noticesPage.screen,
      common: () => words().common,
      stale: () => noticesPage.stale,
      intro: () => noticesPage.intro,
      kinds: () => noticesPage.kinds,
      askWords: () => noticesPage.askWords,
      busy: () => noticesPage.busy,
      outcome: () => noticesPage.outcome,
      unsent: () => noticesPage.unsent,
      sendAgain: () => noticesPage.sendAgain,
      quiet: () => noticesPage.quiet,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad: () => void notices.open(),
    onShow() {
      rest();
      stops = [
        // A title and a question go to whatever page is in front, so only that one may set them.
        autorun(() => setPageTitle(words().notices.title)),
        reaction(() => noticesPage.leaveQuestion, askBeforeLeaving, { fireImmediately: true }),
        () => askBeforeLeaving(''),
      ];
    },
    onHide: rest,
    onUnload() {
      rest();
      notices.leave();
    },

    onCardAction() {
      const { screen } = noticesPage;
      if (screen.kind === 'card' && screen.act === 'refresh') void notices.refresh();
      else goBack();
    },
    onRetry: () => void notices.refresh(),
    onAsk: () => void notices.ask(),
    onSettings: () => openSubscriptionSettings(),
    onSendAgain: () => void notices.tell(),
    onQuiet: () => noticesPage.toggleQuiet(),
    onFrom: ({ detail }: Told<{ readonly value: string }>) => noticesPage.setQuiet('from', detail.value),
    onTo: ({ detail }: Told<{ readonly value: string }>) => noticesPage.setQuiet('to', detail.value),
    onReset: () => notices.resetQuiet(),
    async onSave() {
      const told = await noticesPage.saveQuiet();
      if (told !== null) say(told, words().common.understood);
    },
  },
});

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
}
