import { makeAutoObservable } from 'mobx-miniprogram';

import type { Invite } from '../../../typings/contract/codes';
import { CONTENT, cardScreen, failureScreen, faultWords, waitScreen, type PageScreen } from '../../stores/page-screen';
import { staleLine } from '../../stores/stale-line';
import { nameOf } from '../../stores/person-words';
import { fill } from '../../utils/fill';
import { wasLost } from '../../utils/call-failed';
import type { Dictionary } from '../i18n/index';
import { inviteTitle, stateWords, whenWords } from './invite-words';
import type { InvitesStore } from './invites-store';
import type { ManagedStores } from './managed-stores';

interface Deps {
  readonly invites: InvitesStore;
  readonly managed: ManagedStores;
  readonly words: () => Dictionary;
}

/** One invitation in words. */
export interface InviteRow {
  readonly key: string;
  readonly title: string;
  readonly state: string;
  readonly tone: 'open' | 'used' | 'over';
  readonly made: string;
  /** Whether it can be handed on once more: only by its maker. */
  readonly showable: boolean;
  readonly showLabel: string;
  readonly revocable: boolean;
  readonly revokeLabel: string;
  readonly busy: boolean;
}

type InvitesAct = 'refresh' | 'invite';

/** What the page of the invitations shows, in words. */
export class InvitesPage {
  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { deps: false }, { autoBind: true });
  }

  /** The page came to the front. */
  async show(): Promise<void> {
    this.deps.invites.show();
    await Promise.all([this.deps.managed.load(), this.deps.invites.refresh()]);
  }

  get title(): string {
    return this.words.title;
  }

  get screen(): PageScreen<InvitesAct> {
    const { invites, failure, wait } = this.deps.invites;
    const { words } = this;
    if (invites === null) {
      if (failure === null) return waitScreen(wait);
      return failureScreen('refresh', failure, { words: this.deps.words(), faults: words.faults });
    }
    return invites.length > 0 ? CONTENT : cardScreen('invite', words.empty);
  }

  /** Says that those shown are of before; empty when they are not. */
  get stale(): string {
    const { invites } = this.deps;
    const words = this.deps.words();
    if (invites.invites === null) return '';
    return staleLine(invites, { words, faults: this.words.faults, now: invites.now });
  }

  get rows(): readonly InviteRow[] {
    return (this.deps.invites.invites ?? []).map((invite) => this.rowOf(invite));
  }

  revokeQuestion(id: string): { readonly title: string; readonly content: string } {
    const { revokeTitle, revokeDetail } = this.words;
    return { title: revokeTitle, content: `${this.nameOf(id)}\n${revokeDetail}` };
  }

  /** Takes it back; answers with what became of it, in words. */
  async revoke(id: string): Promise<string> {
    const { invites } = this.deps;
    const failure = await invites.revoke(id);
    const isOver = invites.find(id)?.state === 'revoked';
    if (failure === null || (wasLost(failure) && isOver)) return this.words.revoked;
    const { title: why, next } = faultWords(failure, this.deps.words(), this.words.faults);
    const isDoubtful = wasLost(failure) && invites.failure !== null;
    return fill(isDoubtful ? this.words.revokeDoubtful : this.words.revokeFailed, { why, next });
  }

  private rowOf(invite: Invite): InviteRow {
    const { invites, managed } = this.deps;
    const { words } = this;
    const { people } = this.deps.words();
    const state = invites.stateOf(invite);
    const setting = { words: this.deps.words(), now: invites.now };
    const title = inviteTitle(invite, this.deps.words());
    const own = invite.by.visitorCode === managed.visitorCode;
    const values = { name: nameOf(invite.by, people), when: whenWords(invite.createdAt, setting) };
    return {
      key: invite.id,
      title,
      state: stateWords(invite, state, setting),
      tone: state === 'open' || state === 'used' ? state : 'over',
      made: fill(own ? words.madeByMe : words.madeBy, values),
      showable: own && state === 'open',
      showLabel: fill(words.showOf, { title }),
      revocable: state === 'open',
      revokeLabel: fill(words.revokeOf, { title }),
      busy: invites.revoking === invite.id,
    };
  }

  private nameOf(id: string): string {
    const invite = this.deps.invites.find(id);
    return invite === undefined ? '' : inviteTitle(invite, this.deps.words());
  }

  private get words(): Dictionary['invites'] {
    return this.deps.words().invites;
  }
}
