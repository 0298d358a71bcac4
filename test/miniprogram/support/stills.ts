import { dictionaries } from '../../../miniprogram/live/i18n/index';
import { snapshotView } from '../../../miniprogram/live/stores/snapshot-words';
import { SnapshotsStore } from '../../../miniprogram/live/stores/snapshots-store';
import { StillKeeper } from '../../../miniprogram/stores/still-keeper';
import type { Album, SaveResult } from '../../../miniprogram/services/album';
import type { DownloadResult } from '../../../miniprogram/services/downloads';
import { Answers } from './answers';
import { makeChannel } from './cloud';
import { FakeClock, NOON } from './phone';

/** What became of files, and what is to become of the next ones. */
interface Phone {
  readonly saved: string[];
  /** What they were to be called. */
  readonly names: string[];
  readonly loaded: string[];
  cancelled: number;
  result: SaveResult;
  file: DownloadResult | Promise<DownloadResult>;
  /** Whether the permission is given where it is asked for. */
  given: boolean;
}

/** An album that takes everything until told otherwise, and files that come when asked for. */
export function makeKeeping() {
  const phone: Phone = {
    ...{ saved: [], names: [], loaded: [], cancelled: 0, result: 'saved', given: true },
    file: { kind: 'loaded', path: 'wxfile://loaded.jpg' },
  };
  const album: Album = {
    saveVideo: () => Promise.reject(new Error('no video')),
    saveImage(path, name = '') {
      phone.saved.push(path);
      phone.names.push(name);
      return Promise.resolve(phone.result);
    },
    openSettings() {
      if (phone.given) phone.result = 'saved';
      return Promise.resolve(phone.given);
    },
  };
  const keeper = new StillKeeper({
    album,
    startDownload(url) {
      phone.loaded.push(url);
      return {
        result: Promise.resolve(phone.file),
        cancel() {
          phone.cancelled += 1;
        },
      };
    },
  });
  return { phone, keeper };
}

/** Stills of a camera with this right, its player and its album. */
export function makeSnapshots({ byCamera = false } = {}) {
  const clock = new FakeClock();
  const { phone, keeper } = makeKeeping();
  const player = {
    pictured: true,
    canCapture: true,
    still: 'wxfile://still.jpg' as string | Promise<string>,
    capture: () => Promise.resolve(player.still),
  };
  const knocks: number[] = [];
  const answers = new Answers().on('snapshot.take', () => ({
    ...{ url: 'https://vendor.example/still.jpg', takenAt: NOON - 1_000, expiresAt: null },
  }));
  const knock = () => void knocks.push(clock.now());
  const snapshots = new SnapshotsStore({ call: answers.call, clock, keeper, player, knock });
  snapshots.attach(makeChannel('gate', { name: '收银台' }), byCamera);
  return {
    snapshots,
    clock,
    phone,
    player,
    answers,
    knocks,
    view: () => snapshotView(snapshots, dictionaries['zh-CN']),
  };
}
