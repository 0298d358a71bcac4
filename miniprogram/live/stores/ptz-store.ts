import { makeAutoObservable, observable } from 'mobx-miniprogram';

import type { ControlAbilities, PtzMotion, PtzSpeed } from '../../../typings/contract/control';
import type { ChannelId } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import type { Network } from '../../services/network';
import type { Clock } from '../../utils/clock';
import { uniqueName } from '../../utils/unique-name';
import { centreSteps, type Aim, type TimedMotion } from './ptz/centre';
import type { PtzEvent } from './ptz/events';
import { initialPtzState, litMotion, type PtzNotice, type PtzState } from './ptz/state';
import type { Haptics } from './ptz-effects';
import { PtzSession } from './ptz-session';

export type Steering = NonNullable<ControlAbilities['ptz']>;

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly network: Network;
  readonly haptics: Haptics;
  /** A number in [0, 1). */
  readonly random?: () => number;
}

const STEP_MS = 300;
const FOUR: readonly PtzMotion[] = ['up', 'down', 'left', 'right'];

/** Steers the camera being watched, and sees to it that one that was left stands still. */
export class PtzStore {
  speed: PtzSpeed = 2;
  /** A press makes one small step instead of going on while it lasts. */
  stepwise = false;
  /** A tap on the picture turns the camera there. */
  aiming = false;
  abilities: Steering | null = null;
  private session: PtzSession | null = null;
  private readonly sessions = new Map<ChannelId, PtzSession>();
  private stopNetwork: (() => void) | null = null;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'session' | 'sessions' | 'stopNetwork'>(
      this,
      { abilities: observable.ref, session: observable.ref, deps: false, sessions: false, stopNetwork: false },
      { autoBind: true },
    );
  }

  get state(): PtzState {
    return this.session?.state ?? initialPtzState;
  }

  /** The motion that goes on, until its stop is acknowledged. */
  get lit(): PtzMotion | null {
    return litMotion(this.state);
  }

  get notice(): PtzNotice | null {
    return this.state.notice;
  }

  /** Whether a tap on the picture can turn the camera there. */
  get aimable(): boolean {
    const { abilities } = this;
    return abilities !== null && abilities.speeds > 1 && FOUR.every((motion) => abilities.motions.includes(motion));
  }

  /** This camera is to be steered; the one before stops. */
  attach(channelId: ChannelId, abilities: Steering): void {
    if (this.session?.channelId !== channelId) {
      this.leave();
      this.session = this.sessions.get(channelId) ?? this.begin(channelId);
    }
    this.abilities = abilities;
    if (!this.aimable) this.aiming = false;
  }

  /** Nothing is to be steered any more. */
  detach(): void {
    this.leave();
    this.abilities = null;
    this.aiming = false;
  }

  press(motion: PtzMotion): void {
    if (this.stepwise) this.step(motion);
    else if (this.offers(motion)) this.send({ type: 'press', order: { ...this.order(motion), speed: this.pace } });
  }

  release(): void {
    this.send({ type: 'release' });
  }

  /** Ends a press for any other reason than the finger's leaving. */
  cancel(): void {
    this.send({ type: 'halt' });
  }

  step(motion: PtzMotion): void {
    if (this.offers(motion)) this.walk([{ motion, speed: this.pace, ms: STEP_MS }]);
  }

  /** Turns toward a place on the picture. */
  centre(aim: Aim): void {
    if (this.aimable) this.walk(centreSteps(aim));
  }

  setSpeed(speed: PtzSpeed): void {
    this.speed = speed;
  }

  toggleStepwise(): void {
    this.cancel();
    this.stepwise = !this.stepwise;
  }

  toggleAiming(): void {
    this.aiming = this.aimable && !this.aiming;
  }

  /** The speed that this camera has. */
  private get pace(): PtzSpeed {
    const speeds = this.abilities?.speeds ?? 1;
    if (speeds === 1) return 2;
    return speeds === 2 && this.speed === 3 ? 2 : this.speed;
  }

  private offers(motion: PtzMotion): boolean {
    return this.abilities?.motions.includes(motion) ?? false;
  }

  private walk(steps: readonly TimedMotion[]): void {
    if (steps.length === 0) return;
    this.send({ type: 'step', orders: steps.map((each) => ({ ...each, holdId: this.newId() })) });
  }

  private send(event: PtzEvent): void {
    this.session?.dispatch(event);
  }

  private order(motion: PtzMotion) {
    return { motion, holdId: this.newId() };
  }

  private newId(): string {
    const { clock, random } = this.deps;
    return uniqueName({ now: clock.now(), random });
  }

  private begin(channelId: ChannelId): PtzSession {
    const { call, clock, network, haptics } = this.deps;
    const session = new PtzSession(channelId, { call, clock, haptics, onSettled: () => this.forget(session) });
    this.sessions.set(channelId, session);
    this.stopNetwork ??= network.onChange(({ connected }) => {
      for (const each of [...this.sessions.values()]) each.dispatch({ type: 'network', connected });
    });
    return session;
  }

  private leave(): void {
    const { session } = this;
    if (session === null) return;
    session.dispatch({ type: 'halt' });
    this.session = null;
    if (session.settled) this.forget(session);
  }

  /** A camera that is not steered any more and stands. */
  private forget(session: PtzSession): void {
    if (session === this.session) return;
    this.sessions.delete(session.channelId);
    if (this.sessions.size > 0) return;
    this.stopNetwork?.();
    this.stopNetwork = null;
  }
}
