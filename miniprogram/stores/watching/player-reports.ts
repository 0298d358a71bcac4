import { makeAutoObservable } from 'mobx-miniprogram';

import {
  toPlayerFault,
  toPlayerSignal,
  type PlayerErrorDetail,
  type PlayerFault,
  type PlayerSignal,
} from '../../services/player-signal';
import type { Clock } from '../../utils/clock';
import type { Overlay } from './overlay';
import type { Trace } from './trace';

/** What a machine takes from a player. `generation`: the stream that it is said of. */
export type PlayerReport =
  | { readonly type: 'signal'; readonly signal: PlayerSignal; readonly generation: number }
  | { readonly type: 'fault'; readonly fault: PlayerFault; readonly generation: number };

interface Deps {
  readonly clock: Clock;
  readonly trace: Trace;
  readonly overlay: Pick<Overlay<never>, 'sayWeak'>;
  /** The stream that the player was given last. */
  readonly generation: () => number;
  readonly onReport: (report: PlayerReport) => void;
}

/** Hears a player out: writes down what it says in numbers, and passes on what these mean. */
export class PlayerReports {
  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { deps: false }, { autoBind: true });
  }

  /** A code of `<live-player>`; one without a meaning is only written down. */
  codeArrived(code: number): void {
    const { trace, clock } = this.deps;
    trace.add(clock.now(), 'code', String(code));
    const signal = toPlayerSignal(code);
    if (signal) this.signalArrived(signal);
  }

  signalArrived(signal: PlayerSignal): void {
    const { overlay, generation, onReport } = this.deps;
    if (signal === 'weak') overlay.sayWeak();
    onReport({ type: 'signal', signal, generation: generation() });
  }

  errorArrived(detail: PlayerErrorDetail): void {
    const { trace, clock, generation } = this.deps;
    const fault = toPlayerFault(detail);
    trace.add(clock.now(), 'fault', String(detail.errCode ?? ''));
    if (fault) this.faultArrived(fault, generation());
  }

  faultArrived(fault: PlayerFault, generation: number): void {
    this.deps.onReport({ type: 'fault', fault, generation });
  }
}
