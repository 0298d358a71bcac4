import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { CallError } from '../../core/errors';
import type { Handler } from '../../core/handler';
import { assertPast, reachRecordings } from './looking-back';
import { onRecord } from '../../core/audit/on-record';
import { watermarkOf } from '../../core/watermark';
import { avoided, endsWithin, id, instant, place, vendorName } from '../../core/schemas';

/** A segment ends with its day, and no day is longer. */
const LONGEST_MS = 25 * 3_600_000;

const segment = v.pipe(
  v.strictObject({ from: instant, to: instant, id: v.nullable(vendorName) }),
  v.forward(endsWithin(LONGEST_MS), ['to']),
);

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

  async run({ segment: recording, at, speed = 1, avoid = [], ...wanted }, context) {
    const { channel, recordings } = await reachRecordings(context, wanted);
    assertPast(recording.to, context);
    if (speed !== 1 && !recordings.speeds.includes(speed)) {
      throw new CallError('unsupported', 'the vendor does not play at that speed');
    }
    const openId = randomUUID();
    const { place } = wanted;
    const deed = { action: 'playback.open', channel, past: { place, from: at, to: recording.to } } as const;
    const { sources, from, to } = await onRecord(context, { id: openId, ...deed }, () =>
      recordings.open(channel.address, { place, recording, at, speed, avoid }),
    );
    return { openId, sources, from, to, watermark: watermarkOf(context, channel, 'playback') };
  },
};
