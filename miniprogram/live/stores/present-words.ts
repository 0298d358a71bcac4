import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import type { AddStage } from './gallery-adding';
import { secondWords } from './snapshot-words';
import type { Still } from './snapshots-store';

/** A picture that may be added to the gallery, and how that stands. */
export interface PresentView {
  /** Empty when it is there already. */
  readonly path: string;
  readonly title: string;
  readonly line: string;
  readonly tone: '' | 'good' | 'bad';
  readonly act: '' | 'add' | 'stop';
  readonly actLabel: string;
}

type Words = Pick<Dictionary, 'gallery' | 'errors'>;

const NOTHING: PresentView = { path: '', title: '', line: '', tone: '', act: '', actLabel: '' };

/** Null when there is nothing to add and nothing to say of it. */
export function presentView(still: Still | null, stage: AddStage, words: Words): PresentView | null {
  const { gallery } = words;
  if (stage.kind === 'added') return { ...NOTHING, line: gallery.added, tone: 'good' };
  if (still === null) return null;
  const view = { ...NOTHING, path: still.path, title: gallery.present, ...lineOf(still, stage, words) };
  switch (stage.kind) {
    case 'uploading':
      return { ...view, act: 'stop', actLabel: gallery.stop };
    case 'adding':
      return view;
    default:
      return { ...view, act: 'add', actLabel: gallery.add };
  }
}

function lineOf({ takenAt }: Still, stage: AddStage, { gallery, errors }: Words): Pick<PresentView, 'line' | 'tone'> {
  switch (stage.kind) {
    case 'none':
    case 'added':
      return { line: fill(gallery.presentAt, { time: secondWords(takenAt) }), tone: '' };
    case 'uploading': {
      const n = Math.round(stage.share * 100);
      return { line: n === 0 ? gallery.uploading : fill(gallery.uploadingBy, { n }), tone: '' };
    }
    case 'adding':
      return { line: gallery.adding, tone: '' };
    case 'unanswered':
      return { line: fill(gallery.unanswered, { why: errors[stage.code].title }), tone: 'bad' };
    case 'unsure':
      return { line: gallery.unsure, tone: 'bad' };
    case 'unsent': {
      const { title: why, next } = gallery.uploads[stage.fault];
      return { line: fill(gallery.unsent, { why, next }), tone: 'bad' };
    }
    case 'refused': {
      const { title: why, next } = stage.code === 'invalid-argument' ? gallery.badPicture : errors[stage.code];
      return { line: fill(gallery.refused, { why, next }), tone: 'bad' };
    }
  }
}
