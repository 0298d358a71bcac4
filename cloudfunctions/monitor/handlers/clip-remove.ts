import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Handler } from '../../core/handler';
import { onRecord } from '../../core/audit/on-record';
import { deedOf, findOwn } from './own-clip';
import { id } from '../../core/schemas';

/** Forgets a clip. Its maker may do so even when they may make no more of that camera. */
export const clipRemove: Handler<'clip.remove'> = {
  input: v.strictObject({ id }),
  access: 'members',

  async run(input, context) {
    const clip = await findOwn(context, input.id);
    await onRecord(context, { id: randomUUID(), action: 'clip.remove', ...deedOf(clip) }, () =>
      context.clips.remove(clip._id),
    );
    return null;
  },
};
