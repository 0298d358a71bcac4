import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Channel, ChannelId } from '../../../typings/contract/domain';
import type { Call } from '../../services/call';
import { failureOf, type CallFailed } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { Waiting } from '../../stores/waiting';
import { Countdown } from './countdown';
import type { StillKeeper } from '../../stores/still-keeper';
import { stillName } from './still-name';

interface Deps {
  readonly call: Call;
  readonly clock: Clock;
  readonly keeper: StillKeeper;
  /** The player of the page. */
  readonly player: {
    /** Whether there is a picture, and whether the player can give a still of it. */
    readonly pictured: boolean;
    readonly canCapture: boolean;
    /** The path of a temporary file; rejects where there is none. */
    capture(): Promise<string>;
  };
  /** The shutter under the finger. */
  readonly knock: () => void;
}

/** A picture of a camera as a file on this phone. */
export interface Still {
  readonly channelId: ChannelId;
  readonly path: string;
  /** Epoch ms. */
  readonly takenAt: number;
}

/** Why there is no still. `no-picture`: nothing to take one of, and the camera takes none itself. */
export type StillFault =
  | { readonly kind: 'no-picture' | 'not-by-player' | 'player' }
  | { readonly kind: 'camera'; readonly failure: CallFailed; readonly until: number | null };

export type ShotStage =
  | { readonly kind: 'none' }
  | { readonly kind: 'taking'; readonly by: 'player' | 'camera' }
  /** The keeper says what becomes of it. */
  | { readonly kind: 'taken'; readonly takenAt: number }
  | { readonly kind: 'failed'; readonly fault: StillFault };

/** A player that does not answer has none. */
const PLAYER_LIMIT_MS = 3_000;
/** How long the picture flashes. */
const FLASH_MS = 300;

/** Stills of the camera being watched: from the player, or where it has none, from the camera itself. */
export class SnapshotsStore {
  stage: ShotStage = { kind: 'none' };
  /** The picture flashes as a shutter closes. */
  flash = false;
  /** The newest one, for whoever wants it elsewhere too. */
  last: Still | null = null;
  camera: Channel | null = null;
  readonly waiting: Waiting;
  /** Tells when the camera takes the next one. */
  readonly countdown: Countdown;
  private byCamera = false;
  private round = 0;
  private cancelFlash = (): void => {};

  constructor(private readonly deps: Deps) {
    this.waiting = new Waiting(deps.clock);
    this.countdown = new Countdown(deps.clock);
    makeAutoObservable<this, 'deps' | 'byCamera' | 'round' | 'cancelFlash'>(
      this,
      {
        stage: observable.ref,
        last: observable.ref,
        camera: observable.ref,
        waiting: false,
        deps: false,
        countdown: false,
        byCamera: false,
        round: false,
        cancelFlash: false,
      },
      { autoBind: true },
    );
  }

  /** Goes over to this camera; `byCamera`: its vendor takes stills. */
  attach(camera: Channel, byCamera: boolean): void {
    if (camera.id !== this.camera?.id) this.detach();
    this.camera = camera;
    this.byCamera = byCamera;
  }

  detach(): void {
    this.round += 1;
    this.camera = null;
    this.stage = { kind: 'none' };
    this.cancelFlash();
    this.flash = false;
    this.waiting.end();
    this.countdown.stop();
    this.deps.keeper.drop();
  }

  get keeper(): StillKeeper {
    return this.deps.keeper;
  }

  get busy(): boolean {
    return this.stage.kind === 'taking' || (this.stage.kind === 'taken' && this.deps.keeper.busy);
  }

  /** Takes a still and puts it into the album. */
  async take(): Promise<void> {
    const { camera } = this;
    const { player, keeper } = this.deps;
    if (camera === null || this.busy) return;
    const round = ++this.round;
    keeper.drop();
    this.waiting.begin();
    const tried = player.canCapture;
    const path = tried ? await this.byPlayer() : null;
    if (round !== this.round) return;
    if (path !== null) {
      const takenAt = this.deps.clock.now();
      this.taken({ channelId: camera.id, path, takenAt }, takenAt);
      await keeper.keep(path, stillName(camera.name, takenAt));
    } else if (this.byCamera) {
      await this.takeByCamera(camera, round);
    } else {
      this.fail({ kind: tried ? 'player' : player.pictured ? 'not-by-player' : 'no-picture' });
    }
  }

  /** A still for elsewhere, when the player has one; nothing is said of it. */
  async takeQuietly(): Promise<void> {
    const { camera, round } = this;
    if (camera === null || !this.deps.player.canCapture) return;
    const path = await this.ask();
    runInAction(() => {
      if (path !== null && round === this.round)
        this.last = { channelId: camera.id, path, takenAt: this.deps.clock.now() };
    });
  }

  /** The last one has gone where it was wanted. */
  forget(): void {
    this.last = null;
  }

  private async byPlayer(): Promise<string | null> {
    this.stage = { kind: 'taking', by: 'player' };
    return this.ask();
  }

  private ask(): Promise<string | null> {
    const { clock, player } = this.deps;
    return new Promise((resolve) => {
      const cancel = clock.after(PLAYER_LIMIT_MS, () => resolve(null));
      const settle = (path: string | null): void => {
        cancel();
        resolve(path);
      };
      player.capture().then(settle, () => settle(null));
    });
  }

  private async takeByCamera({ id: channelId, name }: Channel, round: number): Promise<void> {
    const { call, clock, keeper } = this.deps;
    runInAction(() => {
      this.stage = { kind: 'taking', by: 'camera' };
    });
    const answer = await call('snapshot.take', { channelId }).catch(failureOf);
    if (round !== this.round) return;
    if (answer instanceof Error) {
      const until = answer.retryAt !== null && answer.retryAt > clock.now() ? answer.retryAt : null;
      if (until !== null) this.countdown.run(until);
      this.fail({ kind: 'camera', failure: answer, until });
      return;
    }
    const { url, takenAt } = answer;
    this.taken(null, takenAt);
    const path = await keeper.fetch(url, stillName(name, takenAt));
    runInAction(() => {
      if (path !== null && round === this.round) this.last = { channelId, path, takenAt };
    });
  }

  /** The shutter closes; `still` is null where its file has yet to come. */
  private taken(still: Still | null, takenAt: number): void {
    const { clock, knock } = this.deps;
    this.waiting.end();
    this.cancelFlash();
    knock();
    runInAction(() => {
      this.stage = { kind: 'taken', takenAt };
      this.last = still;
      this.flash = true;
    });
    this.cancelFlash = clock.after(FLASH_MS, () => {
      runInAction(() => {
        this.flash = false;
      });
    });
  }

  private fail(fault: StillFault): void {
    this.waiting.end();
    runInAction(() => {
      this.stage = { kind: 'failed', fault };
    });
  }
}
