import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { CallError, unbegun } from '../../core/errors';
import { fileIn, useUp } from '../../core/handed-in';
import type { CallContext, Handler } from '../../core/handler';
import { readMp3, type VoiceRecording } from '../../core/talk/mp3';
import { offered, reachToDo } from './doing';
import { onRecord } from '../../core/audit/on-record';
import { id, key } from '../../core/schemas';

/** A minute at 48 kbit/s has 360 KB; some phones record at more than they are told to. */
const MOST_BYTES = 1024 * 1024;

const sent = v.strictObject({ durationMs: v.number() });

/** Plays a recorded message through the camera. The vendor sees no file that is not what it should be. */
export const talkSend: Handler<'talk.send'> = {
  input: v.strictObject({ channelId: id, fileId: fileIn('talk'), requestKey: key }),
  access: 'members',

  async run({ channelId, fileId, requestKey }, context) {
    await context.allow(channelId, 'talk'); // only whoever may speak gets a file removed
    return useUp(context, fileId, async () => {
      const { channel, driver } = await reachToDo(context, { channelId, right: 'talk', kind: 'talk' });
      const talk = offered(driver.talk, 'talk');
      const { person } = context;
      const request = { action: 'talk.send', person, requestKey, outcome: sent, neverTwice: true } as const;
      return context.doOnce(request, async () => {
        const { frames: bytes, durationMs } = await loadMessage(context, fileId);
        const detail = `${(durationMs / 1000).toFixed(1)} s`;
        const deed = { id: randomUUID(), action: 'talk.send', channel, detail } as const;
        await onRecord(context, deed, () => talk.send(channel.address, { bytes, fileName: 'message.mp3' }));
        return { durationMs };
      });
    });
  },
};

async function loadMessage({ files }: CallContext, fileId: string): Promise<VoiceRecording> {
  const file = await files.read(fileId, MOST_BYTES).catch((error: unknown) => {
    throw unbegun(error);
  });
  const recording = readMp3(file);
  if (typeof recording === 'string') throw new CallError('invalid-argument', `the message is ${recording}`);
  return recording;
}
