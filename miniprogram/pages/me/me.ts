import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../services/appearance';
import { drawRows, NO_ROWS, rowsScrolled } from '../../services/drawn-rows';
import { copyOrExplain } from '../../services/feedback';
import { openPage, setPageTitle, setTabWords } from '../../services/navigation';
import { appVersion } from '../../services/release';
import { routes } from '../../services/routes';
import { preferences, session, tabWords, toolAccounts } from '../../stores/index';
import type { LanguageChoice } from '../../stores/preferences-store';
import { identityOf } from '../../stores/identity';
import { grantRows, seesOthers, waysOf, type MeWay } from '../../stores/own-rights';

type WayEvent = WechatMiniprogram.TouchEvent<object, object, { key: MeWay }>;
type SelectEvent = WechatMiniprogram.CustomEvent<{ readonly choice: LanguageChoice }>;

const WAYS: Readonly<Record<MeWay, () => string>> = {
  stores: routes.stores,
  accounts: routes.accounts,
  tools: () => routes.tools(),
  members: routes.members,
  invites: routes.invites,
  shares: routes.shares,
  codes: () => routes.codes(),
  audit: routes.audit,
  clips: routes.clips,
  notices: routes.notices,
  claim: routes.claim,
  privacy: routes.privacy,
};

/** A tab's page exists once, so what follows its stores may live beside it. */
let stopTheme = (): void => {};
/** What ends when another page comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: {
    typeScale: appearance.typeScale(),
    theme: 'light',
    version: '',
    choosing: false,
    ...NO_ROWS,
  },

  storeBindings: {
    store: session,
    fields: {
      words: () => preferences.words.me,
      common: () => preferences.words.common,
      identity: () => identityOf(session.state, preferences.words),
      ways: () => ways(),
      language: () => languageNames()[preferences.languageChoice],
      languages: () => Object.entries(languageNames()).map(([choice, name]) => ({ choice, name })),
    },
    actions: [],
  },

  lifetimes: {
    attached() {
      this.setData({ theme: appearance.theme(), version: appVersion() });
      stopTheme = appearance.onThemeChange((theme) => this.setData({ theme }));
    },
    detached() {
      stopTheme();
    },
  },

  methods: {
    onShow() {
      rest();
      stops = [
        // A title goes to whatever page is in front, so only that one may set it.
        autorun(() => {
          setPageTitle(preferences.words.me.title);
          setTabWords(tabWords());
        }),
        drawRows(this, () => grantRows(session.state, preferences.words)),
      ];
      void meet();
    },
    onHide: rest,
    onUnload: rest,
    onPageScroll() {
      rowsScrolled(this);
    },
    onCopyCode() {
      const { state } = session;
      if (state.kind !== 'member' && state.kind !== 'stranger') return;
      void copyOrExplain(state.visitorCode, preferences.words.common);
    },
    onRetry: () => void session.start(),
    onWay({ currentTarget }: WayEvent) {
      const { key } = currentTarget.dataset;
      openPage(WAYS[key]());
    },
    onDiagnosis: () => openPage(routes.diagnosis()),
    onLanguage() {
      this.setData({ choosing: true });
    },
    onLanguageSelect({ detail }: SelectEvent) {
      preferences.chooseLanguage(detail.choice);
      this.setData({ choosing: false });
    },
    onLanguageClose() {
      this.setData({ choosing: false });
    },
  },
});

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
}

/** Who this is, and, of an owner, whether there are tools to lead to. */
async function meet(): Promise<void> {
  if (session.state.kind === 'unknown' || session.state.kind === 'failed') await session.start();
  if (session.role === 'owner') await toolAccounts.refresh();
}

/** The rows that lead on from here. */
function ways() {
  const { me } = preferences.words;
  return waysOf(session.state, toolAccounts.some).map((key) => ({
    key,
    ...(key === 'audit' && !seesOthers(session.state) ? me.ownRecord : me.ways[key]),
  }));
}

/** Each language under its own name, so that whoever landed in a wrong one finds the way back. */
function languageNames(): Readonly<Record<LanguageChoice, string>> {
  return { auto: preferences.words.me.languageAuto, 'zh-CN': '简体中文', en: 'English' };
}
