import { randomUUID } from 'node:crypto';
import type { Clips } from '../capabilities';
import type { Drivers } from '../drivers';
import { CallError } from '../errors';
import type { Leases } from '../leases';
import { errorFields, type Log } from '../log';
import type { ChannelAddress, Clock } from '../ports';
import type { ClipStore } from './clip-store';
import type { ClipDocument, PartDocument } from './documents';
import { afterAsking, afterChecking, beginAsking, expire, LOST_AFTER_MS, type Answer } from './parts';
import { nextStep, replacePart, type Step } from './plan';

export interface ClipRunnerDeps {
  readonly clips: ClipStore;
  readonly leases: Leases;
  readonly drivers: Drivers;
  readonly clock: Clock;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  readonly log: Log;
}

/** Takes a recorder's queue one step further; false when no step was due or another instance is at it. */
export type RunClips = (recorder: string) => Promise<boolean>;

/** What hands out one recording at a time: the vendor's group of devices where there is one, else the device. */
export function recorderOf(accountId: string, { groupId, deviceId }: ChannelAddress): string {
  return groupId === null ? `${accountId}/device/${deviceId}` : `${accountId}/group/${groupId}`;
}

/**
 * Whoever holds a recorder's lease takes its steps; the lease outlives every instance that could still be asking. A
 * part is put down as being asked for, on top of nothing unseen, before the vendor hears of it: so even an instance
 * that lost its lease unawares does not ask twice.
 */
export function createClipRunner({ clips, leases, drivers, clock, random, log }: ClipRunnerDeps): RunClips {
  const askVendor = createQuestions(drivers, log);
  const moment = () => ({ now: clock.now(), random: random() });

  /** Puts down what became of a part, unless the clip was removed or the part changed meanwhile. */
  async function putDown(step: Step, next: PartDocument): Promise<void> {
    const { clip, index } = step;
    const part = next.state === 'ready' ? { ...next, link: clips.seal(clip, index, next.link) } : next;
    await clips.change(clip, (current) => replacePart(current, step, part));
  }

  async function ask(step: Step<Extract<PartDocument, { state: 'queued' | 'asking' }>>): Promise<void> {
    const part = beginAsking(step.part, clock.now());
    const clip = await clips.change(step.clip, (current) => replacePart(current, step, part));
    if (!clip || part.state !== 'asking') return;
    const { from, to } = part;
    const wish = { place: clip.place, from, to };
    const answer = await askVendor(clip, (offered) => offered.start(clip.address, wish));
    await putDown({ clip, index: step.index, part }, afterAsking(part, answer, moment()));
  }

  async function check(step: Step<Extract<PartDocument, { state: 'preparing' }>>): Promise<void> {
    const { clip, part } = step;
    const answer = await askVendor(clip, async (offered) => {
      if (!offered.check) throw new CallError('unsupported', 'the vendor prepares no clips');
      return offered.check(clip.address, part.task);
    });
    await putDown(step, afterChecking(part, answer, moment()));
  }

  async function take({ clip, index, part }: Step): Promise<void> {
    switch (part.state) {
      case 'queued':
      case 'asking':
        return ask({ clip, index, part });
      case 'preparing':
        return check({ clip, index, part });
      case 'ready':
        return putDown({ clip, index, part }, expire(part, part.expiresAt ?? clock.now()));
      case 'failed':
      case 'expired': // nothing is ever due
    }
  }

  return async (recorder) => {
    const key = `recorder/${recorder}`;
    const holder = randomUUID();
    if (!(await leases.acquire(key, { holder, until: clock.now() + LOST_AFTER_MS }))) return false;
    try {
      const now = clock.now();
      const step = nextStep(await clips.waitingFor(recorder, now), now);
      if (step) await take(step);
      return step !== null;
    } finally {
      await leases.release(key, holder).catch((error: unknown) => {
        log({ event: 'fault', action: 'clip.run', ...errorFields(error) }); // it lapses by itself
      });
    }
  };
}

/** Puts a question to the vendor of a clip; what goes wrong is an answer, too. */
function createQuestions(drivers: Drivers, log: Log) {
  return async (
    { accountId, vendor }: ClipDocument,
    question: (offered: Clips) => Promise<Answer>,
  ): Promise<Answer> => {
    try {
      const { clips } = await drivers(accountId);
      if (!clips) throw new CallError('unsupported', 'the vendor hands out no clips');
      return await question(clips);
    } catch (error) {
      log({ event: 'fault', action: 'clip.run', vendor, ...errorFields(error) });
      return { kind: 'error', error };
    }
  };
}
