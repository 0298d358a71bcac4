import type { ChannelId } from '../../../typings/contract/domain';
import type { Code } from '../../../typings/contract/codes';
import { addNew, type Database } from '../database';
import { makeCode } from './code';

/** The codes that are stuck on cameras: one for each, which says nothing about it. */
export interface CameraCodes {
  /** Which camera a code is for; null for one that nobody knows. */
  findByCode(code: Code): Promise<ChannelId | null>;
  /** A camera's code, made at the first asking. */
  codeOf(channelId: ChannelId): Promise<Code>;
  /** Gives the camera another code; the old one is unknown from then on. */
  replace(channelId: ChannelId): Promise<void>;
}

export function createCameraCodes(database: Database): CameraCodes {
  const codes = database.collection('codes');

  return {
    async findByCode(code) {
      return (await codes.find({ where: { code }, limit: 1 }))[0]?._id ?? null;
    },
    async codeOf(channelId) {
      const known = await codes.get(channelId);
      if (known) return known.code;
      const code = makeCode('camera');
      if (await addNew(codes, { _id: channelId, code })) return code;
      const winner = await codes.get(channelId);
      if (!winner) throw new Error('a code came and went');
      return winner.code;
    },
    async replace(channelId) {
      const code = makeCode('camera');
      if ((await codes.update({ _id: channelId }, { code })) === 1) return;
      if (await addNew(codes, { _id: channelId, code })) return;
      await codes.update({ _id: channelId }, { code });
    },
  };
}
