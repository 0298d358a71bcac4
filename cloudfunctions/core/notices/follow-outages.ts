import type { ChannelDocument } from '../documents';
import { inParallel } from '../in-parallel';
import { readMembers } from '../repository/members';
import type { Services } from '../services';
import type { NoticeDocument } from './documents';
import { newNotice } from './notice-store';
import { holdAsColleague, mayBeTold } from './plan';

/** Cameras whose people are to be told: those that have been gone for a while, and those that are back. */
export interface Outages {
  readonly begun: readonly ChannelDocument[];
  readonly over: readonly ChannelDocument[];
}

type Following = Pick<Services, 'database' | 'clock' | 'settings' | 'subscribers' | 'notices'>;

/** Of one run: those that are left come with the next. */
const MOST_OUTAGES = 200;
const WRITES_AT_ONCE = 4;

/** Outages that nobody has seen to yet, those that began first before others; one operation. */
export async function findOutages({ database, clock, settings }: Following): Promise<Outages> {
  const where = [
    { outageState: 'new', outageFrom: { below: longEnough(clock.now(), settings) } },
    { outageState: 'over' },
  ] as const;
  const found = await database.collection('channels').find({ where, sort: ['outageFrom'], limit: MOST_OUTAGES });
  const inState = (state: ChannelDocument['outageState']) => found.filter(({ outageState }) => outageState === state);
  return { begun: inState('new'), over: inState('over') };
}

const longEnough = (now: number, { noticeAfterMs }: Following['settings']): number => now - noticeAfterMs + 1;

/**
 * Puts down whom to tell, and then that it is seen to: whoever is cut off in between finds the outage as it was and
 * everybody already put down. Tells how many people there are more to be told. Outages pass even where nobody is told
 * of any, so that none of old is announced once there are templates.
 */
export async function followOutages(services: Following, { begun, over }: Outages): Promise<number> {
  const added = begun.length === 0 ? 0 : await announce(services, begun);
  if (over.length > 0) await conclude(services, over);
  return added;
}

async function announce(
  { database, clock, settings, subscribers, notices }: Following,
  begun: readonly ChannelDocument[],
): Promise<number> {
  const now = clock.now();
  const open = settings.templates === null ? [] : await subscribers.listOpen();
  const ids = open.map(({ _id }) => _id);
  const wanted = noticesOf(begun, await readHolders(database, ids, now), now);
  const added = await notices.addMissing(wanted);
  // One that came back and went anew meanwhile has not been gone for long enough.
  const stillNew = { outageState: 'new', outageFrom: { below: longEnough(now, settings) } } as const;
  const _id = { in: begun.map((camera) => camera._id) };
  await database.collection('channels').update({ _id, ...stillNew }, { outageState: 'announced' });
  return added;
}

type Holder = { readonly person: string; readonly grants: ReturnType<typeof holdAsColleague> };

async function readHolders(
  database: Following['database'],
  openids: readonly string[],
  now: number,
): Promise<readonly Holder[]> {
  const members = await readMembers(database, openids);
  return [...members.values()].map((member) => ({ person: member._id, grants: holdAsColleague(member, now) }));
}

function noticesOf(begun: readonly ChannelDocument[], holders: readonly Holder[], now: number): NoticeDocument[] {
  return begun.flatMap((camera) => {
    const { _id: channelId, outageFrom } = camera;
    const told = holders.filter(({ grants }) => mayBeTold(grants, camera));
    return told.map(({ person }) => newNotice({ person, channelId, outageFrom }, now));
  });
}

async function conclude({ database, clock, notices }: Following, over: readonly ChannelDocument[]): Promise<void> {
  const now = clock.now();
  const times = [...new Set(over.map(backAtOf))];
  await inParallel(times, WRITES_AT_ONCE, (backAt) => {
    const ids = over.filter((camera) => backAtOf(camera) === backAt).map(({ _id }) => _id);
    return notices.turnBack(ids, backAt, now);
  });
  const ended = { _id: { in: over.map(({ _id }) => _id) }, outageState: 'over' } as const;
  await database.collection('channels').update(ended, { outageState: 'none', outageFrom: 0 });
}

/**
 * By the vendor's word, unless it tells of an earlier time than that at which the camera went. A camera that is gone again
 * is told to have been back when that was first seen.
 */
const backAtOf = ({ since, seenFrom, outageFrom }: ChannelDocument): number =>
  since !== null && since > outageFrom ? since : seenFrom;
