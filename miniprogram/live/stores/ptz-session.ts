import { makeAutoObservable, observable } from 'mobx-miniprogram';

import type { ChannelId } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import type { Clock } from '../../utils/clock';
import { PtzEffects, type Haptics } from './ptz-effects';
import type { PtzEvent } from './ptz/events';
import { step } from './ptz/machine';
import { initialPtzState, type PtzState } from './ptz/state';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly haptics: Haptics;
  /** Nothing is under way any more. */
  readonly onSettled: () => void;
}

/** The steering of one camera. It outlives the page when a stop is still to be acknowledged. */
export class PtzSession {
  state: PtzState = initialPtzState;
  private readonly effects: PtzEffects;

  constructor(
    readonly channelId: ChannelId,
    private readonly deps: Deps,
  ) {
    makeAutoObservable<this, 'deps' | 'effects'>(
      this,
      { state: observable.ref, channelId: false, settled: false, deps: false, effects: false },
      { autoBind: true },
    );
    const { call, clock, haptics } = deps;
    this.effects = new PtzEffects({ call, clock, haptics, channelId, dispatch: (event) => this.dispatch(event) });
  }

  /** Whether nothing moves and no stop is to be sent, not even when the network comes back. */
  get settled(): boolean {
    return this.state.phase.kind === 'idle';
  }

  dispatch(event: PtzEvent): void {
    const { state, effects } = step(this.state, event, this.deps.clock.now());
    this.state = state;
    for (const effect of effects) this.effects.run(effect);
    if (this.settled) this.deps.onSettled();
  }
}
