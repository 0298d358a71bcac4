import * as v from 'valibot';
import type { Action, InputOf, OutputOf, Reply } from '../../typings/contract/calls';
import type { ChannelId, Right } from '../../typings/contract/domain';
import type { ChannelDocument } from './documents';
import { CallError } from './errors';
import { toFailure } from './failure';
import { readGrants } from './grants';
import type { CallContext, Handlers, Reached } from './handler';
import type { Caller } from './identity';
import type { Limiter } from './limiter';
import { errorFields } from './log';
import { refusalOf } from './refusal';
import { decide, pastOn, roleOf } from './rights';
import type { Services } from './services';

/** Answers one event of one caller. Never rejects. */
export type Route = (event: unknown, caller: Caller) => Promise<Reply<Action>>;

export interface RouterOptions<Calls extends Action> {
  readonly handlers: Handlers<Calls>;
  readonly services: Services;
  readonly limiter: Limiter;
}

/** WeChat adds `userInfo` and `tcbContext` to what the phone sent. They say who called, but so could the phone. */
const envelope = v.strictObject({
  action: v.pipe(v.string(), v.maxLength(40)),
  data: v.pipe(v.unknown(), v.check(isRecord)), // a list without items would pass for an object without keys
  userInfo: v.exactOptional(v.unknown()),
  tcbContext: v.exactOptional(v.unknown()),
});

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** parse → identify → limit → authorise → run and audit → reply. A refusal on the way costs no write. */
export function createRouter<Calls extends Action>({ handlers, services, limiter }: RouterOptions<Calls>): Route {
  const isAction = (action: string): action is Calls => Object.hasOwn(handlers, action);

  async function answer<A extends Calls>(action: A, data: unknown, caller: Caller): Promise<OutputOf<A>> {
    const handler: Handlers<Calls>[A] = handlers[action];
    const input: InputOf<A> = parse(handler.input, data);
    const person = admit(caller, limiter, services.clock.now());
    const member = await services.database.collection('members').get(person);
    const now = services.clock.now();
    const grants = await readGrants(services.database, member, now);
    const context = createCallContext(services, { person, member, grants, now, requestId: caller.requestId });
    if (handler.access === 'members' && roleOf(context.grants) === null) {
      throw new CallError('permission-denied', 'the caller is no member');
    }
    return handler.run(input, context);
  }

  return async (event, caller) => {
    const { requestId } = caller;
    const startedAt = services.clock.now();
    const took = () => services.clock.now() - startedAt;
    let action: Calls | undefined;
    try {
      const call = parse(envelope, event);
      if (!isAction(call.action)) throw new CallError('invalid-argument', 'no such action');
      action = call.action;
      const data = await answer(action, call.data, caller);
      services.log({ event: 'call', action, code: 'ok', requestId, ms: took() });
      return { ok: true, data };
    } catch (error) {
      services.log({ event: 'call', ...(action && { action }), ...errorFields(error), requestId, ms: took() });
      return { ok: false, error: toFailure(error, requestId) };
    }
  };
}

/** Refuses whoever is not known to the platform or asks too often. */
function admit({ person }: Caller, limiter: Limiter, now: number): string {
  if (person === null) throw new CallError('unauthenticated', 'the call carries no WeChat identity');
  const retryAt = limiter(person, now);
  if (retryAt !== null) throw new CallError('rate-limited', 'too many calls', { retryAt });
  return person;
}

function createCallContext(
  services: Services,
  call: Pick<CallContext, 'person' | 'member' | 'grants' | 'now' | 'requestId'>,
): CallContext {
  const { grants } = call;

  async function find(channelId: ChannelId, right: Right | null): Promise<ChannelDocument> {
    const channel = await services.channels.find(channelId);
    const verdict = decide(grants, channel, right);
    if (channel && verdict.kind === 'allowed') return channel;
    throw refusalOf(verdict);
  }
  async function allow(channelId: ChannelId, right: Right | null) {
    const channel = await find(channelId, right);
    if (right === 'playback' && pastOn(grants, channel) !== null) throw refusalOf({ kind: 'permission-denied' });
    return channel;
  }
  async function allowPast(channelId: ChannelId) {
    const channel = await find(channelId, 'playback');
    return { channel, bounds: pastOn(grants, channel) };
  }
  async function attach(channel: ChannelDocument): Promise<Reached> {
    return { channel, driver: await services.drivers(channel.accountId) };
  }
  return {
    ...services,
    ...call,
    allow,
    allowPast,
    reach: async (channelId, right) => attach(await allow(channelId, right)),
    async reachPast(channelId) {
      const { channel, bounds } = await allowPast(channelId);
      return { ...(await attach(channel)), bounds };
    },
  };
}

function parse<T>(schema: v.GenericSchema<unknown, T>, value: unknown): T {
  if (hasInheritedName(value)) throw new CallError('invalid-argument', 'unknown key');
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new CallError('invalid-argument', describe(result.issues[0]));
}

/** A strict schema overlooks keys such as `constructor`, which it finds on every object. */
function hasInheritedName(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).some((key) => key in Object.prototype);
}

/** Names a field of ours, but never repeats what the caller sent. */
function describe(issue: v.BaseIssue<unknown>): string {
  if (issue.expected === 'never') return 'unknown key';
  const path = v.getDotPath(issue);
  return path === null ? 'not an object' : `bad value at ${path}`;
}
