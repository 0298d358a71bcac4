import { faultWords, type Faults } from '../../stores/page-screen';
import { byteWords } from '../../utils/bytes';
import { wasLost } from '../../utils/call-failed';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import type { LoadStage } from './object-download';
import type { ObjectUpload } from './object-upload';

/** A file that goes to the vendor, in words. */
export interface UploadView {
  /** Whether there is one. */
  readonly shown: boolean;
  readonly file: string;
  readonly name: string;
  readonly nameProblem: string;
  readonly description: string;
  readonly descriptionProblem: string;
  /** Whether it is under way, or over, so that nothing can be typed. */
  readonly fixed: boolean;
  /** Of a hundred; below 0 where there is nothing to measure. */
  readonly percent: number;
  readonly line: string;
  readonly tone: '' | 'good' | 'bad';
  /** What the main button does; empty where there is none. */
  readonly button: string;
  /** What the other one does. */
  readonly other: string;
}

export function uploadView(upload: ObjectUpload, words: Dictionary, faults: Faults): UploadView {
  const { file, name, nameProblem, description, descriptionLong, busy, stage } = upload;
  const { objects } = words;
  const size = file?.bytes ?? 0;
  return {
    ...{ shown: file !== null, name, description, fixed: busy || stage.kind === 'done' },
    file: file === null ? '' : fill(objects.fileLine, { name: file.name, size: byteWords(size) }),
    nameProblem: nameProblem === null ? '' : objects.nameProblems[nameProblem],
    descriptionProblem: descriptionLong ? objects.descriptionLong : '',
    percent: stage.kind === 'uploading' ? Math.floor(stage.share * 100) : -1,
    ...stageWords(upload, words, faults),
    ...buttonWords(stage.kind, objects),
  };
}

function stageWords(
  { stage, file }: ObjectUpload,
  words: Dictionary,
  faults: Faults,
): Pick<UploadView, 'line' | 'tone'> {
  const { objects } = words;
  switch (stage.kind) {
    case 'none':
    case 'chosen':
      return { line: '', tone: '' };
    case 'uploading': {
      const size = file?.bytes ?? 0;
      const line = fill(objects.uploading, { sent: byteWords(Math.round(size * stage.share)), size: byteWords(size) });
      return { line, tone: '' };
    }
    case 'handing':
      return { line: objects.handing, tone: '' };
    case 'done':
      return { line: objects.done, tone: 'good' };
    case 'unsent': {
      const { title: why, next } = objects.uploads[stage.fault];
      return { line: fill(objects.unsent, { why, next }), tone: 'bad' };
    }
    case 'refused': {
      const { title: why, next } = faultWords(stage.failure, words, faults);
      return { line: fill(wasLost(stage.failure) ? objects.lost : objects.failed, { why, next }), tone: 'bad' };
    }
  }
}

function buttonWords(
  stage: ObjectUpload['stage']['kind'],
  { send, sendAgain, stop, another, closeIt }: Dictionary['objects'],
): Pick<UploadView, 'button' | 'other'> {
  switch (stage) {
    case 'none':
    case 'handing':
      return { button: '', other: '' };
    case 'chosen':
      return { button: send, other: closeIt };
    case 'uploading':
      return { button: '', other: stop };
    case 'done':
      return { button: another, other: closeIt };
    case 'unsent':
    case 'refused':
      return { button: sendAgain, other: closeIt };
  }
}

/** A file that comes to this phone, in words. */
export interface LoadView {
  /** Of a hundred; below 0 where there is nothing to measure. */
  readonly percent: number;
  readonly line: string;
  readonly tone: '' | 'good' | 'bad';
  readonly act: 'cancel' | 'open' | 'again';
}

export function loadWords(stage: LoadStage, words: Dictionary, faults: Faults): LoadView {
  const { objects } = words;
  switch (stage.kind) {
    case 'opening':
      return { percent: -1, line: objects.opening, tone: '', act: 'cancel' };
    case 'loading': {
      const { written, total } = stage.progress;
      const percent = total === null ? -1 : Math.floor((written / total) * 100);
      const size = total === null ? '' : byteWords(total);
      const template = total === null ? objects.loadingSome : objects.loading;
      return { percent, line: fill(template, { got: byteWords(written), size }), tone: '', act: 'cancel' };
    }
    case 'loaded':
      return { percent: -1, line: objects.loaded, tone: 'good', act: 'open' };
    case 'refused': {
      const { title: why, next } = faultWords(stage.failure, words, faults);
      return { percent: -1, line: fill(objects.unloaded, { why, next }), tone: 'bad', act: 'again' };
    }
    case 'failed': {
      const { title: why, next } = objects.downloads[stage.fault];
      return { percent: -1, line: fill(objects.unloaded, { why, next }), tone: 'bad', act: 'again' };
    }
  }
}
