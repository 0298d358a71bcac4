import { createHash } from 'node:crypto';
import type { ErrorCode } from '../../../typings/contract/errors';
import { addNew, type Database } from '../database';
import { CallError } from '../errors';
import type { Clock } from '../ports';

/** Collection `messages`: one request to speak, so that it is sent once. What was said is not kept. */
export interface MessageDocument {
  /** Follows from the person and the key of the request. */
  readonly _id: string;
  /** Epoch ms. */
  readonly at: number;
  readonly state: 'sending' | 'sent' | 'failed';
  readonly durationMs: number;
  /** Why it failed; null otherwise. */
  readonly code: ErrorCode | null;
}

/**
 * Does what is asked for under a key until it has been done once. Whoever asks again meanwhile or later is told what
 * became of it; what has failed is done anew.
 */
export type SendOnce = (
  key: { readonly person: string; readonly requestKey: string },
  send: () => Promise<{ readonly durationMs: number }>,
) => Promise<{ readonly durationMs: number }>;

const LOOK_EVERY_MS = 500;
/** A phone gives up a call after 10 s. */
const PATIENCE_MS = 8_000;

export function createSendOnce(database: Database, clock: Clock): SendOnce {
  const messages = database.collection('messages');

  async function begin(_id: string): Promise<boolean> {
    return addNew(messages, { _id, at: clock.now(), state: 'sending', durationMs: 0, code: null });
  }

  /** Of two who ask again at once, one gets it. */
  async function beginAgain(_id: string): Promise<boolean> {
    return (await messages.update({ _id, state: 'failed' }, { state: 'sending', at: clock.now(), code: null })) === 1;
  }

  /** Whether a message that is still being sent when patience ends was spoken, nobody knows: it is not sent again. */
  async function follow(_id: string) {
    const giveUpAt = clock.now() + PATIENCE_MS;
    for (;;) {
      const message = await messages.get(_id);
      if (message?.state === 'sent') return { durationMs: message.durationMs };
      if (message?.state === 'failed') throw new CallError(message.code ?? 'internal', 'the message was not sent');
      if (clock.now() >= giveUpAt) throw new CallError('conflict', 'the message is still being sent');
      await clock.sleep(LOOK_EVERY_MS);
    }
  }

  return async ({ person, requestKey }, send) => {
    const _id = idOf(person, requestKey);
    if (!(await begin(_id)) && !(await beginAgain(_id))) return follow(_id);
    const { durationMs } = await send().catch(async (error: unknown) => {
      const code = error instanceof CallError ? error.code : 'internal';
      await messages.update({ _id }, { state: 'failed', code }).catch(() => undefined); // why it failed says more
      throw error;
    });
    // It was spoken. Where that cannot be put down, a repeat finds it still being sent: better than spoken twice.
    await messages.update({ _id }, { state: 'sent', durationMs }).catch(() => undefined);
    return { durationMs };
  };
}

function idOf(person: string, requestKey: string): string {
  const name = JSON.stringify([person, requestKey]);
  return createHash('sha256').update(name).digest('base64url').slice(0, 22);
}
