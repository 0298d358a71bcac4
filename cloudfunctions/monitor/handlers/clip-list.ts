import * as v from 'valibot';
import { toClip } from '../../core/clips/to-clip';
import type { Handler } from '../../core/handler';
import { allowClips, clippable } from './own-clip';
import { id } from '../../core/schemas';

/** The caller's clips, of the cameras that they may still make clips of. */
export const clipList: Handler<'clip.list'> = {
  input: v.strictObject({ channelId: v.exactOptional(id) }),
  access: 'members',

  async run({ channelId }, context) {
    const { clips, channels, person, now } = context;
    if (channelId !== undefined) await allowClips(context, channelId);
    const found = await clips.listOf(person, channelId);
    const ids = [...new Set(found.map((clip) => clip.channelId))];
    const known = channelId !== undefined || ids.length === 0 ? [] : await channels.read(ids);
    const shown = new Set([channelId, ...clippable(context, known).map(({ _id }) => _id)]);
    return { clips: found.filter((clip) => shown.has(clip.channelId)).map((clip) => toClip(clip, now)) };
  },
};
