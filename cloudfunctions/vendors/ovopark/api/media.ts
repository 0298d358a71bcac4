import type { Quality } from '../../../../typings/contract/domain';
import { CallError } from '../../../core/errors';
import type { Clock } from '../../../core/ports';
import type { OvoparkCall } from '../client';
import { METHODS, playReply, type PlayReply } from '../wire';

/** `isSlave`: 0 is the main stream, whatever the column's title says. */
const QUALITY_NUMBER = { main: 0, sub: 1 } as const satisfies Record<Quality, number>;

export interface PlayWish {
  readonly deviceId: string;
  readonly quality: Quality;
  /**
   * Epoch ms until which the channel stays open without viewers (`permanent` with `timeout`, in whole seconds). Left
   * out, it closes when nobody comes within 10 s, and with its last viewer.
   */
  readonly keepUntil?: number;
}

/** The live page: `startNewMediaPlay`. */
export function mediaApi(call: OvoparkCall, clock: Clock) {
  return {
    /** Opens the stream; resolves to its addresses, as many as there are. */
    async startNewMediaPlay({ deviceId, quality, keepUntil }: PlayWish): Promise<PlayReply> {
      if (keepUntil !== undefined && keepUntil <= clock.now()) {
        throw new CallError('invalid-argument', 'ovopark: a channel is kept open until a time to come', {
          vendor: 'ovopark',
        });
      }
      const resident = keepUntil === undefined ? {} : { permanent: true, timeout: Math.ceil(keepUntil / 1000) };
      const params = { deviceId, isSlave: QUALITY_NUMBER[quality], ...resident };
      return call(METHODS.startNewMediaPlay, params, playReply);
    },
  };
}
