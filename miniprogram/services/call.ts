import type { Action, CallEvent, FunctionName, InputOf, OutputOf, Reply } from '../../typings/contract/calls';
import { CallFailed, type FailureCode } from '../utils/call-failed';

/** One call of a cloud function. Rejects with CallFailed, never with anything else. */
export type Call = <A extends Action>(action: A, data: InputOf<A>) => Promise<OutputOf<A>>;

/** Cloud calls have no time-out of their own and hang for a minute without a network. */
export const CALL_DEADLINE_MS = 8_000;

const FUNCTION_OF = {
  'session.start': 'monitor',
  'store.list': 'monitor',
  'channel.list': 'monitor',
  'channel.status': 'monitor',
  'live.open': 'monitor',
  'live.close': 'monitor',
  'live.elsewhere': 'monitor',
  'channel.abilities': 'monitor',
  'playback.days': 'monitor',
  'playback.day': 'monitor',
  'playback.open': 'monitor',
  'playback.close': 'monitor',
  'video.list': 'monitor',
  'video.rename': 'monitor',
  'video.remove': 'monitor',
  'clip.request': 'monitor',
  'clip.list': 'monitor',
  'clip.check': 'monitor',
  'clip.open': 'monitor',
  'clip.retry': 'monitor',
  'clip.remove': 'monitor',
  'ptz.hold': 'monitor',
  'ptz.stop': 'monitor',
  'ptz.step': 'monitor',
  'preset.list': 'monitor',
  'preset.save': 'monitor',
  'preset.go': 'monitor',
  'preset.remove': 'monitor',
  'talk.send': 'monitor',
  'phrase.list': 'monitor',
  'phrase.play': 'monitor',
  'switch.read': 'monitor',
  'switch.set': 'monitor',
  'snapshot.take': 'monitor',
  'picture.list': 'monitor',
  'picture.add': 'monitor',
  'picture.remove': 'monitor',
  'entry.look': 'monitor',
  'share.open': 'monitor',
  'watching.beat': 'monitor',
  'owner.claim': 'manage',
  'member.list': 'manage',
  'member.grant': 'manage',
  'member.remove': 'manage',
  'member.own': 'manage',
  'member.rename': 'manage',
  'invite.make': 'manage',
  'invite.list': 'manage',
  'invite.revoke': 'manage',
  'invite.code': 'manage',
  'invite.image': 'manage',
  'invite.accept': 'manage',
  'share.make': 'manage',
  'share.list': 'manage',
  'share.revoke': 'manage',
  'share.code': 'manage',
  'share.image': 'manage',
  'code.image': 'manage',
  'code.replace': 'manage',
  'code.styles': 'manage',
  'audit.list': 'manage',
  'audit.export': 'manage',
  'watching.list': 'manage',
  'privacy.agree': 'manage',
  'account.delete': 'manage',
  'vendor.list': 'manage',
  'account.list': 'manage',
  'account.check': 'manage',
  'account.add': 'manage',
  'account.rename': 'manage',
  'account.rotate': 'manage',
  'account.remove': 'manage',
  'store.manage': 'manage',
  'store.create': 'manage',
  'store.edit': 'manage',
  'store.order': 'manage',
  'store.archive': 'manage',
  'store.restore': 'manage',
  'camera.rename': 'manage',
  'camera.move': 'manage',
  'camera.hide': 'manage',
  'camera.remove': 'manage',
  'import.refresh': 'manage',
  'import.check': 'manage',
  'offer.list': 'manage',
  'offer.take': 'manage',
  'camera.add': 'manage',
  'camera.health': 'manage',
  'notice.read': 'manage',
  'notice.allow': 'manage',
  'notice.quiet': 'manage',
  'cover.list': 'monitor',
  'cover.refresh': 'monitor',
  'tool.accounts': 'manage',
  'encryption.read': 'manage',
  'encryption.set': 'manage',
  'message.list': 'manage',
  'data.send': 'manage',
  'command.send': 'manage',
  'object.list': 'manage',
  'object.put': 'manage',
  'object.open': 'manage',
  'object.remove': 'manage',
  'camera.extend': 'manage',
} as const satisfies Record<Action, FunctionName>;

/** Sends one event to one cloud function and hands back what it answered. */
export type InvokeFunction = (name: FunctionName, event: CallEvent) => Promise<unknown>;

/** Builds the one way from the phone to the cloud. */
function createCall(invoke: InvokeFunction): Call {
  return async <A extends Action>(action: A, data: InputOf<A>) => {
    const reply = await withDeadline(invoke(FUNCTION_OF[action], { action, data }));
    if (!isReply<A>(reply)) throw new CallFailed('internal', '', null);
    if (reply.ok) return reply.data;
    throw new CallFailed(reply.error.code, reply.error.requestId, reply.error.retryAt ?? null);
  };
}

/** The real way: WeChat's cloud. */
export const call: Call = createCall(async (name, event) => {
  const { result } = await wx.cloud.callFunction({ name, data: event });
  return result;
});

async function withDeadline(work: Promise<unknown>): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new CallFailed('timeout', '', null)), CALL_DEADLINE_MS);
  });
  try {
    return await Promise.race([work, deadline]);
  } catch (error) {
    throw error instanceof CallFailed ? error : new CallFailed(codeOf(error), '', null);
  } finally {
    if (timer !== undefined) clearTimeout(timer);
  }
}

/** CloudBase's own codes start here: whoever is told one has a network. */
const FIRST_CLOUD_CODE = -400_000;
const CLOUD_CODES: Readonly<Record<string, FailureCode>> = {
  '-501002': 'timeout',
  '-504003': 'timeout',
  '-501003': 'rate-limited',
  '-501004': 'rate-limited',
};

/** Why WeChat could not bring the answer of a function. */
function codeOf(error: unknown): FailureCode {
  const code: unknown = typeof error === 'object' && error !== null && 'errCode' in error ? error.errCode : 0;
  if (typeof code !== 'number' || code > FIRST_CLOUD_CODE) return 'no-network';
  return CLOUD_CODES[String(code)] ?? 'internal';
}

/** Both ends are built from one contract, so the envelope is all that needs checking. */
function isReply<A extends Action>(value: unknown): value is Reply<A> {
  return typeof value === 'object' && value !== null && 'ok' in value && ('data' in value || 'error' in value);
}
