import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { copyOrExplain } from '../../../services/feedback';
import { openPage, setPageTitle } from '../../../services/navigation';
import { readEnvironment } from '../../../services/player-environment';
import { channelIdFromQuery, routes, type Query } from '../../../services/routes';
import { network, session, trace } from '../../../stores/index';
import { seesHealth } from '../../../stores/own-rights';
import { phoneZone } from '../../../utils/time-words';
import { words } from '../../stores/index';
import { environmentFacts, reportLines, reportText } from '../../stores/live-report';

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), channelId: '' },

  storeBindings: {
    store: trace,
    fields: {
      words: () => words().diagnosis,
      causes: () => (seesHealth(session.role) ? words().live.causes : ''),
      lines: () => reportLines(trace.entries, words().diagnosis, phoneZone),
      facts: () => environmentFacts(readEnvironment(), network.current().kind, words()),
    },
    actions: [],
  },

  methods: {
    onLoad(query: Query) {
      setPageTitle(words().diagnosis.title);
      this.setData({ channelId: channelIdFromQuery(query) ?? '' });
    },
    onCauses() {
      openPage(routes.health(this.data.channelId));
    },
    onCopy() {
      const { lines, facts } = this.data;
      void copyOrExplain(reportText(facts, lines, words().diagnosis.title), words().common);
    },
  },
});
