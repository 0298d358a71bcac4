import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import type { NameDetail } from '../../../components/consent-form/consent-form';
import { appearance } from '../../../services/appearance';
import { clock } from '../../../services/clock';
import { toast } from '../../../services/feedback';
import { openPage, setPageTitle, showTab } from '../../../services/navigation';
import { routes } from '../../../services/routes';
import { momentWords, phoneZone } from '../../../utils/time-words';
import { claim, words } from '../../stores/index';
import { claimProblem } from '../../stores/privacy-words';

type Input = WechatMiniprogram.CustomEvent<{ readonly value: string }>;

/** A title goes to whatever page is in front, so only that one may set it. */
let stopNaming = (): void => {};

ComponentWithStore({
  data: { typeScale: appearance.typeScale() },

  storeBindings: {
    store: claim,
    fields: {
      words: () => words().claim,
      code: () => claim.code,
      name: () => claim.name,
      ticked: () => claim.ticked,
      sending: () => claim.sending,
      asksAgreement: () => claim.asksAgreement,
      ready: () => claim.missing === null,
      problem: () => claimProblem(claim.problem, { words: words(), moment }),
    },
    actions: [],
  },

  methods: {
    onLoad: () => claim.open(),
    onShow() {
      stopNaming = autorun(() => setPageTitle(words().claim.title));
    },
    onHide: () => stopNaming(),
    onUnload() {
      stopNaming();
      claim.leave();
    },

    onCode: ({ detail }: Input) => claim.typeCode(detail.value),
    onName: ({ detail }: WechatMiniprogram.CustomEvent<NameDetail>) => claim.typeName(detail.name),
    onTick: () => claim.tick(),
    onNotice: () => openPage(routes.privacy()),
    async onSubmit() {
      const { missing, done } = words().claim;
      if (claim.missing !== null) toast(missing[claim.missing]);
      else if (await claim.claim()) showTab(routes.devices(), () => toast(done));
    },
  },
});

function moment(at: number): string {
  return momentWords(at, { words: words().common, now: clock.now(), zone: phoneZone });
}
