import { randomUUID } from 'node:crypto';
import tcb from '@cloudbase/node-sdk';

/** Who called, as the platform says; nothing in the event can change it. */
export interface Caller {
  /** The person's openid; null for a trigger and for anything that does not come from WeChat. */
  readonly person: string | null;
  readonly requestId: string;
}

type PlatformContext = Parameters<typeof tcb.getCloudbaseContext>[0];

/**
 * Reads the caller from what the platform hands to this one call. It must run before the first await: the process's
 * environment already belongs to the next call by then.
 */
export function identify(context: unknown): Caller {
  const { WX_OPENID } = tcb.getCloudbaseContext(isPlatformContext(context) ? context : undefined);
  const person = typeof WX_OPENID === 'string' && WX_OPENID !== '' ? WX_OPENID : null;
  return { person, requestId: requestIdOf(context) };
}

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
