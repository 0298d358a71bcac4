import { randomUUID } from 'node:crypto';
import tcb from '@cloudbase/node-sdk';

/** Who called, as the platform says; nothing in the event can change it. */
export interface Caller {
  /** The person's openid; null for a trigger and for anything that does not come from WeChat. */
  readonly person: string | null;
  /** Whether a user of any kind called: one that the platform knows from elsewhere than WeChat is no `person`. */
  readonly isUser: boolean;
  readonly requestId: string;
}

type PlatformContext = Parameters<typeof tcb.getCloudbaseContext>[0];

/**
 * Reads the caller from what the platform hands to this one call. It must run before the first await: the process's
 * environment already belongs to the next call by then.
 */
export function identify(context: unknown): Caller {
  const known = tcb.getCloudbaseContext(isPlatformContext(context) ? context : undefined);
  const { WX_OPENID, TCB_UUID, TCB_CUSTOM_USER_ID } = known;
  const person = isName(WX_OPENID) ? WX_OPENID : null;
  return { person, isUser: [WX_OPENID, TCB_UUID, TCB_CUSTOM_USER_ID].some(isName), requestId: requestIdOf(context) };
}

const isName = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Older platforms pass the environment in the process only; the SDK throws on a context without it. */
function isPlatformContext(context: unknown): context is NonNullable<PlatformContext> {
  if (typeof context !== 'object' || context === null) return false;
  return ['environment', 'environ'].some((key) => {
    const text: unknown = Reflect.get(context, key);
    return typeof text === 'string' && text !== '';
  });
}

function requestIdOf(context: unknown): string {
  const id: unknown = typeof context === 'object' && context !== null ? Reflect.get(context, 'request_id') : undefined;
  return typeof id === 'string' && /^[\w-]{1,64}$/.test(id) ? id : randomUUID();
}
