import type { Channel } from '../typings/contract/domain';
import type { VirtualTime } from './virtual-time';

/** What a phone of the storm needs. Apart from storm-phone.ts, which is compiled with WeChat's types. */
export interface StormPhoneOptions {
  readonly time: VirtualTime;
  /** 0 ≤ x < 1. */
  readonly random: () => number;
  /** The camera that its user watches. */
  readonly channel: Channel;
  /** Calls the function `monitor` as this phone's user. */
  readonly invoke: (event: unknown) => Promise<unknown>;
}

export interface StormPhone {
  watch(): void;
  /** Cuts or mends the phone's line; `told` when WeChat notices and says so. */
  setLine(up: boolean, told: boolean): void;
  /** Since when the picture moves; null while it does not. */
  readonly playingSince: number | null;
  /** The shortest time between a break and the next `live.open`, ÷ the pause due; Infinity when nothing broke. */
  readonly quickestRetry: number;
}

export interface StormPhoneModule {
  makeStormPhone(options: StormPhoneOptions): StormPhone;
}
