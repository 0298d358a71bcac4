import type { ClipFormat, ClipState } from '../../../typings/contract/domain';
import type { Dictionary } from '../i18n/index';
import type { Progress } from '../../services/downloads';
import { byteWords } from '../../utils/bytes';
import { fill } from '../../utils/fill';
import type { LinkStage, LoadStage, Sent, Unsaved } from './clip-downloads';
import { whenWords, type WordSetting } from './clip-words';

/** What can be done with the file of a part. */
export type FileAct = 'load' | 'stop' | 'save' | 'forward' | 'copy' | 'settings';

export interface FileButton {
  readonly act: FileAct;
  readonly label: string;
}

/** How a file stands on this phone, in words; empty where there is nothing to say. Progress tells what moves. */
export function fileWords(stage: LoadStage | null, format: ClipFormat, { words }: WordSetting): string {
  const { clips, errors } = words;
  switch (stage?.kind) {
    case undefined:
    case 'loading':
      return '';
    case 'waiting':
    case 'opening':
    case 'saving':
      return clips[stage.kind];
    case 'loaded':
      return sentWords(stage.sent, clips) ?? (format === 'flv' ? clips.flvHint : clips.loaded);
    case 'saved':
      return sentWords(stage.sent, clips) ?? clips.saved;
    case 'unsaved':
      return clips.unsaved[stage.why];
    case 'refused': {
      const { title: why, next } = errors[stage.failure.code];
      return fill(clips.failed, { why, next });
    }
    case 'failed': {
      const { title: why, next } = clips.faults[stage.fault];
      return fill(clips.failed, { why, next });
    }
  }
}

/** Null while nobody sent it on. */
function sentWords(sent: Sent, clips: Dictionary['clips']): string | null {
  switch (sent) {
    case 'sent':
      return clips.sent;
    case 'unsupported':
      return clips.cannotForward;
    case 'failed':
      return clips.notForwarded;
    case 'not':
      return null;
  }
}

export function linkWords(link: LinkStage | null, setting: WordSetting): string {
  const { clips, common, errors } = setting.words;
  switch (link?.kind) {
    case undefined:
      return '';
    case 'asking':
      return clips.linkAsking;
    case 'copied':
      if (link.expiresAt === null) return clips.linkCopiedAlways;
      return fill(clips.linkCopied, { when: whenWords(link.expiresAt, setting) });
    case 'uncopied': {
      const { title: why, next } = common.uncopied[link.why];
      return fill(clips.failed, { why, next });
    }
    case 'refused': {
      const { title: why, next } = errors[link.failure.code];
      return fill(clips.failed, { why, next });
    }
  }
}

/** Bytes so far and in all, as far as they are known; a percentage only where it is true. */
export function progressWords(
  { written, total }: Progress,
  { clips }: Dictionary,
): { readonly words: string; readonly percent: number | null } {
  if (written === 0) return { words: clips.connecting, percent: null };
  const done = byteWords(written);
  if (total === null) return { words: fill(clips.loadingUnknown, { done }), percent: null };
  const words = fill(clips.loading, { done, total: byteWords(total) });
  return { words, percent: Math.floor((written / total) * 100) };
}

/** What is offered for a part, the likeliest first. A file that is here can be used even when the cloud's is over. */
export function fileActs(state: ClipState, stage: LoadStage | null, format: ClipFormat): readonly FileAct[] {
  const link: readonly FileAct[] = state === 'ready' ? ['copy'] : [];
  switch (stage?.kind) {
    case 'waiting':
    case 'opening':
    case 'loading':
      return ['stop'];
    case 'saving':
      return [];
    case 'loaded':
      return format === 'mp4' ? ['save', 'forward', ...link] : ['forward', ...link];
    case 'saved':
      return ['forward', ...link];
    case 'unsaved':
      return [...saveActs(stage.why), 'forward'];
    case 'failed':
      if (state !== 'ready') return [];
      return stage.fault === 'blocked' || stage.fault === 'too-large' ? ['copy', 'load'] : ['load', 'copy'];
    case 'refused':
    case undefined:
      return state === 'ready' ? ['load', 'copy'] : [];
  }
}

function saveActs(why: Unsaved): readonly FileAct[] {
  switch (why) {
    case 'denied':
      return ['settings'];
    case 'system-denied':
      return ['settings', 'save'];
    case 'no-consent':
    case 'undeclared':
    case 'cancelled':
    case 'failed':
      return ['save'];
  }
}

export function actWords(act: FileAct, stage: LoadStage | null, format: ClipFormat, { clips }: Dictionary): string {
  switch (act) {
    case 'load':
      if (stage !== null) return clips.loadAgain;
      return format === 'mp4' ? clips.loadToAlbum : clips.load;
    case 'copy':
      return clips.copyLink;
    default:
      return clips[act];
  }
}
