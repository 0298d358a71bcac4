import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { CallError } from '../../core/errors';
import { fileIn, useUp } from '../../core/handed-in';
import type { Handler } from '../../core/handler';
import { offered, reachToDo } from './doing';
import { assertPast } from './looking-back';
import { onRecord } from '../../core/audit/on-record';
import { pictureName } from './picture-name';
import { id, instant, key } from '../../core/schemas';

const MOST_BYTES = 4 * 1024 * 1024;

/** Puts a still that the phone took into the vendor's gallery. */
export const pictureAdd: Handler<'picture.add'> = {
  input: v.strictObject({ channelId: id, fileId: fileIn('snapshots'), takenAt: instant, requestKey: key }),
  access: 'members',

  async run({ channelId, fileId, takenAt, requestKey }, context) {
    await context.allow(channelId, 'capture'); // only whoever may keep pictures gets a file removed
    return useUp(context, fileId, async () => {
      const { channel, driver } = await reachToDo(context, { channelId, right: 'capture', kind: 'picture' });
      const gallery = offered(driver.pictures, 'gallery');
      assertPast(takenAt, context);
      const request = { action: 'picture.add', person: context.person, requestKey, outcome: v.null() } as const;
      return context.doOnce(request, async (isAgain) => {
        const bytes = await context.files.read(fileId, MOST_BYTES);
        if (!isJpeg(bytes)) throw new CallError('invalid-argument', 'the file is no JPEG');
        const picture = { name: pictureName(takenAt, fileId), format: 'jpg', bytes } as const;
        const deed = { id: randomUUID(), action: 'picture.add', channel, vendorIds: [picture.name] } as const;
        await onRecord(context, deed, () => putOnce(() => gallery.put(channel.address, picture), isAgain));
        return null;
      });
    });
  },
};

/** No other picture has its name: one that is there by then is what an earlier try put there, whose answer got lost. */
async function putOnce(put: () => Promise<void>, isAgain: boolean): Promise<void> {
  await put().catch((error: unknown) => {
    if (!isAgain || !(error instanceof CallError) || error.code !== 'conflict') throw error;
  });
}

/** Begins with the marker of a picture and ends with that of its end, which a file cut short lacks. */
function isJpeg(bytes: Uint8Array): boolean {
  const [first, second, third] = bytes;
  const begins = first === 0xff && second === 0xd8 && third === 0xff;
  return begins && bytes.at(-2) === 0xff && bytes.at(-1) === 0xd9;
}
