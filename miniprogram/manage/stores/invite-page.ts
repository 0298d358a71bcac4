import { makeAutoObservable } from 'mobx-miniprogram';

import type { Code } from '../../../typings/contract/codes';
import { cardScreen, CONTENT, failureScreen, faultWords, waitScreen, type PageScreen } from '../../stores/page-screen';
import { hasEnded } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import type { CodeImages } from './code-images';
import { codeCardView, type CodeCardView } from './code-words';
import { InviteForm } from './invite-form';
import type { InviteStore } from './invite-store';
import { inviteTitle, stateWords } from './invite-words';
import type { InvitesStore } from './invites-store';
import type { ManagedStores } from './managed-stores';

interface Deps {
  readonly invite: InviteStore;
  readonly invites: InvitesStore;
  readonly managed: ManagedStores;
  readonly images: CodeImages;
  readonly clock: Clock;
  readonly words: () => Dictionary;
}

/** The invitation that was made. */
export interface MadeView {
  readonly title: string;
  readonly state: string;
  /** Whether it can still be handed on. */
  readonly open: boolean;
  readonly name: string;
  readonly revoking: boolean;
}

/** The page that makes one invitation and hands it on, in words. */
export class InvitePage {
  readonly form: InviteForm;
  private id: string | null = null;

  constructor(private readonly deps: Deps) {
    const { invite, managed, clock, words } = deps;
    this.form = new InviteForm({ invite, managed, clock, words });
    makeAutoObservable<this, 'deps' | 'id'>(this, { deps: false, id: false, form: false }, { autoBind: true });
  }

  /** `id`: one made before, to be handed on again; null for a new one. */
  async open(id: string | null): Promise<void> {
    const { invite, managed, images } = this.deps;
    this.id = id;
    this.form.choice.reset();
    images.close();
    if (id !== null) {
      await invite.reopen(id);
      this.draw();
      return;
    }
    invite.begin();
    await managed.load();
    const [only, ...others] = managed.stores ?? [];
    if (only !== undefined && others.length === 0 && this.form.whyNot(only.id) === '')
      invite.change({ storeIds: [only.id] });
  }

  /** The card's button: once more, or another one where this one is over. */
  retry(): void {
    const { stage } = this.deps.invite;
    void this.open(stage.kind === 'failed' && hasEnded(stage.failure) ? null : this.id);
  }

  leave(): void {
    this.deps.invite.leave();
    this.deps.images.close();
  }

  get title(): string {
    return this.words.title;
  }

  get screen(): PageScreen<'refresh'> {
    const { stage } = this.deps.invite;
    const setting = { words: this.deps.words(), faults: this.words.faults };
    switch (stage.kind) {
      case 'failed': {
        if (!hasEnded(stage.failure)) return failureScreen('refresh', stage.failure, setting);
        const { title, next } = faultWords(stage.failure, setting.words, setting.faults);
        return cardScreen('refresh', { title, next, button: this.words.another });
      }
      case 'opening':
        return waitScreen('skeleton');
      case 'made':
        return CONTENT;
      case 'form':
      case 'making': {
        const { failure, stores } = this.deps.managed;
        if (failure !== null) return failureScreen('refresh', failure, setting);
        return stores === null ? waitScreen('skeleton') : CONTENT;
      }
    }
  }

  /** Null before there is one. */
  get made(): MadeView | null {
    const { stage, revoking } = this.deps.invite;
    if (stage.kind !== 'made') return null;
    const { invites } = this.deps;
    const words = this.deps.words();
    const state = invites.stateOf(stage.invite);
    const title = inviteTitle(stage.invite, words);
    return {
      title,
      state: stateWords(stage.invite, state, { words, now: invites.now }),
      open: state === 'open',
      name: fill(this.words.fileName, { title }),
      revoking,
    };
  }

  /** What a card leads to; null while there is nothing that somebody could take up. */
  get cardCode(): Code | null {
    const { stage } = this.deps.invite;
    return stage.kind === 'made' && this.made?.open === true ? stage.code : null;
  }

  get code(): CodeCardView {
    return codeCardView(this.deps.images, this.deps.words());
  }

  /** `key`: that of a style offered. */
  chooseStyle(key: string): void {
    const { images } = this.deps;
    const style = images.styles?.find((each) => each === key);
    if (style !== undefined) void images.choose(style);
  }

  async make(): Promise<void> {
    if (!this.form.making.ready) return;
    await this.deps.invite.make();
    this.draw();
  }

  /** Takes it back; answers with what became of it, in words; empty where that is being done. */
  async revoke(): Promise<string> {
    if (this.deps.invite.revoking) return '';
    const failure = await this.deps.invite.revoke();
    const { invites } = this.deps.words();
    if (failure === null) {
      this.deps.images.close();
      return invites.revoked;
    }
    const { title: why, next } = faultWords(failure, this.deps.words(), invites.faults);
    return fill(invites.revokeFailed, { why, next });
  }

  private draw(): void {
    const { stage } = this.deps.invite;
    if (stage.kind === 'made') void this.deps.images.open({ kind: 'invite', id: stage.invite.id });
  }

  private get words(): Dictionary['invite'] {
    return this.deps.words().invite;
  }
}
