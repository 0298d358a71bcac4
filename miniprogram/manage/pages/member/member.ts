import { autorun, reaction } from 'mobx-miniprogram';
import { ComponentWithStore } from 'mobx-miniprogram-bindings';

import type { StorePickDetail, StoreSeekDetail } from '../../../components/store-list/store-list';
import { appearance } from '../../../services/appearance';
import { askText, confirm } from '../../../services/dialogs';
import { drawRows, NO_ROWS, rowsScrolled } from '../../../services/drawn-rows';
import { say } from '../../../services/feedback';
import { askBeforeLeaving } from '../../../services/leaving';
import { goBack, setPageTitle } from '../../../services/navigation';
import { memberIdFromQuery, type Query } from '../../../services/routes';
import type { ChoiceDetail } from '../../components/choice-list/choice-list';
import type { LimitDetail, RightDetail, TimeDetail } from '../../components/grant-editor/grant-editor';
import { member, memberPage, words } from '../../stores/index';
import type { Told } from '../../stores/member-page';
import type { Question } from '../../stores/member-questions';

type Event<T> = { readonly detail: T };
type StoreEvent = WechatMiniprogram.TouchEvent<object, object, { id: string }>;

/** What ends when another page comes in front. */
let stops: readonly (() => void)[] = [];

ComponentWithStore({
  data: { typeScale: appearance.typeScale(), missing: false, ...NO_ROWS },

  storeBindings: {
    store: member,
    fields: {
      words: () => words().member,
      common: () => words().common,
      screen: () => memberPage.screen,
      head: () => memberPage.head,
      editor: () => memberPage.grants.editor,
      saveWords: () => memberPage.saveWords,
      problem: () => memberPage.problem,
      checkable: () => memberPage.checkable,
      deeds: () => memberPage.deeds,
      adding: () => memberPage.adding,
      stores: () => memberPage.stores,
      busy: () => memberPage.busy,
    },
    actions: [],
    structuralComparison: true,
  },

  methods: {
    onLoad(query: Query) {
      const id = memberIdFromQuery(query);
      if (id === null) this.setData({ missing: true });
      else void memberPage.open(id);
    },
    onShow() {
      rest();
      stops = [
        // A title and a question go to whatever page is in front, so only that one may set them.
        autorun(() => setPageTitle(memberPage.title)),
        reaction(() => memberPage.leaveQuestion, askBeforeLeaving, { fireImmediately: true }),
        () => askBeforeLeaving(''),
        drawRows(this, () => memberPage.grants.rows),
      ];
    },
    onHide: rest,
    onPageScroll() {
      rowsScrolled(this);
    },
    onUnload() {
      rest();
      member.leave();
    },

    onCardAction() {
      const { screen } = memberPage;
      if (screen.kind === 'card' && screen.act === 'refresh') void memberPage.refresh();
      else goBack();
    },
    onStore: ({ currentTarget }: StoreEvent) => memberPage.grants.toggle(currentTarget.dataset.id),
    onRole: ({ detail }: Event<ChoiceDetail>) => memberPage.grants.chooseRole(detail.key),
    onRight: ({ detail }: Event<RightDetail>) => memberPage.grants.switchRight(detail.key),
    onLimit: ({ detail }: Event<LimitDetail>) => memberPage.grants.limit(detail.limited),
    onTime: ({ detail }: Event<TimeDetail>) => memberPage.grants.setTime(detail.end, detail.time),
    onReset: () => memberPage.grants.reset(),
    onSave: () => void memberPage.save().then(tell),

    onCheck: () => void memberPage.check(),

    onAdding: () => memberPage.toggleAdding(),
    onSeek: ({ detail }: Event<StoreSeekDetail>) => memberPage.choice.search.type(detail.text),
    onAdd: ({ detail }: Event<StorePickDetail>) => memberPage.add(detail.key),

    onRename: () => void rename(),
    onRemove({ currentTarget }: StoreEvent) {
      const { id } = currentTarget.dataset;
      void ask(memberPage.removeQuestion(id), () => memberPage.remove(id));
    },
    onRemoveAll: () => void ask(memberPage.removeQuestion(null), () => memberPage.remove(null)),
    onOwn: () => void ask(memberPage.ownQuestion, () => memberPage.own()),
  },
});

function rest(): void {
  for (const stop of stops) stop();
  stops = [];
}

async function ask(question: Question, act: () => Promise<Told | null>): Promise<void> {
  if (memberPage.busy) return;
  if (await confirm({ ...question, cancel: words().common.cancel })) tell(await act());
}

async function rename(): Promise<void> {
  if (memberPage.busy) return;
  const { renameTitle: title, ok } = words().member;
  const text = member.member?.name ?? '';
  const name = await askText({ title, text, confirm: ok, cancel: words().common.cancel });
  if (name !== null) tell(await memberPage.rename(name));
}

/** A failure stands on the page, as long as there is one. */
function tell(told: Told | null): void {
  if (told !== null && (told.over || told.text !== memberPage.problem)) say(told.text, words().common.understood);
}
