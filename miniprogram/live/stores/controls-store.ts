import { makeAutoObservable, observable, reaction, runInAction } from 'mobx-miniprogram';

import type { ControlAbilities } from '../../../typings/contract/control';
import type { Channel, ChannelId } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import { failureOf, type FailureCode } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { Waiting } from '../../stores/waiting';

/** A camera with what it can do and what this person may. */
export interface ControlledCamera {
  readonly channel: Channel;
  readonly abilities: ControlAbilities;
}

export const CONTROL_TABS = ['ptz', 'talk', 'more'] as const;
export type ControlTab = (typeof CONTROL_TABS)[number];

interface Deps {
  /** Waits for its turn: what is asked here must not slow the picture. */
  readonly call: Call;
  readonly clock: Clock;
  /** The camera being watched, as far as it is known. */
  readonly watched: () => Channel | null;
  /** Steering, talk and switches go over to this camera, or rest. */
  readonly turnTo: (camera: ControlledCamera | null) => void;
}

type Reading =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'ready'; readonly abilities: ControlAbilities }
  | { readonly kind: 'failed'; readonly code: FailureCode };

/** What can be done with the camera being watched, read once for each. */
export class ControlsStore {
  reading: Reading = { kind: 'none' };
  readonly waiting: Waiting;
  private chosen: ControlTab | null = null;
  private channel: Channel | null = null;
  private readonly known = new Map<ChannelId, ControlAbilities>();
  private round = 0;
  private stopFollowing = () => {};

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'channel' | 'known' | 'round' | 'stopFollowing'>(
      this,
      {
        reading: observable.ref,
        waiting: false,
        channel: observable.ref,
        deps: false,
        known: false,
        round: false,
        stopFollowing: false,
      },
      { autoBind: true },
    );
  }

  /** Follows the camera being watched from now on. */
  follow(): void {
    this.leave();
    this.stopFollowing = reaction(
      () => this.deps.watched(),
      (channel) => this.turn(channel),
      { fireImmediately: true, equals: isSame },
    );
  }

  leave(): void {
    this.stopFollowing();
    this.turn(null);
    this.chosen = null;
  }

  retry(): void {
    if (this.channel !== null) void this.read(this.channel);
  }

  /** The parts of the panel: each only where the camera can do it and this person may. */
  get tabs(): readonly ControlTab[] {
    const { channel, reading } = this;
    if (channel === null || reading.kind !== 'ready') return [];
    return CONTROL_TABS.filter((tab) => OFFERED[tab](reading.abilities, channel));
  }

  /** The part that is shown; null when there is none. */
  get tab(): ControlTab | null {
    const { tabs, chosen } = this;
    return chosen !== null && tabs.includes(chosen) ? chosen : (tabs[0] ?? null);
  }

  choose(tab: ControlTab): void {
    this.chosen = tab;
  }

  /** Whether this person may do anything but watch, so that there is something to ask. */
  get entitled(): boolean {
    return this.channel?.rights.some((right) => ENTITLING.has(right)) ?? false;
  }

  may(right: Channel['rights'][number]): boolean {
    return this.channel?.rights.includes(right) ?? false;
  }

  private turn(channel: Channel | null): void {
    const { channel: before } = this;
    this.channel = channel;
    if (channel !== null && channel.id === before?.id && this.reading.kind !== 'none') {
      if (this.reading.kind === 'ready') this.settle(channel, this.reading.abilities);
      return;
    }
    this.round += 1;
    this.waiting.end();
    this.reading = { kind: 'none' };
    this.deps.turnTo(null);
    if (channel === null || !this.entitled) return;
    const abilities = this.known.get(channel.id);
    if (abilities === undefined) void this.read(channel);
    else this.settle(channel, abilities);
  }

  private async read({ id: channelId }: Channel): Promise<void> {
    const round = ++this.round;
    this.reading = { kind: 'reading' };
    this.waiting.begin();
    try {
      const { control } = await this.deps.call('channel.abilities', { channelId });
      this.known.set(channelId, control);
      if (round === this.round && this.channel !== null) this.settle(this.channel, control);
    } catch (error) {
      runInAction(() => {
        if (round !== this.round) return;
        this.waiting.end();
        this.reading = { kind: 'failed', code: failureOf(error).code };
      });
    }
  }

  private settle(channel: Channel, abilities: ControlAbilities): void {
    this.waiting.end();
    this.reading = { kind: 'ready', abilities };
    this.deps.turnTo({ channel, abilities });
  }
}

const ENTITLING: ReadonlySet<Channel['rights'][number]> = new Set(['ptz', 'talk', 'capture', 'manage']);

const OFFERED: Readonly<Record<ControlTab, (abilities: ControlAbilities, channel: Channel) => boolean>> = {
  ptz: ({ ptz }, { rights }) => ptz !== null && ptz.motions.length > 0 && rights.includes('ptz'),
  talk: ({ talk }, { rights }) => talk !== null && rights.includes('talk'),
  // Neither a still of the picture on the screen nor who is watching it needs anything of the camera.
  more: (_, { rights }) => rights.includes('capture') || rights.includes('manage'),
};

/** Rights may change while somebody watches; a state that is read anew is no other camera. */
function isSame(one: Channel | null, other: Channel | null): boolean {
  return one?.id === other?.id && one?.rights.join() === other?.rights.join();
}
