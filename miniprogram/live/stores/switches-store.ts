import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { ControlAbilities, SwitchChange, SwitchStates } from '../../../typings/contract/control';
import type { ChannelId } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import { failureOf, type FailureCode } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { RequestKeys } from '../../utils/request-keys';
import { Waiting } from '../../stores/waiting';
import { Countdown } from './countdown';
import { done, failed, read, wish } from './switches/machine';
import { initialSwitch, type SwitchName, type SwitchState, type ToggleName } from './switches/state';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  /** A switch stands so, which changes what the picture is worth. */
  readonly onChanged: (channelId: ChannelId, name: ToggleName, on: boolean) => void;
  /** A number in [0, 1). */
  readonly random?: () => number;
}

/** The camera whose switches these are, and whether this person may turn them. */
export interface SwitchedCamera {
  readonly channelId: ChannelId;
  readonly abilities: Pick<ControlAbilities, 'mirror' | 'switches'>;
  readonly managed: boolean;
}

export type SwitchesStage =
  { readonly kind: 'none' | 'reading' | 'ready' } | { readonly kind: 'unread'; readonly code: FailureCode };

const TOGGLES: readonly ToggleName[] = ['mask', 'camera', 'recording'];

/** The switches of the camera being watched: how they stand, and what is being changed. */
export class SwitchesStore {
  camera: SwitchedCamera | null = null;
  stage: SwitchesStage = { kind: 'none' };
  readonly waiting: Waiting;
  /** Tells how long a switch still rests. */
  readonly countdown: Countdown;
  private states: Readonly<Partial<Record<SwitchName, SwitchState>>> = {};
  private round = 0;
  /** Changes begun and changes answered: an answer to a question from before one of them is out of date. */
  private changes = 0;
  private readonly keys: RequestKeys;

  constructor(private readonly deps: Deps) {
    this.keys = new RequestKeys(deps);
    this.waiting = new Waiting(deps.clock);
    this.countdown = new Countdown(deps.clock);
    makeAutoObservable<this, 'deps' | 'keys' | 'states' | 'round' | 'changes'>(
      this,
      {
        camera: observable.ref,
        stage: observable.ref,
        states: observable.ref,
        waiting: false,
        deps: false,
        keys: false,
        round: false,
        changes: false,
        countdown: false,
      },
      { autoBind: true },
    );
  }

  /** Goes over to this camera; nothing is asked before somebody looks. */
  attach(camera: SwitchedCamera): void {
    if (camera.channelId !== this.camera?.channelId) this.detach();
    this.camera = camera;
  }

  detach(): void {
    this.round += 1;
    this.countdown.stop();
    this.camera = null;
    this.stage = { kind: 'none' };
    this.states = {};
    this.waiting.end();
  }

  stateOf(name: SwitchName): SwitchState {
    return this.states[name] ?? initialSwitch;
  }

  /** Somebody looks at the switches: how do they stand now? */
  async open(): Promise<void> {
    const { camera } = this;
    if (camera === null || this.stage.kind === 'reading') return;
    if (!TOGGLES.some((name) => camera.abilities.switches.includes(name))) {
      this.stage = { kind: 'ready' };
      return;
    }
    const isFirst = this.stage.kind !== 'ready';
    if (isFirst) {
      this.stage = { kind: 'reading' };
      this.waiting.begin();
    }
    const { round, changes } = this;
    const answer = await this.deps.call('switch.read', { channelId: camera.channelId }).catch(failureOf);
    runInAction(() => {
      if (round !== this.round) return;
      this.waiting.end();
      if (changes !== this.changes) {
        if (isFirst) this.stage = { kind: 'none' };
        void this.open();
      } else if (!(answer instanceof Error)) this.take(answer);
      // States that were read before stay: they are still the best that is known.
      else if (isFirst) this.stage = { kind: 'unread', code: answer.code };
    });
  }

  /** Changes one; several may be under way at once. A mirror whose answer got lost is not turned over twice. */
  async set(change: SwitchChange): Promise<void> {
    const { camera, round } = this;
    const { call, clock } = this.deps;
    if (camera === null || !camera.managed) return;
    const before = this.stateOf(change.name);
    const state = wish(before, change, clock.now());
    this.put(change.name, state);
    if (state.work === null || before.work !== null) return;
    const { channelId } = camera;
    this.changes += 1;
    try {
      const send = (requestKey: string) => call('switch.set', { channelId, change, requestKey });
      const states = await this.keys.send([channelId, change], send).finally(() => (this.changes += 1));
      if ('on' in change) this.deps.onChanged(channelId, change.name, states[change.name] ?? change.on);
      if (round === this.round) this.finish(change, states);
    } catch (error) {
      const failure = failureOf(error);
      if (round !== this.round) return;
      this.put(change.name, failed(this.stateOf(change.name), failure, clock.now()));
      // Whether it was changed all the same, or by somebody else, only the vendor knows.
      if ('on' in change) void this.open();
    }
  }

  private finish(change: SwitchChange, states: SwitchStates): void {
    runInAction(() => {
      const on = 'on' in change ? states[change.name] : null;
      this.put(change.name, done(this.stateOf(change.name), on));
      this.take(states);
    });
  }

  private take(states: SwitchStates): void {
    this.stage = { kind: 'ready' };
    for (const name of TOGGLES) this.put(name, read(this.stateOf(name), states[name]));
  }

  private put(name: SwitchName, state: SwitchState): void {
    runInAction(() => {
      this.states = { ...this.states, [name]: state };
    });
    if (state.result?.kind === 'resting') this.countdown.run(state.restsUntil);
  }
}
