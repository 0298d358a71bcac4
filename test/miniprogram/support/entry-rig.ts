import type { Entry } from '../../../typings/contract/codes';
import type { Session } from '../../../typings/contract/domain';
import { EntryStore } from '../../../miniprogram/stores/entry-store';
import type { Destination } from '../../../miniprogram/stores/entry-ways';
import { SessionStore } from '../../../miniprogram/stores/session-store';
import { Answers } from './answers';
import { makeSessionMember, NOTICE } from './cloud';
import { FakeClock, NOON } from './phone';

export const INVITE_CODE = 'iAAAAAAAAAAAAAAAAAAAAAAAA';

export const makeSession = (change: Partial<Session> = {}): Session => ({
  visitorCode: 'K7M2QX',
  member: null,
  notice: NOTICE,
  now: NOON,
  ...change,
});

export const makeInvitation = (change: Partial<Extract<Entry, { kind: 'invite' }>> = {}) => ({
  kind: 'invite' as const,
  state: 'open' as const,
  role: 'staff' as const,
  stores: ['南京路店'],
  by: '小周',
  expiresAt: NOON + 3_600_000,
  accepted: false,
  ...change,
});

export const makeShared = (change: Partial<Extract<Entry, { kind: 'share' }>> = {}) => ({
  kind: 'share' as const,
  state: 'open' as const,
  view: 'live' as const,
  cameras: 1,
  by: '小周',
  until: NOON + 3_600_000,
  watermark: false,
  opened: false,
  ...change,
});

export const staff = makeSessionMember({ name: '小王', role: 'staff', rights: ['view'] });

/** The page of codes on a phone of memory, held by a stranger. */
export function makeEntry() {
  const clock = new FakeClock();
  const cloud = new Answers().on('session.start', () => makeSession());
  const session = new SessionStore({ call: cloud.call });
  const gone: Destination[] = [];
  let changes = 0;
  const entry = new EntryStore({
    call: cloud.call,
    clock,
    session,
    go: (destination) => void gone.push(destination),
    onChanged: () => (changes += 1),
  });
  return { clock, cloud, session, entry, gone, changes: () => changes };
}
