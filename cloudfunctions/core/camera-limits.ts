import type { ChannelId } from '../../typings/contract/domain';
import { CallError } from './errors';
import { createLimiter, type Allowance } from './limiter';

/** How often one person may do something to one camera: generous for fingers, too little for programs. */
const ALLOWANCES = {
  ptz: { burst: 20, everyMs: 250 },
  preset: { burst: 10, everyMs: 1_000 },
  talk: { burst: 6, everyMs: 3_000 },
  switch: { burst: 10, everyMs: 2_000 },
  picture: { burst: 20, everyMs: 1_000 },
  tool: { burst: 10, everyMs: 2_000 },
  health: { burst: 10, everyMs: 5_000 },
} as const satisfies Readonly<Record<string, Allowance>>;

export type LimitKind = keyof typeof ALLOWANCES;

/** Rejects with `rate-limited` what one person does too often to one camera. */
export type CameraLimits = (
  kind: LimitKind,
  who: { readonly person: string; readonly channelId: ChannelId },
  now: number,
) => void;

/** As the limiter of all calls, within one instance and without a database operation. */
export function createCameraLimits(): CameraLimits {
  const limiters = new Map(
    Object.entries(ALLOWANCES).map(([kind, allowance]) => [kind, createLimiter(allowance)] as const),
  );
  return (kind, { person, channelId }, now) => {
    const retryAt = limiters.get(kind)?.(`${person} ${channelId}`, now) ?? null;
    if (retryAt !== null) throw new CallError('rate-limited', `too much ${kind} at this camera`, { retryAt });
  };
}
