import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { CallError } from '../../core/errors';
import type { RecordingPlace, Segment } from '../../../typings/contract/domain';
import type { Handler } from '../../core/handler';
import { assertPast, listSegments, reachRecordings, type ReachedPast } from './looking-back';
import { onRecord } from '../../core/audit/on-record';
import { endOn } from '../../core/rights';
import { stretchAround } from '../../core/shared-past';
import { overlapOf } from '../../core/spans';
import { watermarkOf } from '../../core/watermark';
import { avoided, endsWithin, id, instant, place, vendorName } from '../../core/schemas';

/** A segment ends with its day, and no day is longer. */
const LONGEST_MS = 25 * 3_600_000;

const segment = v.pipe(
  v.strictObject({ from: instant, to: instant, id: v.nullable(vendorName) }),
  v.forward(endsWithin(LONGEST_MS), ['to']),
);

/**
 * To whom only a stretch was shared, that stretch is played, and what is asked of the vendor ends with it. A vendor that
 * hands out whole recordings by name hands out one that lies in the stretch, but its address holds all of it: then
 * `to` is what tells the player to stop.
 */
export const playbackOpen: Handler<'playback.open'> = {
  input: v.pipe(
    v.strictObject({
      channelId: id,
      place,
      segment,
      at: instant,
      speed: v.exactOptional(v.pipe(v.number(), v.gtValue(0), v.maxValue(64))),
      avoid: v.exactOptional(avoided),
    }),
    v.forward(
      v.check(({ segment: { from, to }, at }) => from <= at && at < to),
      ['at'],
    ),
  ),
  access: 'members',

  async run({ segment: asked, at, speed = 1, avoid = [], ...wanted }, context) {
    const { stretches, ...reached } = await reachRecordings(context, wanted);
    const { channel, recordings } = reached;
    assertPast(asked.to, context);
    const shared = stretchAround(stretches, at);
    const recording = shared ? { ...asked, ...overlapOf(asked, shared) } : asked;
    if (speed !== 1 && !recordings.speeds.includes(speed)) {
      throw new CallError('unsupported', 'the vendor does not play at that speed');
    }
    const openId = randomUUID();
    const { place } = wanted;
    if (shared) await assertNamed(reached, place, recording);
    const until = endOn(context.grants, channel, 'playback');
    const wish = { place, recording, at, speed, avoid, ...(until !== null && { until }) };
    const deed = { action: 'playback.open', channel, past: { place, from: at, to: recording.to } } as const;
    const { sources, from, to } = await onRecord(context, { id: openId, ...deed }, () =>
      recordings.open(channel.address, wish),
    );
    const end = shared ? Math.min(to, shared.to) : to;
    return { openId, sources, from, to: end, watermark: watermarkOf(context, channel, 'playback') };
  },
};

/** Refuses a name that is not that of a recording in the shared stretch: nothing else ties it to those times. */
async function assertNamed(
  reached: Pick<ReachedPast, 'channel' | 'recordings'>,
  place: RecordingPlace,
  { id: name, from, to }: Pick<Segment, 'from' | 'to' | 'id'>,
): Promise<void> {
  if (name === null) return;
  const segments = await listSegments(reached, place, [{ from, to }]);
  if (segments.some((one) => one.id === name)) return;
  throw new CallError('permission-denied', 'that recording was not shared');
}
