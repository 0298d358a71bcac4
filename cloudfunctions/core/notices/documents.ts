import type { ChannelId } from '../../../typings/contract/domain';

/** Collection `subscribers`: what somebody lets WeChat tell them; the id is their openid. */
export interface SubscriberDocument {
  readonly _id: string;
  /** How many more messages of each kind they allowed. WeChat knows better, and says so when there is none left. */
  readonly offline: number;
  readonly back: number;
  /** Minutes of the day, by the clocks of the store that it is about; equal where they may be disturbed at any hour. */
  readonly quietFrom: number;
  readonly quietTo: number;
  /** Keys of the last requests that were counted. */
  readonly counted: readonly string[];
  /** Grows with each change, so that none is made on what has changed meanwhile. */
  readonly revision: number;
}

/**
 * How far telling one person of one outage has come: `waiting` to be told that the camera is gone, `told` so, `returning`
 * while they wait to be told that it is back. In between, `sending` and `closing`, it is being sent: whoever finds it so
 * later cannot know whether it was, and lets it be.
 */
export type NoticeStage = 'waiting' | 'sending' | 'told' | 'returning' | 'closing';

/** Collection `notices`: one outage of one camera, and one person. It goes once there is no more to tell. */
export interface NoticeDocument {
  /** `noticeIdOf` them, so that two runs cannot tell somebody twice. */
  readonly _id: string;
  /** An openid. */
  readonly person: string;
  readonly channelId: ChannelId;
  /** The channel's, by which one of its outages is told from the next; epoch ms. */
  readonly outageFrom: number;
  /** Epoch ms at which it came back; 0 before that is known. */
  readonly backAt: number;
  readonly stage: NoticeStage;
  /** Epoch ms before which nothing is sent. */
  readonly dueAt: number;
  /** How often WeChat has put it off. */
  readonly tries: number;
  /** Which run is sending it; an empty string for none. */
  readonly run: string;
  /** Epoch ms after which nobody needs to be told any more. */
  readonly lapsesAt: number;
}
