import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { InputOf } from '../../../typings/contract/calls';
import type { Channel, ChannelId } from '../../../typings/contract/domain';
import type { Code, Share } from '../../../typings/contract/codes';
import type { Call } from '../../services/call';
import type { PastOnClocks } from '../../services/routes';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import type { ZoneOffset } from '../../utils/time-words';
import { uniqueName } from '../../utils/unique-name';
import {
  pickedMoment,
  untilOf,
  untilProblem,
  type PickedMoment,
  type UntilChoice,
  type UntilProblem,
} from './share-until';

/** What of a camera a share is made of. */
export type SharedCamera = Pick<Channel, 'id' | 'name' | 'storeId' | 'storeName' | 'rights'>;

export type DraftStage =
  { readonly kind: 'choosing' | 'sending' } | { readonly kind: 'refused'; readonly failure: CallFailed };

/** How many people may open it; 0 for any number. */
export const MOST_CHOICES = [1, 5, 20, 0] as const;
export type MostChoice = (typeof MOST_CHOICES)[number];

/** As many cameras as one share takes. */
export const MOST_CAMERAS = 20;

const DAY_MS = 24 * 60 * 60_000;

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly zone: ZoneOffset;
  /** A number in [0, 1). */
  readonly random?: () => number;
}

/** A share as it is being put together: of what, until when, for how many people. */
export class ShareDraft {
  /** The first is the one that the page was opened for. */
  cameras: readonly SharedCamera[] = [];
  /** Null for the cameras as they are now. */
  past: PastOnClocks | null = null;
  choice: UntilChoice = 'day';
  picked: PickedMoment = { day: '', time: '' };
  most: MostChoice = 1;
  watermark = true;
  stage: DraftStage = { kind: 'choosing' };
  /** Names the wish, so that asked twice it is made once. */
  private requestKey = '';
  /** What was asked for under that name, which another end would make another wish; null before. */
  private order: InputOf<'share.make'> | null = null;

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'requestKey' | 'order'>(
      this,
      {
        cameras: observable.ref,
        past: observable.ref,
        picked: observable.ref,
        stage: observable.ref,
        deps: false,
        requestKey: false,
        order: false,
      },
      { autoBind: true },
    );
  }

  begin(camera: SharedCamera, past: PastOnClocks | null): void {
    const { clock, zone } = this.deps;
    this.past = past;
    this.choice = 'day';
    this.picked = pickedMoment(clock.now() + DAY_MS, { zone });
    this.most = 1;
    this.watermark = true;
    this.cameras = [camera];
    this.changed();
  }

  /** Adds a camera or takes it out again; the first stays. */
  toggle(camera: SharedCamera): void {
    if (this.past !== null || camera.id === this.cameras[0]?.id) return;
    if (this.has(camera.id)) this.cameras = this.cameras.filter(({ id }) => id !== camera.id);
    else if (!this.full) this.cameras = [...this.cameras, camera];
    else return;
    this.changed();
  }

  has(id: ChannelId): boolean {
    return this.cameras.some((camera) => camera.id === id);
  }

  get full(): boolean {
    return this.cameras.length >= MOST_CAMERAS;
  }

  chooseUntil(choice: UntilChoice): void {
    this.choice = choice;
    this.changed();
  }

  pick(moment: Partial<PickedMoment>): void {
    this.choice = 'picked';
    this.picked = { ...this.picked, ...moment };
    this.changed();
  }

  chooseMost(most: MostChoice): void {
    this.most = most;
    this.changed();
  }

  setWatermark(on: boolean): void {
    this.watermark = on;
    this.changed();
  }

  /** Epoch ms at which it would end. */
  endOf(choice: UntilChoice): number {
    const { clock, zone } = this.deps;
    return untilOf(choice, this.picked, { now: clock.now(), zone });
  }

  /** Why it cannot end then; null when it can. */
  problemOf(choice: UntilChoice): UntilProblem | null {
    return untilProblem(this.endOf(choice), this.deps.clock.now());
  }

  /** Asks the cloud for it; null when that failed, or the choice was changed meanwhile. */
  async send(): Promise<{ readonly share: Share; readonly code: Code } | null> {
    const { requestKey, cameras, stage } = this;
    if (stage.kind === 'sending' || cameras.length === 0 || this.problemOf(this.choice) !== null) return null;
    this.stage = { kind: 'sending' };
    try {
      this.order ??= this.newOrder();
      const made = await this.deps.call('share.make', this.order);
      if (requestKey !== this.requestKey) return null;
      runInAction(() => this.changed());
      return made;
    } catch (error) {
      runInAction(() => {
        if (requestKey === this.requestKey) this.stage = { kind: 'refused', failure: failureOf(error) };
      });
      return null;
    }
  }

  private newOrder(): InputOf<'share.make'> {
    const { requestKey, cameras, past, most, watermark } = this;
    return {
      channelIds: cameras.map(({ id }) => id),
      view: past === null ? { kind: 'live' } : { kind: 'playback', place: past.place, from: past.from, to: past.to },
      until: this.endOf(this.choice),
      most: most === 0 ? null : most,
      watermark,
      requestKey,
    };
  }

  private changed(): void {
    this.stage = { kind: 'choosing' };
    this.order = null;
    this.requestKey = uniqueName({ now: this.deps.clock.now(), random: this.deps.random });
  }
}
