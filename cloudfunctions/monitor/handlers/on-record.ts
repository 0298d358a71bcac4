import type { ErrorCode } from '../../../typings/contract/errors';
import type { AuditDocument, ChannelDocument } from '../../core/documents';
import { CallError } from '../../core/errors';
import type { CallContext } from '../../core/handler';
import { errorFields } from '../../core/log';

export interface Deed extends Pick<AuditDocument, 'past' | 'videos' | 'detail'> {
  /** Names the entry. */
  readonly id: string;
  readonly action:
    | 'live.open'
    | 'live.elsewhere'
    | 'playback.open'
    | 'video.rename'
    | 'video.remove'
    | 'clip.request'
    | 'clip.open'
    | 'clip.retry'
    | 'clip.remove'
    | 'ptz.hold'
    | 'ptz.stop'
    | 'ptz.step'
    | 'preset.save'
    | 'preset.go'
    | 'preset.remove'
    | 'talk.send'
    | 'phrase.play'
    | 'switch.set'
    | 'snapshot.take'
    | 'picture.add'
    | 'picture.remove';
  readonly channel: Pick<ChannelDocument, '_id' | 'storeId'>;
}

/** Does something with a camera and records who did it and what became of it. */
export async function onRecord<T>(context: CallContext, deed: Deed, work: () => Promise<T>): Promise<T> {
  try {
    const done = await work();
    await context.audit.append(entryOf(context, deed, 'ok')); // first, so that nobody watches unrecorded
    return done;
  } catch (error) {
    if (error instanceof CallError) await recordFailure(context, deed, error.code);
    throw error;
  }
}

/** Nobody got to see anything: the caller hears why, even when that could not be written down. */
async function recordFailure(context: CallContext, deed: Deed, code: ErrorCode): Promise<void> {
  const { audit, log, requestId } = context;
  await audit.append(entryOf(context, deed, code)).catch((error: unknown) => {
    log({ event: 'fault', action: deed.action, ...errorFields(error), requestId });
  });
}

function entryOf(
  { person, now, requestId }: CallContext,
  { id, channel, ...deed }: Deed,
  result: AuditDocument['result'],
): AuditDocument {
  return { _id: id, at: now, person, ...deed, channelId: channel._id, storeId: channel.storeId, result, requestId };
}
