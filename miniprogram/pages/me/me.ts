import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../services/appearance';
import { copyText, toast } from '../../services/feedback';
import { openPage, setPageTitle, setTabWords } from '../../services/navigation';
import { appVersion } from '../../services/release';
import { routes } from '../../services/routes';
import { preferences, session, tabWords } from '../../stores/index';
import type { LanguageChoice } from '../../stores/preferences-store';
import { identityOf } from '../../stores/identity';

type SelectEvent = WechatMiniprogram.CustomEvent<{ readonly choice: LanguageChoice }>;

/** A tab's page exists once, so what follows its stores may live beside it. */
let stopTheme = (): void => {};
/** A title goes to whatever page is in front, so only that one may set it. */
let stopNaming = (): void => {};

ComponentWithStore({
  data: {
    typeScale: appearance.typeScale(),
    theme: 'light',
    version: '',
    choosing: false,
  },

  storeBindings: {
    store: session,
    fields: {
      words: () => preferences.words.me,
      common: () => preferences.words.common,
      identity: () => identityOf(session.state, preferences.words),
      clipping: () => session.state.kind === 'member' && session.state.role !== 'guest',
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
      stopNaming = autorun(() => {
        setPageTitle(preferences.words.me.title);
        setTabWords(tabWords());
      });
      if (session.state.kind === 'unknown' || session.state.kind === 'failed') void session.start();
    },
    onHide: () => stopNaming(),
    onUnload: () => stopNaming(),
    onCopyCode() {
      const { state } = session;
      if (state.kind !== 'member' && state.kind !== 'stranger') return;
      copyText(state.visitorCode).catch(() => toast(preferences.words.common.copyFailed));
    },
    onRetry: () => void session.start(),
    onClips: () => openPage(routes.clips()),
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

/** Each language under its own name, so that whoever landed in a wrong one finds the way back. */
function languageNames(): Readonly<Record<LanguageChoice, string>> {
  return { auto: preferences.words.me.languageAuto, 'zh-CN': '简体中文', en: 'English' };
}
