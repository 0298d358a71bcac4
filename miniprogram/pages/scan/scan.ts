import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../services/appearance';
import { setPageTitle, setTabWords } from '../../services/navigation';
import { preferences, scan, tabWords } from '../../stores/index';

/** A title goes to whatever page is in front, so only that one may set it. */
let stopNaming = (): void => {};

ComponentWithStore({
  data: { typeScale: appearance.typeScale() },

  storeBindings: {
    store: scan,
    fields: {
      words: () => preferences.words.scan,
      busy: () => scan.state.kind === 'scanning',
      told: () => (scan.state.kind === 'told' ? preferences.words.scan[scan.state.what] : null),
      kinds: () => Object.values(preferences.words.scan.kinds),
    },
    actions: [],
  },

  methods: {
    onShow() {
      stopNaming = autorun(() => {
        setPageTitle(preferences.words.scan.title);
        setTabWords(tabWords());
      });
    },
    onHide: () => stopNaming(),
    onUnload: () => stopNaming(),
    // The tab itself is the button: one tap from anywhere to the scanner.
    onTabItemTap: () => void scan.scan(),
    onScan: () => void scan.scan(),
  },
});
