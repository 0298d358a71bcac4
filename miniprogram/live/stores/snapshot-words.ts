import type { Dictionary } from '../i18n/index';
import { isAlbumDenial } from '../../services/album';
import { fill } from '../../utils/fill';
import { phoneZone } from '../../utils/time-words';
import { clockWords } from '../../utils/wall-clock';
import type { SnapshotsStore, StillFault } from './snapshots-store';
import type { KeepStage } from '../../stores/still-keeper';

/** How a still stands in words, and what can be done about it. */
export interface SnapshotView {
  readonly line: string;
  readonly tone: '' | 'good' | 'bad';
  /** `settings`: where the permission is given. `save`: once more. Empty for nothing. */
  readonly act: '' | 'settings' | 'save';
  readonly actLabel: string;
}

const QUIET: SnapshotView = { line: '', tone: '', act: '', actLabel: '' };

export function snapshotView(store: SnapshotsStore, words: Dictionary): SnapshotView {
  const { stage, waiting, keeper, camera } = store;
  const { more } = words;
  switch (stage.kind) {
    case 'none':
      return QUIET;
    case 'taking':
      if (waiting.phase === 'slow') return say(more.takingSlow);
      return say(stage.by === 'player' ? more.taking : more.takingByCamera);
    case 'taken': {
      const saved = fill(more.saved, { camera: camera?.name ?? '', time: secondWords(stage.takenAt) });
      return keepView(keeper.stage, words, saved);
    }
    case 'failed':
      return { ...QUIET, line: faultWords(stage.fault, store, words), tone: 'bad' };
  }
}

/** How a picture stands on its way into the album; `saved`: what is said when it is there. */
export function keepView(stage: KeepStage, { more }: Dictionary, saved: string): SnapshotView {
  switch (stage.kind) {
    case 'none':
      return QUIET;
    case 'loading':
      return say(more.loading);
    case 'saving':
      return say(more.saving);
    case 'saved':
      return { ...QUIET, line: saved, tone: 'good' };
    case 'unloaded': {
      const { title: why, next } = more.faults[stage.fault];
      return { ...QUIET, line: fill(more.unloaded, { why, next }), tone: 'bad' };
    }
    case 'unsaved': {
      const act = isAlbumDenial(stage.why) ? 'settings' : 'save';
      return { line: more.unsaved[stage.why], tone: 'bad', act, actLabel: more[act] };
    }
  }
}

/** What the phone's clocks show, to the second. */
export function secondWords(at: number): string {
  return clockWords(at, [{ from: at, minutes: phoneZone(at) / 60_000 }]);
}

function faultWords(fault: StillFault, { countdown }: SnapshotsStore, { more, errors }: Dictionary): string {
  switch (fault.kind) {
    case 'no-picture':
      return more.noPicture;
    case 'not-by-player':
      return more.notByPlayer;
    case 'player':
      return more.playerFailed;
    case 'camera': {
      const n = fault.until === null ? 0 : countdown.secondsTo(fault.until);
      if (n > 0) return fill(more.again, { n });
      const { title: why, next } = errors[fault.failure.code];
      return fill(more.cameraRefused, { why, next });
    }
  }
}

const say = (line: string): SnapshotView => ({ ...QUIET, line });
