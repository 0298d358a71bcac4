import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { copyText, toast } from '../../../services/feedback';
import { setPageTitle } from '../../../services/navigation';
import { readEnvironment } from '../../../services/player-environment';
import { network, trace } from '../../../stores/index';
import { phoneZone } from '../../../utils/time-words';
import { words } from '../../stores/index';
import { environmentFacts, reportLines, reportText } from '../../stores/live-report';

ComponentWithStore({
  data: { typeScale: appearance.typeScale() },

  storeBindings: {
    store: trace,
    fields: {
      words: () => words().diagnosis,
      lines: () => reportLines(trace.entries, words().diagnosis, phoneZone),
      facts: () => environmentFacts(readEnvironment(), network.current().kind, words()),
    },
    actions: [],
  },

  methods: {
    onLoad() {
      setPageTitle(words().diagnosis.title);
    },
    async onCopy() {
      const { lines, facts } = this.data;
      const copied = await copyText(reportText(facts, lines, words().diagnosis.title)).then(
        () => true,
        () => false,
      );
      // WeChat itself says when it has copied.
      if (!copied) toast(words().common.copyFailed);
    },
  },
});
