import type { Call } from '../../services/call';
import type { Player } from '../../services/player';
import { failureOf } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import type { Effect, PlaybackEvent, PlaybackNotice, PlayerOrder } from './playback-machine/events';
import type { TimerName } from './playback-machine/state';
import { PlayerSeat } from '../../stores/watching/player-seat';
import { Timers } from '../../stores/watching/timers';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly dispatch: (event: PlaybackEvent) => void;
  readonly notify: (notice: PlaybackNotice) => void;
}

type EffectOf<T extends Effect['type']> = Extract<Effect, { readonly type: T }>;

/** Does what the machine wants done: calls, timers and the player. */
export class PlaybackEffects {
  private readonly seat = new PlayerSeat();
  private readonly timers: Timers<TimerName>;

  constructor(private readonly deps: Deps) {
    this.timers = new Timers(deps.clock, (name) => deps.dispatch({ type: 'timer', name }));
  }

  /** The order being carried out; 0 without a player. */
  get generation(): number {
    return this.seat.generation;
  }

  attach(player: Player | null): void {
    this.seat.attach(player);
  }

  setFullScreen(on: boolean): void {
    this.seat.player?.setFullScreen(on);
  }

  run(effect: Effect): void {
    switch (effect.type) {
      case 'read-day':
        void this.readDay(effect);
        break;
      case 'open-address':
        this.openAddress(effect);
        break;
      case 'set-source':
        this.load(effect);
        break;
      case 'play':
        this.seat.player?.play();
        break;
      case 'hold':
        this.seat.hold();
        break;
      case 'stop':
        this.seat.stop();
        break;
      case 'remove-player':
        this.seat.remove();
        break;
      case 'start-timer':
      case 'cancel-timer':
        this.timers.run(effect);
        break;
      case 'close-session':
        this.closeSession(effect.openId);
        break;
      case 'read-status':
        this.readStatus(effect.channelId);
        break;
      case 'show-notice':
        this.deps.notify(effect.notice);
        break;
      case 'note':
        break;
    }
  }

  /** Pictures of the past may come late, but should not stop; and only `live` mode never needs the microphone. */
  private load({ source, generation, start }: PlayerOrder): void {
    const { protocol, url } = source;
    this.seat.load({ protocol, url, mode: 'live', generation, hold: true, start });
  }

  /** Both questions at once; that the camera has the place asked about is known only with the first answer. */
  private async readDay({ attempt, channelId, place, day, describe }: EffectOf<'read-day'>): Promise<void> {
    const { call, dispatch } = this.deps;
    const recorded = call('playback.day', { channelId, place, ...(day === null ? {} : { day }) }).then(
      (answer) => () => dispatch({ type: 'day-read', attempt, day: answer }),
      (error: unknown) => () => this.refuse('day-refused', attempt, error),
    );
    try {
      if (describe)
        dispatch({ type: 'described', channelId, abilities: await call('channel.abilities', { channelId }) });
    } catch (error) {
      this.refuse('day-refused', attempt, error);
      return;
    }
    const tell = await recorded;
    tell();
  }

  private openAddress({ attempt, ...wanted }: EffectOf<'open-address'>): void {
    const { call, dispatch } = this.deps;
    const { channelId, place, segment, at, speed, avoid } = wanted;
    const { from, to, id } = segment;
    const rate = speed === 1 ? {} : { speed };
    const advice = avoid.length > 0 ? { avoid } : {};
    call('playback.open', { channelId, place, segment: { from, to, id }, at, ...rate, ...advice }).then(
      (past) => dispatch({ type: 'opened', attempt, past }),
      (error: unknown) => this.refuse('refused', attempt, error),
    );
  }

  private refuse(type: 'day-refused' | 'refused', attempt: number, error: unknown): void {
    const { code, requestId, retryAt } = failureOf(error);
    this.deps.dispatch({ type, attempt, code, requestId, retryAt });
  }

  /** Not repeated when it fails: that only leaves the record of who watched without an end. */
  private closeSession(openId: string): void {
    this.deps.call('playback.close', { openId }).catch(() => undefined);
  }

  private readStatus(id: string): void {
    const { call, dispatch } = this.deps;
    call('channel.status', { ids: [id] }).then(
      ({ statuses: [status] }) => (status ? dispatch({ type: 'status', status }) : undefined),
      () => undefined,
    );
  }
}
