import type { Dictionary } from '../i18n/index';
import { wasLost } from '../../utils/call-failed';
import { fill } from '../../utils/fill';
import type { PtzNotice, PtzState } from './ptz/state';

/** One line under the pad; `shake` when the camera stands at its end stop. */
export interface PtzLine {
  readonly text: string;
  readonly tone: 'plain' | 'warning';
  readonly shake: boolean;
}

interface Setting {
  readonly words: Pick<Dictionary, 'control' | 'errors'>;
  readonly now: number;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** What is to be said of steering now: a wait before what was told. */
export function ptzLine(state: PtzState, setting: Setting): PtzLine {
  const { notice } = state;
  const waiting = waitWords(state, setting.words.control);
  const shake = notice?.kind === 'limit';
  if (waiting !== '') return { text: waiting, tone: 'warning', shake };
  if (notice === null) return { text: '', tone: 'plain', shake };
  return { text: noticeWords(notice, setting), tone: shake ? 'plain' : 'warning', shake };
}

function waitWords({ phase, slow }: PtzState, words: Dictionary['control']): string {
  if (phase.kind === 'unsure') return words.unsure;
  if (!slow) return '';
  switch (phase.kind) {
    case 'asking':
      return words.slowStart;
    case 'stopping':
      return words.slowStop;
    case 'stepping':
      return words.slowStep;
    case 'idle':
    case 'moving':
      return '';
  }
}

function noticeWords(notice: PtzNotice, { words, now }: Setting): string {
  const { control, errors } = words;
  switch (notice.kind) {
    case 'limit':
    case 'broken-off':
    case 'too-long':
      return control.notices[notice.kind];
    case 'held': {
      const { by, since } = notice;
      const span = spanWords(now - since, control);
      return span === '' ? fill(control.heldNow, { by }) : fill(control.held, { by, span });
    }
    case 'refused': {
      const { title, next } = errors[notice.code];
      return fill(wasLost(notice) ? control.lost : control.refused, { why: title, next });
    }
  }
}

/** Empty for less than a second, also on a phone whose clock is slow. */
function spanWords(ms: number, { seconds, minutes }: Dictionary['control']): string {
  if (ms < SECOND_MS) return '';
  if (ms < MINUTE_MS) return fill(seconds, { n: Math.round(ms / SECOND_MS) });
  return fill(minutes, { n: Math.round(ms / MINUTE_MS) });
}
