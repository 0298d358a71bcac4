import type { ChannelId } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import type { Player } from '../../services/player';
import { failureOf } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { PlayerSeat } from '../../stores/watching/player-seat';
import { Timers } from '../../stores/watching/timers';
import type { Effect, LiveEvent, Notice, PlayerOrder } from './live-machine/events';
import type { TimerName } from './live-machine/state';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly dispatch: (event: LiveEvent) => void;
  readonly notify: (notice: Notice) => void;
  /** Rejects when the phone has no room. */
  readonly saveCover: (channelId: ChannelId, tempPath: string) => Promise<void>;
}

/** The longest that anything waits for an address. */
const YIELD_MS = 1_000;

/** Does what the machine wants done: calls, timers and the player. */
export class LiveEffects {
  private readonly seat = new PlayerSeat();
  private readonly timers: Timers<TimerName>;
  private opening: Promise<void> = Promise.resolve();

  constructor(private readonly deps: Deps) {
    this.timers = new Timers(deps.clock, (name) => deps.dispatch({ type: 'timer', name }));
  }

  /** The order being carried out; 0 without a player. */
  get generation(): number {
    return this.seat.generation;
  }

  /** The page has its player ready, perhaps later than the address; null when the page is gone. */
  attach(player: Player | null): void {
    this.seat.attach(player);
  }

  /** Resolves when no address is under way, or after a moment: what else is asked must not slow the picture. */
  async yieldToAddress(): Promise<void> {
    let cancel = () => {};
    const patience = new Promise<void>((resolve) => {
      cancel = this.deps.clock.after(YIELD_MS, resolve);
    });
    await Promise.race([this.opening, patience]);
    cancel();
  }

  setFullScreen(on: boolean): void {
    this.seat.player?.setFullScreen(on);
  }

  /** A still of the picture: the path of a temporary file. */
  snapshot(): Promise<string> {
    return this.seat.player?.snapshot() ?? Promise.reject(new Error('there is no player'));
  }

  run(effect: Effect): void {
    switch (effect.type) {
      case 'open-address':
        this.openAddress(effect);
        break;
      case 'set-source':
        this.load(effect);
        break;
      case 'play':
        this.seat.player?.play();
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
      case 'keep-cover':
        this.keepCover(effect.channelId);
        break;
      case 'show-notice':
        this.deps.notify(effect.notice);
        break;
      case 'note':
        break;
    }
  }

  private load({ source, mode, generation, hold }: PlayerOrder): void {
    this.seat.load({ protocol: source.protocol, url: source.url, mode, generation, hold });
  }

  private openAddress({ attempt, ...wanted }: Extract<Effect, { type: 'open-address' }>): void {
    const { call, dispatch } = this.deps;
    const { channelId, quality, avoid } = wanted;
    const advice = avoid.length > 0 ? { avoid } : {};
    const resume = wanted.resume ? { resume: true as const } : {};
    this.opening = call('live.open', { channelId, quality, ...advice, ...resume }).then(
      ({ openId, sources, watermark }) => dispatch({ type: 'opened', attempt, openId, sources, watermark }),
      (error: unknown) => {
        const { code, requestId, retryAt } = failureOf(error);
        dispatch({ type: 'refused', attempt, code, requestId, retryAt });
      },
    );
  }

  /** Not repeated when it fails: that only leaves the record of who watched without an end. */
  private closeSession(openId: string): void {
    this.deps.call('live.close', { openId }).catch(() => undefined);
  }

  private readStatus(channelId: ChannelId): void {
    const { call, dispatch } = this.deps;
    this.yieldToAddress()
      .then(() => call('channel.status', { ids: [channelId] }))
      .then(
        ({ statuses: [status] }) => (status ? dispatch({ type: 'status', status }) : undefined),
        () => undefined,
      );
  }

  private keepCover(channelId: ChannelId): void {
    const { generation } = this;
    this.seat.player
      ?.snapshot()
      // Meanwhile the player may show another camera.
      .then((path) => (generation === this.generation ? this.deps.saveCover(channelId, path) : undefined))
      .catch(() => undefined);
  }
}
