import type { ChannelId } from '../../../typings/contract/domain';
import type { CodeStyle } from '../../../typings/contract/codes';
import type { Call } from '../../services/call';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';

/** A phone may have ten requests under way, of which the page itself needs some. */
const MOST_AT_ONCE = 4;
const PAUSES_MS = [1_000, 3_000];
/** The cloud names a moment each time; this many in a row are more than it takes to draw a sheet. */
const MOST_TURNS = 20;
const TURN_MS = 1_000;

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
}

/**
 * How long to wait before a code is asked for once more, ms; null when that does not help. `tries`: how often it failed,
 * of which `turns` times because others came first.
 */
export function pauseAfter(
  { code, retryAt }: CallFailed,
  { tries, turns, now }: { readonly tries: number; readonly turns: number; readonly now: number },
): number | null {
  switch (code) {
    case 'rate-limited':
      if (turns > MOST_TURNS) return null;
      return retryAt === null ? TURN_MS : Math.max(0, retryAt - now);
    case 'timeout':
    case 'no-network':
    case 'vendor-unavailable':
    case 'internal':
      return PAUSES_MS[tries - turns - 1] ?? null;
    default:
      return null;
  }
}

/**
 * The pictures of the codes of some cameras, at most four asked for at once. Rejects with the first CallFailed that
 * asking again did not help; resolves with null when it was given up.
 */
export async function fetchCodes(
  ids: readonly ChannelId[],
  style: CodeStyle,
  { call, clock, isOver }: Deps & { readonly isOver: () => boolean },
): Promise<ReadonlyMap<ChannelId, string> | null> {
  const pngs = new Map<ChannelId, string>();
  const left = [...ids];
  let failed = false;

  async function fetchOne(channelId: ChannelId): Promise<void> {
    for (let tries = 1, turns = 0; !isOver() && !failed; tries += 1) {
      const answer = await call('code.image', { channelId, style }).catch(failureOf);
      if (!(answer instanceof Error)) {
        pngs.set(channelId, answer.png);
        return;
      }
      if (answer.code === 'rate-limited') turns += 1;
      const pause = pauseAfter(answer, { tries, turns, now: clock.now() });
      if (pause === null) throw answer;
      await new Promise<void>((resolve) => void clock.after(pause, resolve));
    }
  }

  async function work(): Promise<void> {
    for (let id = left.shift(); id !== undefined && !isOver() && !failed; id = left.shift()) await fetchOne(id);
  }

  try {
    await Promise.all(Array.from({ length: MOST_AT_ONCE }, work));
  } catch (error) {
    failed = true;
    throw error;
  }
  return isOver() ? null : pngs;
}
