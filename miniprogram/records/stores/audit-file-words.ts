import { faultWords } from '../../stores/page-screen';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import type { FileStage } from './audit-file';

/** `drop` stops what goes on, and takes away what is there. */
export type FileAct = 'begin' | 'go-on' | 'send' | 'drop';

export interface FileButton {
  readonly act: FileAct;
  readonly words: string;
  /** The likeliest. */
  readonly main: boolean;
}

/** How the file stands, and what can be done with it. */
export interface FileBar {
  readonly line: string;
  readonly tone: '' | 'good' | 'bad';
  readonly buttons: readonly FileButton[];
}

export function fileBar(stage: FileStage, words: Dictionary): FileBar {
  const { file, faults } = words.audit;
  const begin: FileButton = { act: 'begin', words: file.begin, main: true };
  const send: FileButton = { act: 'send', words: file.send, main: true };
  const discard: FileButton = { act: 'drop', words: file.discard, main: false };
  switch (stage.kind) {
    case 'none':
      return { line: file.beginHint, tone: '', buttons: [{ ...begin, main: false }] };
    case 'running':
    case 'waiting': {
      const line = fill(file[stage.kind], { n: stage.lines });
      return { line, tone: '', buttons: [{ act: 'drop', words: file.stop, main: false }] };
    }
    case 'failed': {
      const { title: why, next } = faultWords(stage.failure, words, faults);
      const line = fill(file.failed, { n: stage.lines, why, next });
      return { line, tone: 'bad', buttons: [{ act: 'go-on', words: file.goOn, main: true }, discard] };
    }
    case 'no-room':
      return { line: file.noRoom, tone: 'bad', buttons: [begin] };
    case 'sent':
      return { line: fill(file.sent, { n: stage.lines }), tone: 'good', buttons: [{ ...begin, main: false }] };
    case 'ready':
      switch (stage.sent) {
        case null:
          return { line: fill(file.ready, { n: stage.lines }), tone: 'good', buttons: [send, discard] };
        case 'cancelled':
          return { line: file.cancelled, tone: '', buttons: [send, discard] };
        case 'failed':
          return { line: file.unsent, tone: 'bad', buttons: [send, discard] };
        case 'unsupported':
          return { line: file.unsupported, tone: 'bad', buttons: [discard] };
      }
  }
}
