import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { confirm } from '../../../services/dialogs';
import { say, toast } from '../../../services/feedback';
import { goBack, setPageTitle, showTab } from '../../../services/navigation';
import { openPrivacyContract } from '../../../services/privacy-contract';
import { routes } from '../../../services/routes';
import { session } from '../../../stores/index';
import { fill } from '../../../utils/fill';
import { privacy, words } from '../../stores/index';
import { noticeWords, privacyProblem } from '../../stores/privacy-words';

/** A title goes to whatever page is in front, so only that one may set it. */
let stopNaming = (): void => {};

ComponentWithStore({
  data: { typeScale: appearance.typeScale() },

  storeBindings: {
    store: privacy,
    fields: {
      words: () => words().privacy,
      common: () => words().common,
      notice: () => noticeWords(session.notice, words()),
      failure: () => (session.failure === null ? null : words().errors[session.failure.code]),
      asksAgreement: () => privacy.asksAgreement,
      member: () => session.state.kind === 'member',
      busy: () => privacy.busy,
      problem: () => privacyProblem(privacy.problem, words()),
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onShow() {
      stopNaming = autorun(() => setPageTitle(words().privacy.title));
      privacy.show();
    },
    onHide: () => stopNaming(),
    onUnload: () => stopNaming(),

    onRetry: () => privacy.show(),
    async onGuide() {
      if (!(await openPrivacyContract())) say(words().privacy.guideFailed, words().common.understood);
    },
    async onAgree() {
      if (!(await privacy.agree())) return;
      toast(words().privacy.agreed);
      goBack();
    },
    async onDelete() {
      if (!(await asksInEarnest())) return;
      if (await privacy.deleteAccount()) showTab(routes.devices(), () => toast(words().privacy.deleted));
    },
  },
});

/** Nobody loses everything by one tap. */
function asksInEarnest(): Promise<boolean> {
  const { deleteTitle: title, deleteContent, deleteConfirm } = words().privacy;
  const days = session.notice?.auditDays ?? 0;
  return confirm({
    title,
    content: fill(deleteContent, { days }),
    confirm: deleteConfirm,
    cancel: words().common.cancel,
  });
}
