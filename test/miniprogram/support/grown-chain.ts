import type { Right } from '../../../typings/contract/domain';
import { makeListing, makeNew } from './accounts';
import type { Answers } from './answers';
import { BEIJING, makeEntries } from './audit';
import { makeClip, makeParts } from './clips';
import { makeChannel, makeSessionMember, NOTICE } from './cloud';
import { makeGrant, makeInvite, makeMember, makePerson, OWN_CODE } from './people';
import { NOON } from './phone';
import { makePictures } from './pictures';
import { makeShare } from './shares';
import { makeMessage } from './tools';
import { makeAccount, makeStore } from './upkeep-things';
import { makeVideos, SHANGHAI_YEAR } from './videos';

const many = <T>(count: number, make: (id: string) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(String(index)));

const RIGHTS: readonly Right[] = ['view', 'playback', 'capture', 'share', 'manage'];
const camera = (id: string) => makeChannel(id, { name: `摄像头 ${id}`, rights: RIGHTS });

/** A cloud whose every list is as long as the contract lets one answer be, and where that says nothing, a thousand. */
export function answerGrown(answers: Answers, grants = 0): Answers {
  const member = makeSessionMember({ role: grants > 0 ? 'manager' : 'owner', grants: many(grants, makeGrant) });
  const page = { pages: 1, offsets: SHANGHAI_YEAR };
  return answers
    .on('session.start', () => ({ visitorCode: OWN_CODE, member, notice: NOTICE, now: NOON }))
    .on('store.list', () => ({
      stores: many(1_000, (id) => ({ ...makeStore(id), channels: 20, online: 19, offline: 1 })),
    }))
    .on('channel.list', ({ ids }) => ({ channels: ids?.map(camera) ?? many(1_000, camera), next: null }))
    .on('video.list', () => ({ videos: makeVideos(1_000), ...page }))
    .on('picture.list', () => ({ pictures: makePictures(1_000), ...page }))
    .on('clip.list', () => ({
      clips: many(50, (id) => makeClip(id, { parts: makeParts(...many(12, () => ({}))) })),
    }))
    .on('audit.list', () => ({ entries: makeEntries(150), offsets: BEIJING, next: null }))
    .on('watching.list', () => ({
      vendorCount: null,
      viewers: many(1_000, (id) => ({ ...makePerson(id), kind: 'live', role: 'staff', since: NOON - 60_000 })),
    }))
    .on('member.list', () => ({
      members: [makeMember('m', { grants: many(1_000, makeGrant) }), ...many(999, (id) => makeMember(`n${id}`))],
    }))
    .on('invite.list', () => ({ invites: many(100, makeInvite) }))
    .on('share.list', () => ({ shares: many(100, makeShare) }))
    .on('store.manage', () => ({
      stores: [...many(500, makeStore), ...many(500, (id) => makeStore(`old ${id}`, { archivedAt: NOON }))],
    }))
    .on('account.list', () => ({ accounts: many(200, makeAccount) }))
    .on('import.check', () => makeListing())
    .on('offer.list', () => ({
      offers: many(1_000, (id) => makeNew(id, { group: `店 ${Number(id) % 300}` })),
      counts: { new: 1_000, renamed: 0, gone: 0 },
      next: null,
    }))
    .on('tool.accounts', () => ({ accounts: [makeAccount('0')] }))
    .on('encryption.read', () => ({ on: false }))
    .on('message.list', () => ({ messages: many(200, makeMessage), more: true }))
    .on('object.list', () => ({
      objects: many(100, (id) => ({ name: `object-${id}`, bytes: 2_048, at: NOON, description: '固件' })),
      total: 1_000,
    }));
}
