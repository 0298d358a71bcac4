import type { PtzHold, PtzMotion } from '../../../typings/contract/control';
import type { PtzEffect, PtzEvent } from '../../../miniprogram/live/stores/ptz/events';
import { step } from '../../../miniprogram/live/stores/ptz/machine';
import {
  initialPtzState,
  type HoldOrder,
  type PtzState,
  type PtzTimer,
} from '../../../miniprogram/live/stores/ptz/state';
import type { FailureCode } from '../../../miniprogram/utils/call-failed';
import { NOON } from './phone';

export const makeOrder = (holdId: string, motion: PtzMotion = 'right'): HoldOrder => ({ holdId, motion, speed: 2 });

/** The machine with its timers run against a clock that only moves when told to. */
export class PtzRig {
  state: PtzState = initialPtzState;
  now = NOON;
  readonly timers = new Map<PtzTimer, number>();
  private orders: PtzEffect[] = [];

  send(event: PtzEvent): this {
    const { state, effects } = step(this.state, event, this.now);
    this.state = state;
    for (const effect of effects) {
      if (effect.type === 'start-timer') this.timers.set(effect.name, this.now + effect.ms);
      else if (effect.type === 'cancel-timer') this.timers.delete(effect.name);
      else this.orders.push(effect);
    }
    return this;
  }

  press(holdId = 'one', motion: PtzMotion = 'right'): this {
    return this.send({ type: 'press', order: makeOrder(holdId, motion) });
  }

  answer(outcome: PtzHold, holdId = 'one'): this {
    return this.send({ type: 'hold-answered', holdId, outcome });
  }

  refuse(code: FailureCode, holdId = 'one'): this {
    return this.send({ type: 'hold-refused', holdId, code });
  }

  acknowledge(holdId = 'one'): this {
    return this.send({ type: 'stop-acknowledged', holdId });
  }

  /** The last stop that was sent fails. */
  failStop(code: FailureCode = 'no-network'): this {
    const { phase } = this.state;
    if (phase.kind !== 'stopping') throw new Error(`no stop is under way: ${phase.kind}`);
    return this.send({ type: 'stop-failed', holdId: phase.order.holdId, tries: phase.tries, code });
  }

  /** Lets time pass; timers fire in order, each at its own time. */
  pass(ms: number): this {
    const end = this.now + ms;
    for (let due = this.due(end); due; due = this.due(end)) {
      const [name, at] = due;
      this.now = at;
      this.timers.delete(name);
      this.send({ type: 'timer', name });
    }
    this.now = end;
    return this;
  }

  /** What was ordered since the last look, in words. */
  look(): readonly string[] {
    return this.orders.splice(0).map((order) => {
      switch (order.type) {
        case 'hold':
          return `hold ${order.order.holdId} ${order.order.motion}`;
        case 'step':
          return `step ${order.order.holdId} ${order.order.motion} ${order.order.ms}`;
        case 'stop':
          return `stop ${order.holdId} ${order.motion}`;
        default:
          return order.type;
      }
    });
  }

  get kind(): PtzState['phase']['kind'] {
    return this.state.phase.kind;
  }

  private due(end: number): readonly [PtzTimer, number] | undefined {
    return [...this.timers].filter(([, at]) => at <= end).sort(([, a], [, b]) => a - b)[0];
  }
}
