import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Preset } from '../../../typings/contract/control';
import type { ChannelId } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import { failureOf, mayBeDone, type FailureCode } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { nameFrom } from '../../utils/names';
import { RequestKeys } from '../../utils/request-keys';
import { Waiting } from '../../stores/waiting';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random?: () => number;
}

/** What is being done, and to which view; `id` is null for one that is being saved. */
export interface PresetWork {
  readonly kind: 'go' | 'save' | 'remove';
  readonly id: string | null;
}

export type PresetStage =
  { readonly kind: 'none' | 'reading' | 'ready' } | { readonly kind: 'unread'; readonly code: FailureCode };

/** How the last work ended; a list that changed says so by itself. */
export type PresetResult =
  | { readonly kind: 'there'; readonly id: string }
  | { readonly kind: 'failed'; readonly work: PresetWork['kind']; readonly code: FailureCode }
  | { readonly kind: 'bad-name' };

export const LONGEST_NAME = 20;

/** The views that a camera remembers. Nothing is shown before the cloud has said that it is so. */
export class PresetsStore {
  stage: PresetStage = { kind: 'none' };
  presets: readonly Preset[] = [];
  work: PresetWork | null = null;
  result: PresetResult | null = null;
  readonly waiting: Waiting;
  private channelId: ChannelId | null = null;
  private round = 0;
  private readonly keys: RequestKeys;

  constructor(private readonly deps: Deps) {
    this.keys = new RequestKeys(deps);
    this.waiting = new Waiting(deps.clock);
    makeAutoObservable<this, 'deps' | 'keys' | 'channelId' | 'round'>(
      this,
      {
        stage: observable.ref,
        presets: observable.ref,
        work: observable.ref,
        result: observable.ref,
        waiting: false,
        subject: false,
        deps: false,
        keys: false,
        channelId: false,
        round: false,
      },
      { autoBind: true },
    );
  }

  /** Names the camera that a person sees now, so that an answer given later is not taken for another's. */
  get subject(): ChannelId | null {
    return this.channelId;
  }

  /** Reads the views of this camera, unless they have been. */
  async attach(channelId: ChannelId): Promise<void> {
    if (channelId === this.channelId) return;
    this.detach();
    this.channelId = channelId;
    await this.read();
  }

  detach(): void {
    this.round += 1;
    this.channelId = null;
    this.stage = { kind: 'none' };
    this.presets = [];
    this.work = null;
    this.result = null;
    this.waiting.end();
  }

  async read(): Promise<void> {
    const { channelId } = this;
    if (channelId === null) return;
    const { round } = this;
    this.stage = { kind: 'reading' };
    this.waiting.begin();
    try {
      const { presets } = await this.deps.call('preset.list', { channelId });
      this.finish(round, () => {
        this.presets = presets;
        this.stage = { kind: 'ready' };
      });
    } catch (error) {
      this.finish(round, () => {
        this.stage = { kind: 'unread', code: failureOf(error).code };
      });
    }
  }

  go(id: string): Promise<void> {
    return this.run({ kind: 'go', id }, async (channelId) => {
      await this.deps.call('preset.go', { channelId, id });
      return () => {
        this.result = { kind: 'there', id };
      };
    });
  }

  /**
   * Remembers where the camera looks now; once, though the answer gets lost and it is wished again. Where nobody knows
   * whether it has been, the list tells.
   */
  async save(text: string): Promise<void> {
    const name = nameFrom(text, LONGEST_NAME);
    if (name === '') {
      this.result = { kind: 'bad-name' };
      return;
    }
    await this.run({ kind: 'save', id: null }, async (channelId) => {
      const preset = await this.keys.send([channelId, name], (requestKey) =>
        this.deps.call('preset.save', { channelId, name, requestKey }),
      );
      return () => {
        this.presets = [...this.presets.filter(({ id }) => id !== preset.id), preset];
      };
    });
    if (this.result?.kind === 'failed' && this.result.code === 'conflict') await this.read();
  }

  /** What may be gone though nobody said so is looked for in the list. */
  async remove(id: string): Promise<void> {
    await this.run({ kind: 'remove', id }, async (channelId) => {
      await this.deps.call('preset.remove', { channelId, id });
      return () => {
        this.presets = this.presets.filter((preset) => preset.id !== id);
      };
    });
    if (this.result?.kind === 'failed' && mayBeDone(this.result)) await this.lookFor(id);
  }

  /** One work at a time; its answer counts for the camera that it was meant for only. */
  private async run(work: PresetWork, ask: (channelId: ChannelId) => Promise<() => void>): Promise<void> {
    const { channelId, round } = this;
    if (channelId === null || this.work !== null) return;
    this.work = work;
    this.result = null;
    this.waiting.begin();
    try {
      this.finish(round, await ask(channelId));
    } catch (error) {
      this.finish(round, () => {
        this.result = { kind: 'failed', work: work.kind, code: failureOf(error).code };
      });
    }
  }

  private async lookFor(id: string): Promise<void> {
    const { channelId, round, result } = this;
    if (channelId === null) return;
    const list = await this.deps.call('preset.list', { channelId }).catch(() => null);
    // Whatever was done meanwhile is not in it.
    if (round !== this.round || this.result !== result || list === null) return;
    runInAction(() => {
      this.presets = list.presets;
      if (!list.presets.some((preset) => preset.id === id)) this.result = null;
    });
  }

  private finish(round: number, show: () => void): void {
    if (round !== this.round) return;
    runInAction(() => {
      this.work = null;
      this.waiting.end();
      show();
    });
  }
}
