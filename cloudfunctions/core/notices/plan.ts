import type { StoreId } from '../../../typings/contract/domain';
import type { NoticeKind } from '../../../typings/contract/health';
import type { ChannelDocument, MemberDocument } from '../documents';
import { holdGrants, type HeldGrant } from '../grants';
import { isWithin, nextClosing } from '../hours';
import { rightsOn } from '../rights';
import type { NoticeDocument, SubscriberDocument } from './documents';
import { quietOf } from './subscribers';

/** Everything that decides what becomes of notices that are due. */
export interface World {
  readonly members: ReadonlyMap<string, MemberDocument>;
  readonly subscribers: ReadonlyMap<string, SubscriberDocument>;
  readonly channels: ReadonlyMap<string, ChannelDocument>;
  readonly zoneOf: (storeId: StoreId) => string;
}

/** One message to one person, of one store's cameras. */
export interface Sending {
  readonly person: string;
  readonly kind: NoticeKind;
  readonly notices: readonly NoticeDocument[];
  /** The one that went first, or came back first, comes first. */
  readonly cameras: readonly ChannelDocument[];
  readonly zone: string;
}

export interface Plan {
  readonly sendings: readonly Sending[];
  /** Of no use any more. */
  readonly dropped: readonly NoticeDocument[];
  readonly postponed: readonly { readonly notice: NoticeDocument; readonly until: number }[];
}

type Verdict =
  | { readonly kind: 'drop' }
  | { readonly kind: 'postpone'; readonly until: number }
  | { readonly kind: 'send'; readonly camera: ChannelDocument; readonly zone: string };

/** What somebody holds now without what was shared with them: a guest of a camera is not told how it is. */
export const holdAsColleague = ({ grants }: Pick<MemberDocument, 'grants'>, now: number): readonly HeldGrant[] =>
  holdGrants(grants, { shares: [], now });

/** Hidden cameras are for who manages them. */
export const mayBeTold = (grants: readonly HeldGrant[], channel: ChannelDocument): boolean =>
  rightsOn(grants, channel).includes('view');

/** The kind of message that a notice waits for. */
export const kindOf = ({ stage }: Pick<NoticeDocument, 'stage'>): NoticeKind =>
  stage === 'waiting' || stage === 'sending' ? 'offline' : 'back';

/**
 * Sends, drops or puts off each notice that is due, and makes one message of those to one person about one store. Nobody
 * gets more messages than they allowed: what is left over is dropped, because WeChat would take none of it.
 */
export function planNotices(due: readonly NoticeDocument[], world: World, now: number): Plan {
  const dropped: NoticeDocument[] = [];
  const postponed: { notice: NoticeDocument; until: number }[] = [];
  const groups = new Map<string, { notices: NoticeDocument[]; cameras: ChannelDocument[]; zone: string }>();
  for (const notice of [...due].sort(inOrder)) {
    const verdict = judge(notice, world, now);
    if (verdict.kind === 'drop') dropped.push(notice);
    else if (verdict.kind === 'postpone') postponed.push({ notice, until: verdict.until });
    else {
      const key = JSON.stringify([notice.person, kindOf(notice), verdict.camera.storeId]);
      const group = groups.get(key) ?? { notices: [], cameras: [], zone: verdict.zone };
      group.notices.push(notice);
      if (!group.cameras.includes(verdict.camera)) group.cameras.push(verdict.camera);
      groups.set(key, group);
    }
  }
  const { sendings, beyond } = bound([...groups.values()], world);
  return { sendings, dropped: [...dropped, ...beyond], postponed };
}

function judge(notice: NoticeDocument, { members, subscribers, channels, zoneOf }: World, now: number): Verdict {
  const [member, subscriber] = [members.get(notice.person), subscribers.get(notice.person)];
  const camera = channels.get(notice.channelId);
  if (!member || !subscriber || !camera || subscriber[kindOf(notice)] === 0) return { kind: 'drop' };
  if (!mayBeTold(holdAsColleague(member, now), camera) || isPast(notice, camera)) return { kind: 'drop' };
  const [quiet, zone] = [quietOf(subscriber), zoneOf(camera.storeId)];
  if (quiet && isWithin(quiet, zone, now)) return { kind: 'postpone', until: nextClosing(quiet, zone, now) };
  return { kind: 'send', camera, zone };
}

/** Nobody is told that a camera is gone which has come back since. That it came back stays true. */
const isPast = ({ stage, outageFrom }: NoticeDocument, camera: ChannelDocument): boolean =>
  stage === 'waiting' && (camera.outageState !== 'announced' || camera.outageFrom !== outageFrom);

type Group = Pick<Sending, 'notices' | 'cameras' | 'zone'>;

function bound(groups: readonly Group[], { subscribers }: World) {
  const used = new Map<string, number>();
  const sendings: Sending[] = [];
  const beyond: NoticeDocument[] = [];
  for (const group of groups) {
    const [first] = group.notices;
    if (!first) continue;
    const { person } = first;
    const kind = kindOf(first);
    const key = JSON.stringify([person, kind]);
    const before = used.get(key) ?? 0;
    if (before >= (subscribers.get(person)?.[kind] ?? 0)) beyond.push(...group.notices);
    else {
      used.set(key, before + 1);
      sendings.push({ person, kind, ...group });
    }
  }
  return { sendings, beyond };
}

/** Returns before losses, so that somebody who is told of both hears them as they happened; else by time. */
function inOrder(one: NoticeDocument, other: NoticeDocument): number {
  const [a, b] = [one, other].map((notice) => (kindOf(notice) === 'back' ? 0 : 1));
  if (a !== b) return (a ?? 0) - (b ?? 0);
  const byReturn = one.backAt - other.backAt; // 0 before there is one
  return byReturn || one.outageFrom - other.outageFrom || (one.channelId < other.channelId ? -1 : 1);
}
