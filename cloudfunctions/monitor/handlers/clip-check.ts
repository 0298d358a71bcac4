import * as v from 'valibot';
import { toClip } from '../../core/clips/to-clip';
import type { Handler } from '../../core/handler';
import { findOwn, useOwn } from './own-clip';
import { id } from '../../core/schemas';

/** How a clip stands. Where something is due for it, its recorder's queue is taken one step further first. */
export const clipCheck: Handler<'clip.check'> = {
  input: v.strictObject({ id }),
  access: 'members',

  async run(input, context) {
    const { clock, runClips } = context;
    const clip = await useOwn(context, input.id);
    if (clip.dueAt > clock.now()) return toClip(clip, clock.now());
    await runClips(clip.recorder);
    return toClip(await findOwn(context, input.id), clock.now());
  },
};
