import { autorun, reaction } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import type { StorePickDetail, StoreSeekDetail } from '../../../components/store-list/store-list';
import { appearance } from '../../../services/appearance';
import { offerForwarding } from '../../../services/cards';
import { confirm } from '../../../services/dialogs';
import { say } from '../../../services/feedback';
import { scrollToTop, setPageTitle } from '../../../services/navigation';
import { inviteIdFromQuery, routes, type Query } from '../../../services/routes';
import type { ChoiceDetail } from '../../components/choice-list/choice-list';
import type { CodeChosenDetail, KeepDetail } from '../../components/code-card/code-card';
import { invite, inviteCode, invitePage, invites, words } from '../../stores/index';

type Told<T> = { readonly detail: T };

/** What ends when another page comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: { typeScale: appearance.typeScale() },

  storeBindings: {
    store: invite,
    fields: {
      words: () => words().invite,
      codeWords: () => words().codeCard,
      screen: () => invitePage.screen,
      roles: () => invitePage.form.roles,
      storesAsked: () => invitePage.form.storesAsked,
      stores: () => invitePage.form.stores,
      terms: () => invitePage.form.terms,
      making: () => invitePage.form.making,
      made: () => invitePage.made,
      code: () => invitePage.code,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad: (query: Query) => void invitePage.open(inviteIdFromQuery(query)),
    onShow() {
      rest();
      stops = [
        // A title goes to whatever page is in front, so only that one may set it.
        autorun(() => setPageTitle(invitePage.title)),
        // Before there is an invitation there is nothing to forward.
        reaction(() => invitePage.cardCode !== null, offerForwarding, { fireImmediately: true }),
      ];
      stops = [...stops, reaction(() => invitePage.made === null, scrollToTop)];
      invites.show();
    },
    onHide: rest,
    onUnload() {
      rest();
      invitePage.leave();
    },
    onShareAppMessage() {
      const { cardCode } = invitePage;
      return {
        title: words().invite.cardTitle,
        path: cardCode === null ? routes.devices() : routes.entry(cardCode),
        imageUrl: '/manage/images/share-invite.png',
      };
    },

    onCardAction: () => invitePage.retry(),
    onRole: ({ detail }: Told<ChoiceDetail>) => invitePage.form.chooseRole(detail.key),
    onTerm: ({ detail }: Told<ChoiceDetail>) => invitePage.form.chooseTerm(detail.key),
    onSeek: ({ detail }: Told<StoreSeekDetail>) => invitePage.form.choice.search.type(detail.text),
    onStore: ({ detail }: Told<StorePickDetail>) => invitePage.form.toggleStore(detail.key),
    onMake: () => void invitePage.make(),

    onStyle: ({ detail }: Told<CodeChosenDetail>) => invitePage.chooseStyle(detail.key),
    onCodeRetry: () => void inviteCode.reload(),
    onKeep: ({ detail }: Told<KeepDetail>) => void inviteCode.keep(detail.act, invitePage.made?.name ?? ''),
    onRevoke: () => void revoke(),
    onAnother: () => void invitePage.open(null),
  },
});

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
  invites.hide();
}

async function revoke(): Promise<void> {
  const { invites: own, common } = words();
  const { revokeTitle: title, revokeDetail: content } = own;
  if (invite.revoking || !(await confirm({ title, content, confirm: own.revoke, cancel: common.cancel }))) return;
  const told = await invitePage.revoke();
  if (told !== '') say(told, words().common.understood);
}
