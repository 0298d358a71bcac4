import { PAGE, type Collection } from '../database';
import { CallError } from '../errors';
import type { ShareDocument } from './documents';
import { stateOfShare } from './policy';

/** Who opens a share takes a seat in it. Of the last one, as of any two changes at once, one conditional write decides. */
export interface Seats {
  /** Lets a person in, once; rejects with `full`, `expired` or `revoked`. */
  takeSeat(share: ShareDocument, person: string, now: number): Promise<void>;
  /** Puts somebody else, who is nobody, on every seat of a person: the seats stay taken. */
  leaveSeats(person: string, nobody: string): Promise<void>;
}

export function createSeats(shares: Collection<ShareDocument>): Seats {
  async function takeSeat(share: ShareDocument, person: string, now: number): Promise<void> {
    const state = stateOfShare(share, { person, now });
    if (state !== 'open') throw new CallError(state, 'the share has ended');
    const { _id, opened, seats, revision } = share;
    if (seats.some((seat) => seat.person === person)) return;
    const change = { opened: opened + 1, seats: [...seats, { person, at: now }], revision: revision + 1 };
    if ((await shares.update({ _id, revision, revokedAt: 0 }, change)) === 1) return;
    // Somebody else was faster: there are as many seats to take, and to leave, as people.
    const current = await shares.get(_id);
    if (!current) throw new CallError('revoked', 'the share is gone');
    await takeSeat(current, person, now);
  }

  async function leaveSeats(person: string, nobody: string): Promise<void> {
    for (;;) {
      const found = await shares.find({ where: { 'seats.person': person }, limit: PAGE });
      if (found.length === 0) return;
      for (const { _id, seats, revision } of found) {
        const left = seats.map((seat) => (seat.person === person ? { ...seat, person: nobody } : seat));
        await shares.update({ _id, revision }, { seats: left, revision: revision + 1 });
      }
    }
  }

  return { takeSeat, leaveSeats };
}
