import { createAtom } from 'mobx-miniprogram';

import type { ChannelId } from '../../typings/contract/domain';
import type { Cover as SharedCover } from '../../typings/contract/health';
import type { Call } from '../services/call';
import type { Cover } from '../services/covers';
import type { Clock } from '../utils/clock';
import { ScreenPoll } from './screen-poll';

/** The cloud takes none more often, and notes no more often that one is wanted. */
const ASK_EVERY_MS = 60_000;
/** An address of a still that has not changed serves until shortly before it ends, so that nothing is loaded twice. */
const KEPT_MS = 8 * 60_000;
/** Of a list of any length. */
const MOST_KEPT = 600;

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  /** The cameras on the screen now. */
  readonly visible: () => readonly ChannelId[];
  /** The stills of this phone. */
  readonly own: { readonly coverOf: (id: ChannelId) => Cover | null; readonly clear: () => Promise<void> };
}

interface Shared {
  readonly url: string;
  readonly takenAt: number;
  /** Epoch ms by this phone's clock at which the address came. */
  readonly cameAt: number;
  /** `renewed`: its address was asked for again, because the picture did not load; `broken`: and loads no better. */
  readonly state: 'fine' | 'failed' | 'renewed' | 'broken';
}

/** The pictures of a list: of each camera the newer of this phone's own still and the one that all share. */
export class ListCovers {
  private readonly changes = createAtom('covers');
  private readonly shared = new Map<ChannelId, Shared>();
  private readonly poll: ScreenPoll<{ readonly covers: readonly SharedCover[] }>;

  constructor(private readonly deps: Deps) {
    const { call, clock, visible } = deps;
    this.poll = new ScreenPoll({
      clock,
      everyMs: ASK_EVERY_MS,
      visible,
      ask: (channelIds) => call('cover.list', { channelIds }),
      onAnswer: ({ covers }, ids) => this.take(covers, ids),
      onFailure: () => undefined, // the list does without
    });
  }

  /** The list came to the front; meanwhile a visit to a camera may have left a new still. */
  show(): void {
    this.changes.reportChanged();
    this.poll.start();
  }

  hide(): void {
    this.poll.stop();
  }

  /** Other cameras may be on the screen now. */
  moved(): void {
    this.poll.moved();
  }

  coverOf(id: ChannelId): Cover | null {
    this.changes.reportObserved();
    const own = this.deps.own.coverOf(id);
    const shared = this.shared.get(id);
    if (shared === undefined || shared.state === 'broken') return own;
    return own !== null && own.at >= shared.takenAt ? own : { path: shared.url, at: shared.takenAt };
  }

  /** The picture shown of a camera does not load: its address may have ended. It is asked for anew, once. */
  failed(id: ChannelId): void {
    const shared = this.shared.get(id);
    if (shared === undefined || this.coverOf(id)?.path !== shared.url) return;
    if (shared.state === 'fine') {
      this.shared.set(id, { ...shared, state: 'failed' });
      this.poll.again(id);
    } else if (shared.state === 'renewed') {
      this.shared.set(id, { ...shared, state: 'broken' });
      this.changes.reportChanged();
    }
  }

  /** Leaves no picture of anybody. */
  async clear(): Promise<void> {
    this.shared.clear();
    this.changes.reportChanged();
    await this.deps.own.clear();
  }

  /** What was asked for and is not told any more is not to be seen any more. */
  private take(covers: readonly SharedCover[], asked: readonly ChannelId[]): void {
    const told = new Map(covers.map((cover) => [cover.channelId, cover]));
    let changed = false;
    for (const id of asked) {
      const before = this.shared.get(id);
      const after = this.next(before, told.get(id));
      if (after === before) continue;
      changed = true;
      this.shared.delete(id); // to the end: a map hands out its keys in the order of insertion
      if (after !== undefined) this.shared.set(id, after);
    }
    for (const id of [...this.shared.keys()].slice(0, Math.max(0, this.shared.size - MOST_KEPT)))
      this.shared.delete(id);
    if (changed) this.changes.reportChanged();
  }

  private next(before: Shared | undefined, told: SharedCover | undefined): Shared | undefined {
    if (told === undefined) return undefined;
    const { url, takenAt } = told;
    const now = this.deps.clock.now();
    if (before?.takenAt !== takenAt) return { url, takenAt, cameAt: now, state: 'fine' };
    if (before.state === 'failed') return { url, takenAt, cameAt: now, state: 'renewed' };
    const isYoung = now - before.cameAt < KEPT_MS;
    return isYoung ? before : { url, takenAt, cameAt: now, state: 'fine' };
  }
}
