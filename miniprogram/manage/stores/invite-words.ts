import type { Invite, TicketState } from '../../../typings/contract/codes';
import { fill } from '../../utils/fill';
import { momentWords, phoneZone } from '../../utils/time-words';
import type { Dictionary } from '../i18n/index';
import { nameOf } from '../../stores/person-words';

interface Setting {
  readonly words: Dictionary;
  /** Epoch ms. */
  readonly now: number;
}

const NAMED_STORES = 3;

/** 今天 14:05, by the phone's clocks. */
export const whenWords = (at: number, { words, now }: Setting): string =>
  momentWords(at, { words: words.common, now, zone: phoneZone });

/** What it makes somebody, and where: 店员 · 南京路店. */
export function inviteTitle(
  { role, stores }: Pick<Invite, 'role' | 'stores'>,
  { people, invites, common }: Dictionary,
): string {
  const named = stores.slice(0, NAMED_STORES).map(({ name }) => name);
  if (stores.length > NAMED_STORES) named.push(fill(invites.moreStores, { n: stores.length - NAMED_STORES }));
  const where = role === 'owner' ? invites.everywhere : named.join(common.listComma);
  return `${people.roles[role]} · ${where}`;
}

/** What has become of it, in words. */
export function stateWords(invite: Invite, state: TicketState, setting: Setting): string {
  const { invites, people } = setting.words;
  switch (state) {
    case 'open':
      return fill(invites.states.open, { when: whenWords(invite.expiresAt, setting) });
    case 'used':
    case 'full':
      return fill(invites.states.used, {
        name: invite.usedBy === null ? people.unnamed : nameOf(invite.usedBy, people),
      });
    case 'expired':
      return fill(invites.states.expired, { when: whenWords(invite.expiresAt, setting) });
    case 'revoked':
      return invites.states.revoked;
  }
}
