import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Channel, ChannelId, StoreId } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import { camerasWithPage, PAGE_SIZE } from '../../stores/listing';
import { Waiting, type WaitPhase } from '../../stores/waiting';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import type { Outcome } from './store-editor';

/** What is being done to which camera, one thing at a time. */
export interface CameraTask {
  readonly kind: 'renaming' | 'moving' | 'hiding' | 'covering' | 'extending' | 'removing';
  readonly id: ChannelId;
}

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  /** The cameras of the whole app are not as they were. */
  readonly onChanged: () => void;
}

/** The cameras of one store, and what the caller changes about them. */
export class StoreCameras {
  storeId: StoreId | null = null;
  /** From the first on; null before they are known. */
  cameras: readonly Channel[] | null = null;
  complete = false;
  failure: CallFailed | null = null;
  task: CameraTask | null = null;
  private cursor: string | null = null;
  private loading = false;
  private round = 0;
  private visit = 0;
  private readonly waiting: Waiting;

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'cursor' | 'loading' | 'round' | 'visit' | 'waiting'>(
      this,
      {
        ...{ cameras: observable.ref, failure: observable.ref, task: observable.ref },
        ...{ deps: false, cursor: false, loading: false, round: false, visit: false, waiting: false },
      },
      { autoBind: true },
    );
  }

  get wait(): WaitPhase {
    return this.cameras === null ? this.waiting.phase : 'none';
  }

  find(id: ChannelId): Channel | null {
    return this.cameras?.find((camera) => camera.id === id) ?? null;
  }

  async open(storeId: StoreId): Promise<void> {
    this.leave();
    this.storeId = storeId;
    await this.refresh();
  }

  /** What still comes is of no use. */
  leave(): void {
    this.visit += 1;
    this.round += 1;
    this.waiting.end();
    this.storeId = null;
    this.cameras = null;
    this.complete = false;
    this.failure = null;
    this.task = null;
  }

  /** From the start; those known stay shown until the answer comes. */
  async refresh(): Promise<void> {
    this.round += 1;
    this.waiting.begin();
    await this.load(null);
  }

  async more(): Promise<void> {
    if (this.cameras !== null && !this.complete && !this.loading) await this.load(this.cursor);
  }

  rename(id: ChannelId, name: string): Promise<Outcome> {
    return this.run({ kind: 'renaming', id }, () => this.deps.call('camera.rename', { channelId: id, name }), { name });
  }

  move(id: ChannelId, storeId: StoreId): Promise<Outcome> {
    return this.run({ kind: 'moving', id }, () => this.deps.call('camera.move', { channelId: id, storeId }), null);
  }

  hide(id: ChannelId, hidden: boolean): Promise<Outcome> {
    return this.run({ kind: 'hiding', id }, () => this.deps.call('camera.hide', { channelId: id, hidden }), { hidden });
  }

  /** Takes the still that all share anew. */
  cover(id: ChannelId): Promise<Outcome> {
    return this.run({ kind: 'covering', id }, () => this.deps.call('cover.refresh', { channelId: id }), {});
  }

  /** One more channel of the camera's device. */
  extend(id: ChannelId, channel: { readonly number: string; readonly name: string }): Promise<Outcome> {
    const wish = { channelId: id, ...channel };
    return this.run({ kind: 'extending', id }, () => this.deps.call('camera.extend', wish), {});
  }

  /** `name`: the camera's, typed by whoever means it. */
  remove(id: ChannelId, name: string): Promise<Outcome> {
    return this.run({ kind: 'removing', id }, () => this.deps.call('camera.remove', { channelId: id, name }), null);
  }

  private async load(cursor: string | null): Promise<void> {
    const { storeId, round } = this;
    if (storeId === null) return;
    this.loading = true;
    this.failure = null;
    const page = cursor === null ? {} : { cursor };
    const answer = await this.deps.call('channel.list', { storeId, limit: PAGE_SIZE, ...page }).catch(failureOf);
    if (round !== this.round) return;
    runInAction(() => {
      this.loading = false;
      this.waiting.end();
      if (answer instanceof Error) {
        this.failure = answer;
        return;
      }
      const list = camerasWithPage(this.cameras ?? [], answer, cursor);
      this.cameras = list.cameras;
      this.cursor = list.cursor;
      this.complete = list.complete;
    });
  }

  /** One change at a time. `change`: what of the camera is different then; null where it is not here any more. */
  private async run(
    task: CameraTask,
    change: () => Promise<unknown>,
    after: Partial<Channel> | null,
  ): Promise<Outcome> {
    if (this.task !== null || this.storeId === null) return 'left';
    const { visit } = this;
    this.task = task;
    const round = ++this.round; // a list asked for before does not know of it
    this.loading = false;
    const result = await change().then(() => null, failureOf);
    this.deps.onChanged();
    if (visit !== this.visit) return 'left';
    runInAction(() => {
      this.task = null;
      if (result instanceof Error || this.cameras === null) return;
      this.cameras = this.cameras.flatMap((camera) => {
        if (camera.id !== task.id) return camera;
        return after === null ? [] : { ...camera, ...after };
      });
    });
    // Even a failure may have come through; a new name changes the order, and a new camera has a place in it; what was
    // asked for meanwhile may be of before.
    const isOtherList = task.kind === 'renaming' || task.kind === 'extending' || round !== this.round;
    if (result instanceof Error || isOtherList) await this.refresh();
    if (visit !== this.visit) return 'left';
    return result instanceof Error ? result : 'done';
  }
}
