import { reaction } from 'mobx-miniprogram';
import { CALL_DEADLINE_MS, type Call } from '../miniprogram/services/call';
import type { NetworkState } from '../miniprogram/services/network';
import type { Player, PlayerLoad } from '../miniprogram/services/player';
import { LiveStore } from '../miniprogram/live/stores/live-store';
import { BACKOFF_MS } from '../miniprogram/stores/watching/policy';
import { CallFailed } from '../miniprogram/utils/call-failed';
import type { Action, InputOf, OutputOf, Reply } from '../typings/contract/calls';
import type { StormPhone, StormPhoneOptions } from './storm-phone-types';

const WIFI: NetworkState = { connected: true, kind: 'wifi' };
const NONE: NetworkState = { connected: false, kind: 'none' };
/** From phone to cloud or back. */
const LEG_MS = { least: 20, spread: 60 } as const;
const CONNECT_MS = 300;
const REPORT_MS = 1_000;
/** WeChat's own tries before it says -2301. */
const GIVES_UP_MS = 10_000;

/** A phone with the real live page's store; only WeChat's player and network are made up. */
export function makeStormPhone(options: StormPhoneOptions): StormPhone {
  const { time, random, channel } = options;
  const listeners = new Set<(state: NetworkState) => void>();
  const line = { up: true, told: WIFI };
  const isUp = () => line.up;
  const quickness: number[] = [];
  let brokeAt = 0;
  let playingSince: number | null = null;
  const call = createStormCall(options, isUp, () => {
    const pause = BACKOFF_MS[live.state.failures - 1];
    if (pause !== undefined) quickness.push((time.now() - brokeAt) / pause);
  });
  const live = new LiveStore({
    call,
    clock: time,
    network: {
      current: () => line.told,
      onChange(callback) {
        listeners.add(callback);
        return () => void listeners.delete(callback);
      },
    },
    readEnvironment: () => ({ phone: '', system: '', wechat: '', library: '', microphone: 'authorized' }),
    find: () => channel,
    random,
  });
  const player = new StormPlayer(time, isUp, live);
  live.attach(player);
  reaction(
    () => live.state.failures,
    (failures, before) => {
      if (failures > before) brokeAt = time.now();
    },
  );
  reaction(
    () => live.state.phase.kind === 'playing',
    (playing) => (playingSince = playing ? time.now() : null),
  );
  const tell = (state: NetworkState) => {
    line.told = state;
    for (const listener of [...listeners]) listener(state);
  };
  return {
    watch: () => void live.watch(channel.id),
    setLine(up, told) {
      line.up = up;
      player.lineChanged();
      if (told) tell(up ? WIFI : NONE);
    },
    get playingSince() {
      return playingSince;
    },
    get quickestRetry() {
      return Math.min(Infinity, ...quickness);
    },
  };
}

/** The way to the cloud, with the phone's own deadline. `onOpen` hears of each `live.open` that leaves. */
function createStormCall({ time, random, invoke }: StormPhoneOptions, isUp: () => boolean, onOpen: () => void): Call {
  const leg = () => time.sleep(LEG_MS.least + LEG_MS.spread * random());
  const exchange = async (event: unknown): Promise<unknown> => {
    await leg();
    if (!isUp()) return new Promise(() => undefined); // lost on the way: nobody will ever answer
    const reply = await invoke(event);
    await leg();
    return isUp() ? reply : new Promise(() => undefined);
  };
  return async <A extends Action>(action: A, data: InputOf<A>): Promise<OutputOf<A>> => {
    if (action === 'live.open') onOpen();
    const reply = await new Promise<unknown>((resolve, reject) => {
      const cancel = time.after(CALL_DEADLINE_MS, () => reject(new CallFailed('timeout', '', null)));
      exchange({ action, data }).then((answer) => {
        cancel();
        resolve(answer);
      }, reject);
    });
    const answer = reply as Reply<A>;
    if (answer.ok) return answer.data;
    throw new CallFailed(answer.error.code, answer.error.requestId, answer.error.retryAt ?? null);
  };
}

/** WeChat's player as the store sees it: codes on the way to a picture, then a report a second. */
class StormPlayer implements Player {
  generation = 0;
  private stopTimer = () => {};

  constructor(
    private readonly time: StormPhoneOptions['time'],
    private readonly isUp: () => boolean,
    private readonly live: LiveStore,
  ) {}

  load({ generation }: PlayerLoad): void {
    this.stopTimer();
    this.generation = generation;
    this.stopTimer = this.time.after(CONNECT_MS, () => {
      if (!this.isUp()) {
        this.giveUp();
        return;
      }
      for (const code of [2001, 2002, 2004, 2003]) this.live.reports.codeArrived(code);
      this.report();
    });
  }

  lineChanged(): void {
    if (!this.isUp() && this.generation > 0) this.giveUp();
  }

  play(): void {
    // It plays whatever it has.
  }

  hold(): void {
    this.stopTimer();
  }

  stop(): void {
    this.stopTimer();
  }

  remove(): void {
    this.stopTimer();
  }

  setFullScreen(): void {
    // Nobody looks.
  }

  snapshot(): Promise<string> {
    return Promise.reject(new Error('no picture'));
  }

  private report(): void {
    this.stopTimer = this.time.after(REPORT_MS, () => {
      this.live.statusArrived({ videoFPS: 15, videoCache: 300 });
      this.report();
    });
  }

  private giveUp(): void {
    this.stopTimer();
    this.live.reports.codeArrived(2103);
    this.stopTimer = this.time.after(GIVES_UP_MS, () => {
      if (this.isUp()) this.report();
      else this.live.reports.codeArrived(-2301);
    });
  }
}
