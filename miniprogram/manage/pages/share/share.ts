import { autorun } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import { appearance } from '../../../services/appearance';
import { offerForwarding } from '../../../services/cards';
import { confirm } from '../../../services/dialogs';
import { toast } from '../../../services/feedback';
import { goBack, openPage, setPageTitle } from '../../../services/navigation';
import { channelIdFromQuery, pastFromQuery, routes, shareIdFromQuery, type Query } from '../../../services/routes';
import type { ToggleDetail } from '../../components/camera-picker/camera-picker';
import type { ChoiceDetail } from '../../components/choice-row/choice-row';
import type { CodeChosenDetail, KeepDetail } from '../../components/code-card/code-card';
import { codeCardView } from '../../stores/code-words';
import { candidateNote, candidateRows } from '../../stores/share-candidate-words';
import { shareCandidates, shareCode, shareDraft, sharePage, shares, shownShare, words } from '../../stores/index';

type Detail<T extends object> = WechatMiniprogram.CustomEvent<T>;

/** What a page in front follows; it ends when another comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), picking: false },

  storeBindings: {
    store: shareDraft,
    fields: {
      words: () => words().share,
      common: () => words().common,
      choose: () => words().codeCard.choose,
      screen: () => sharePage.screen,
      part: () => sharePage.part,
      stretch: () => sharePage.stretch,
      cameras: () => sharePage.form.cameras,
      camerasHint: () => sharePage.form.camerasHint,
      untils: () => sharePage.form.untils,
      until: () => shareDraft.choice,
      untilLine: () => sharePage.form.untilLine,
      untilProblem: () => sharePage.form.untilProblem,
      days: () => sharePage.form.days,
      picked: () => shareDraft.picked,
      mosts: () => sharePage.form.mosts,
      most: () => String(shareDraft.most),
      watermark: () => shareDraft.watermark,
      watermarkLine: () => sharePage.form.watermarkLine,
      sending: () => sharePage.form.sending,
      ready: () => sharePage.form.ready,
      refusal: () => sharePage.form.refusal,
      made: () => sharePage.made,
      problem: () => sharePage.problem,
      revoking: () => shownShare.revoking,
      code: () => codeCardView(shareCode, words()),
      typed: () => shareCandidates.searchBox.typed,
      candidates: () => candidateRows(shareCandidates, shareDraft),
      candidateNote: () => candidateNote(shareCandidates, shareDraft, words()),
      candidatesFailed: () => shareCandidates.failure !== null,
      done: () => sharePage.form.pickDone,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad(query: Query) {
      const shareId = shareIdFromQuery(query);
      if (shareId === null) sharePage.open(channelIdFromQuery(query), pastFromQuery(query));
      else sharePage.openMade(shareId);
    },
    onShow() {
      rest();
      sharePage.show();
      stops = [
        // A title goes to whatever page is in front, so only that one may set it.
        autorun(() => setPageTitle(sharePage.title)),
        autorun(() => offerForwarding(sharePage.card !== null)),
        () => sharePage.hide(),
      ];
    },
    onHide: rest,
    onUnload() {
      rest();
      sharePage.leave();
    },
    /** Before there is anything to hand on, the menu does not offer it. */
    onShareAppMessage: () => sharePage.card ?? { path: routes.devices() },

    onCardAction() {
      const { screen } = sharePage;
      if (screen.kind !== 'card') return;
      if (screen.act === 'back') goBack();
      else sharePage.again();
    },

    onAdd() {
      const [first] = shareDraft.cameras;
      if (first === undefined) return;
      shareCandidates.open(first.storeId);
      this.setData({ picking: true });
    },
    onPicked() {
      this.setData({ picking: false });
    },
    onType: ({ detail }: Detail<{ text: string }>) => shareCandidates.searchBox.type(detail.text),
    onSubmit: () => shareCandidates.searchBox.submit(),
    onMore: () => void shareCandidates.more(),
    onRetry: () => shareCandidates.retry(),
    onToggle({ detail }: Detail<ToggleDetail>) {
      const camera = shareCandidates.channels?.find(({ id }) => id === detail.id);
      if (camera !== undefined) shareDraft.toggle(camera);
    },
    onRemove({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
      const camera = shareDraft.cameras.find(({ id }) => id === currentTarget.dataset.id);
      if (camera !== undefined) shareDraft.toggle(camera);
    },

    onUntil: ({ detail }: Detail<ChoiceDetail>) => sharePage.form.chooseUntil(detail.key),
    onDay: ({ detail }: Detail<{ value: string }>) => shareDraft.pick({ day: detail.value }),
    onTime: ({ detail }: Detail<{ value: string }>) => shareDraft.pick({ time: detail.value }),
    onMost: ({ detail }: Detail<ChoiceDetail>) => sharePage.form.chooseMost(detail.key),
    onWatermark: () => shareDraft.setWatermark(!shareDraft.watermark),
    onMake: () => void sharePage.make(),

    onCodeStyle({ detail }: Detail<CodeChosenDetail>) {
      const style = shareCode.styles?.find((each) => each === detail.key);
      if (style !== undefined) void shareCode.choose(style);
    },
    onCodeRetry: () => void shareCode.reload(),
    onKeep: ({ detail }: Detail<KeepDetail>) => void shareCode.keep(detail.act, words().share.fileName),
    onRevoke: () => void revoke(),
    onAll: () => openPage(routes.shares()),
  },
});

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
}

async function revoke(): Promise<void> {
  const { share, common } = words();
  const { stage } = shownShare;
  if (stage.kind !== 'ready') return;
  const agreed = await confirm({
    title: share.revokeTitle,
    content: share.revokeDetail,
    confirm: share.revoke,
    cancel: common.cancel,
  });
  // Meanwhile the page may be left.
  if (!agreed || shownShare.stage !== stage || !(await shownShare.revoke())) return;
  shares.markRevoked(stage.share.id);
  toast(share.revoked);
}
