import type { Right, SessionMember } from '../../../typings/contract/domain';
import type { Invite } from '../../../typings/contract/codes';
import type { Member, Person, StoreGrant } from '../../../typings/contract/people';
import { dictionaries, type Dictionary } from '../../../miniprogram/manage/i18n/index';
import { InvitePage } from '../../../miniprogram/manage/stores/invite-page';
import { InviteStore } from '../../../miniprogram/manage/stores/invite-store';
import { InvitesPage } from '../../../miniprogram/manage/stores/invites-page';
import { InvitesStore } from '../../../miniprogram/manage/stores/invites-store';
import { ManagedStores } from '../../../miniprogram/manage/stores/managed-stores';
import { MemberPage } from '../../../miniprogram/manage/stores/member-page';
import { MemberStore } from '../../../miniprogram/manage/stores/member-store';
import { MembersPage } from '../../../miniprogram/manage/stores/members-page';
import { MembersStore } from '../../../miniprogram/manage/stores/members-store';
import { SessionStore } from '../../../miniprogram/stores/session-store';
import { CallFailed } from '../../../miniprogram/utils/call-failed';
import { Answers } from './answers';
import { makeSessionMember, NOTICE } from './cloud';
import { makeCodes } from './codes';
import { NOON } from './phone';

export const EVERY_RIGHT: readonly Right[] = ['view', 'playback', 'ptz', 'talk', 'capture', 'share', 'manage'];
export const STAFF_RIGHTS: readonly Right[] = ['view', 'playback', 'ptz', 'talk', 'capture'];
/** Of whoever holds the phone. */
export const OWN_CODE = 'K7M2QX';
const HOUR = 3_600_000;

export const makeGrant = (storeId: string, change: Partial<StoreGrant> = {}): StoreGrant => ({
  storeId,
  storeName: STORE_NAMES[storeId] ?? storeId,
  role: 'staff',
  rights: change.role === 'manager' ? EVERY_RIGHT : STAFF_RIGHTS,
  hours: null,
  ...change,
});

const STORE_NAMES: Readonly<Record<string, string>> = { s0: '南京路店', s1: '人民广场店', s2: '徐家汇店' };

export const makePerson = (id: string, change: Partial<Person> = {}): Person => ({
  id,
  name: `同事 ${id}`,
  visitorCode: `CODE${id}`,
  ...change,
});

export const makeMember = (id: string, change: Partial<Member> = {}): Member => ({
  ...makePerson(id),
  owner: false,
  grants: [makeGrant('s0')],
  joinedAt: NOON,
  self: false,
  ...change,
});

export const makeInvite = (id: string, change: Partial<Invite> = {}): Invite => ({
  id,
  role: 'staff',
  stores: [{ id: 's0', name: '南京路店' }],
  state: 'open',
  createdAt: NOON - HOUR,
  expiresAt: NOON + HOUR,
  by: makePerson('me', { name: '小周', visitorCode: OWN_CODE }),
  usedBy: null,
  ...change,
});

/** The caller as an owner, and as a manager with these grants. */
export const anOwner = (): SessionMember => makeSessionMember({ role: 'owner', grants: [] });
export const aManager = (grants: readonly StoreGrant[] = [makeGrant('s0', { role: 'manager' })]): SessionMember =>
  makeSessionMember({ role: 'manager', grants });

/** A cloud with people, their stores and invitations, that does what it is asked to. */
export class FakePeople {
  stores: readonly string[] = ['s0', 's1', 's2'];
  invites: readonly Invite[] = [];
  private readonly made = new Map<string, Invite>();

  constructor(public members: readonly Member[]) {}

  serve(answers: Answers): Answers {
    return answers
      .on('store.list', () => ({
        stores: this.stores.map((id) => ({
          ...{ id, name: STORE_NAMES[id] ?? id, zone: 'Asia/Shanghai' },
          ...{ channels: 1, online: 1, offline: 0 },
        })),
      }))
      .on('member.list', ({ storeId }) => ({
        members: this.members.filter(
          ({ owner, grants }) => storeId === undefined || owner || grants.some((grant) => grant.storeId === storeId),
        ),
      }))
      .on('member.grant', ({ memberId, storeId, ...place }) =>
        this.alter(memberId, ({ grants }) => ({
          grants: [...grants.filter((grant) => grant.storeId !== storeId), makeGrant(storeId, place)],
        })),
      )
      .on('member.remove', ({ memberId, storeId }) => {
        const { grants } = this.alter(memberId, (member) => ({
          grants: member.grants.filter((grant) => storeId !== undefined && grant.storeId !== storeId),
        }));
        if (grants.length === 0) this.members = this.members.filter(({ id }) => id !== memberId);
        return null;
      })
      .on('member.own', ({ memberId, owner }) => this.alter(memberId, () => ({ owner })))
      .on('member.rename', ({ memberId, name }) => this.alter(memberId, () => ({ name })))
      .on('invite.list', () => ({ invites: this.invites }))
      .on('invite.make', ({ role, storeIds, expiresAt, requestKey }) => {
        const stores = storeIds.map((id) => ({ id, name: STORE_NAMES[id] ?? id }));
        const invite = this.made.get(requestKey) ?? makeInvite(`i${this.made.size}`, { role, stores, expiresAt });
        if (!this.made.has(requestKey)) this.invites = [invite, ...this.invites];
        this.made.set(requestKey, invite);
        return { invite, code: `code-${invite.id}` };
      })
      .on('invite.code', ({ id }) => ({ code: `code-${id}` }))
      .on('invite.revoke', ({ id }) => {
        this.invites = this.invites.map((invite) => (invite.id === id ? { ...invite, state: 'revoked' } : invite));
        return null;
      });
  }

  alter(id: string, change: (member: Member) => Partial<Member>): Member {
    const found = this.members.find((member) => member.id === id);
    if (found === undefined) throw new CallFailed('not-found', 'R1', null);
    const member = { ...found, ...change(found) };
    this.members = this.members.map((each) => (each.id === id ? member : each));
    return member;
  }
}

/** The stores and pages of people, as one phone has them. */
export function makePeople({ caller = anOwner(), members = [] as readonly Member[] } = {}) {
  const people = new FakePeople(members);
  const answers = people.serve(new Answers());
  const session = { now: caller };
  answers.on('session.start', () => ({ visitorCode: OWN_CODE, member: session.now, notice: NOTICE, now: NOON }));
  const { images, clock } = makeCodes({ answers });
  const { call } = answers;
  const words = (): Dictionary => dictionaries['zh-CN'];
  const managed = new ManagedStores({ call, session: new SessionStore({ call }) });
  const invites = new InvitesStore({ call, clock });
  const invite = new InviteStore({ call, clock, random: () => 0.5 });
  const membersStore = new MembersStore({ call, clock });
  const member = new MemberStore({ call, clock, find: (id) => membersStore.find(id) });
  return {
    ...{ people, answers, clock, session, managed, images, invite, invites, member },
    members: membersStore,
    invitePage: new InvitePage({ invite, invites, managed, images, clock, words }),
    invitesPage: new InvitesPage({ invites, managed, words }),
    membersPage: new MembersPage({ members: membersStore, invites, managed, clock, words }),
    memberPage: new MemberPage({ member, managed, clock, words }),
  };
}
