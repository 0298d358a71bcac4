import type { ChannelId } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import { failureOf } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import type { PtzEffect, PtzEvent } from './ptz/events';
import type { HoldOrder, PtzTimer, StepOrder } from './ptz/state';
import { Timers } from '../../stores/watching/timers';

/** What the hand that holds the phone feels. */
export interface Haptics {
  readonly knock: () => void;
  readonly shake: () => void;
}

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly haptics: Haptics;
  readonly channelId: ChannelId;
  readonly dispatch: (event: PtzEvent) => void;
}

/** Does what the machine of one camera wants done: calls, timers and haptics. */
export class PtzEffects {
  private readonly timers: Timers<PtzTimer>;

  constructor(private readonly deps: Deps) {
    this.timers = new Timers(deps.clock, (name) => deps.dispatch({ type: 'timer', name }));
  }

  run(effect: PtzEffect): void {
    switch (effect.type) {
      case 'hold':
        this.hold(effect.order);
        break;
      case 'stop':
        this.stop(effect);
        break;
      case 'step':
        this.step(effect.order);
        break;
      case 'knock':
        this.deps.haptics.knock();
        break;
      case 'shake':
        this.deps.haptics.shake();
        break;
      case 'start-timer':
      case 'cancel-timer':
        this.timers.run(effect);
        break;
    }
  }

  private hold({ holdId, motion, speed }: HoldOrder): void {
    const { call, dispatch, channelId } = this.deps;
    call('ptz.hold', { channelId, motion, speed, holdId }).then(
      (outcome) => dispatch({ type: 'hold-answered', holdId, outcome }),
      (error: unknown) => dispatch({ type: 'hold-refused', holdId, code: failureOf(error).code }),
    );
  }

  private stop({ holdId, motion, tries }: Extract<PtzEffect, { readonly type: 'stop' }>): void {
    const { call, dispatch, channelId } = this.deps;
    call('ptz.stop', { channelId, motion, holdId }).then(
      () => dispatch({ type: 'stop-acknowledged', holdId }),
      (error: unknown) => dispatch({ type: 'stop-failed', holdId, tries, code: failureOf(error).code }),
    );
  }

  private step({ holdId, motion, speed, ms }: StepOrder): void {
    const { call, dispatch, channelId } = this.deps;
    call('ptz.step', { channelId, motion, speed, holdId, ms }).then(
      (outcome) => dispatch({ type: 'step-answered', holdId, outcome }),
      (error: unknown) => dispatch({ type: 'step-refused', holdId, code: failureOf(error).code }),
    );
  }
}
