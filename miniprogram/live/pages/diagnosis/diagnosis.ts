import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { copyText, toast } from '../../../services/feedback';
import { setPageTitle } from '../../../services/navigation';
import { readEnvironment } from '../../../services/player-environment';
import { live, network, preferences } from '../../../stores/index';
import { environmentFacts, reportLines, reportText } from '../../../stores/live-report';
import { phoneZone } from '../../../utils/time-words';

ComponentWithStore({
  data: { typeScale: appearance.typeScale() },

  storeBindings: {
    store: live.trace,
    fields: {
      words: () => preferences.words.diagnosis,
      lines: () => reportLines(live.trace.entries, preferences.words.diagnosis, phoneZone),
      facts: () => environmentFacts(readEnvironment(), network.current().kind, preferences.words),
    },
    actions: [],
  },

  methods: {
    onLoad() {
      setPageTitle(preferences.words.diagnosis.title);
    },
    async onCopy() {
      const { words, lines, facts } = this.data;
      const copied = await copyText(reportText(facts, lines, words.title)).then(
        () => true,
        () => false,
      );
      // WeChat itself says when it has copied.
      if (!copied) toast(preferences.words.common.copyFailed);
    },
  },
});
