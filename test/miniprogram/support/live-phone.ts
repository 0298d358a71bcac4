import type { Channel, ChannelId, Codec } from '../../../typings/contract/domain';
import type { Action, InputOf, OutputOf } from '../../../typings/contract/calls';
import type { Call } from '../../../miniprogram/services/call';
import type { Player, PlayerLoad } from '../../../miniprogram/services/player';
import type { PlayerEnvironment } from '../../../miniprogram/services/player-environment';
import { LiveStore } from '../../../miniprogram/live/stores/live-store';
import { CallFailed, type FailureCode } from '../../../miniprogram/utils/call-failed';
import { FakeCloud } from './cloud';
import { sourceBy } from './live-rig';
import { FakeClock, makeNetwork, settled } from './phone';

/** Answers `live.*` too; each opened address can be told from the others. */
class LiveCloud {
  readonly opened: InputOf<'live.open'>[] = [];
  readonly closed: string[] = [];
  refusal: FailureCode | null = null;
  life: number | null = null;
  codec: Codec = 'h264';
  /** Answers to `live.open` wait for it. */
  held: Promise<void> = Promise.resolve();
  readonly list: FakeCloud;

  constructor(
    channels: readonly Channel[],
    private readonly clock: FakeClock,
  ) {
    this.list = new FakeCloud(channels);
  }

  readonly call: Call = async <A extends Action>(action: A, data: InputOf<A>) => {
    if (action === 'live.open') {
      const answer = this.open(data as InputOf<'live.open'>);
      await this.held;
      return answer;
    }
    if (action !== 'live.close') return this.list.call(action, data);
    this.closed.push((data as InputOf<'live.close'>).openId);
    return null;
  };

  private open(input: InputOf<'live.open'>): OutputOf<'live.open'> {
    this.opened.push(input);
    if (this.refusal !== null) throw new CallFailed(this.refusal, 'R9', null);
    const number = this.opened.length;
    const expiresAt = this.life === null ? null : this.clock.now() + this.life;
    return {
      openId: `open-${number}`,
      sources: [sourceBy('flv', { url: `https://x/${number}?token=secret`, expiresAt, codec: this.codec })],
      watermark: null,
    };
  }
}

/** A player that does what it is told at once and remembers it. */
export class FakePlayer implements Player {
  generation = 0;
  readonly done: string[] = [];
  loaded: PlayerLoad | null = null;
  still: string | null = 'wxfile://still.jpg';

  load(load: PlayerLoad): void {
    this.loaded = load;
    this.generation = load.generation;
    this.done.push(`load ${load.url}`);
  }

  play(): void {
    this.done.push('play');
  }

  hold(): void {
    this.done.push('hold');
  }

  stop(): void {
    this.done.push('stop');
  }

  remove(): void {
    this.done.push('remove');
  }

  setFullScreen(on: boolean): void {
    this.done.push(on ? 'full screen' : 'normal');
  }

  snapshot(): Promise<string> {
    return this.still === null ? Promise.reject(new Error('no picture')) : Promise.resolve(this.still);
  }
}

export const environment: PlayerEnvironment = {
  phone: 'HUAWEI P60',
  system: 'Android 14',
  wechat: '8.0.50',
  library: '3.5.0',
  microphone: 'authorized',
};

/** The live page's store on a phone of memory. */
export function makeLive(channels: readonly Channel[], change: Partial<Pick<PlayerEnvironment, 'microphone'>> = {}) {
  const clock = new FakeClock();
  const cloud = new LiveCloud(channels, clock);
  const network = makeNetwork();
  const player = new FakePlayer();
  const covers: (readonly [ChannelId, string])[] = [];
  const phone = { ...environment, ...change };
  let bars = 0;
  const live = new LiveStore({
    call: cloud.call,
    clock,
    network,
    readEnvironment: () => phone,
    saveCover: async (id, path) => void covers.push([id, path]),
    onBarred: () => (bars += 1),
    random: () => 0,
  });
  live.attach(player);
  const play = async (id: ChannelId) => {
    void live.watch(id);
    await settled();
    live.reports.codeArrived(2004);
    live.reports.codeArrived(2003);
  };
  const setMicrophone = (microphone: PlayerEnvironment['microphone']) => void Object.assign(phone, { microphone });
  return { clock, cloud, network, player, covers, live, play, bars: () => bars, setMicrophone };
}
