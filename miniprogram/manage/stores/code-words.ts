import type { CodeStyle } from '../../../typings/contract/codes';
import { isAlbumDenial } from '../../services/album';
import type { KeepStage } from '../../stores/still-keeper';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import type { CodeImages, KeepAct } from './code-images';

/** What the component `code-card` shows, in words; its properties are the fields. */
export interface CodeCardView {
  readonly state: 'blank' | 'loading' | 'ready' | 'failed';
  /** Of the two and more that can be chosen; empty where there is no choice. */
  readonly styles: readonly { readonly key: CodeStyle; readonly label: string }[];
  readonly chosen: CodeStyle | '';
  readonly src: string;
  /** How to use it, or what is the matter. */
  readonly line: string;
  /** What asking again reads; empty where that does not help. */
  readonly retry: string;
  readonly keeping: KeepView;
}

/** How the image stands on its way into the album. */
export interface KeepView {
  readonly line: string;
  readonly tone: '' | 'good' | 'bad';
  /** Empty while it is on its way into the album. */
  readonly act: KeepAct | '';
  readonly actLabel: string;
}

export function codeCardView(images: CodeImages, words: Dictionary): CodeCardView {
  const { codeCard, common } = words;
  const styles = (images.styles ?? []).map((key) => ({ key, label: codeCard.styles[key] }));
  const view: CodeCardView = {
    ...{ state: 'blank', src: '', line: '', retry: '' },
    styles: styles.length > 1 ? styles : [],
    chosen: images.style ?? '',
    keeping: keepView(images.keeper.stage, words),
  };
  const { stage } = images;
  switch (stage.kind) {
    case 'closed':
      return view;
    case 'loading':
      if (images.wait === 'blank' || images.wait === 'none') return view;
      return { ...view, state: 'loading', line: images.wait === 'slow' ? codeCard.slow : codeCard.loading };
    case 'none':
      return { ...view, state: 'failed', line: codeCard.none };
    case 'ready': {
      const line = images.style === null ? '' : codeCard.hints[images.style];
      return { ...view, state: 'ready', src: `data:image/png;base64,${stage.png}`, line };
    }
    case 'failed': {
      const { title: why, next } = { ...words.errors, ...codeCard.faults }[stage.failure.code];
      return { ...view, state: 'failed', line: fill(codeCard.failed, { why, next }), retry: common.retry };
    }
  }
}

function keepView(stage: KeepStage, { codeCard }: Dictionary): KeepView {
  const save: KeepView = { line: '', tone: '', act: 'save', actLabel: codeCard.save };
  switch (stage.kind) {
    case 'none':
      return save;
    case 'loading':
    case 'saving':
      return { line: codeCard.saving, tone: '', act: '', actLabel: '' };
    case 'saved':
      return { ...save, line: codeCard.saved, tone: 'good' };
    case 'unloaded':
      return { ...save, line: codeCard.noRoom, tone: 'bad' };
    case 'unsaved': {
      const act = isAlbumDenial(stage.why) ? 'settings' : 'again';
      const actLabel = act === 'settings' ? codeCard.settings : codeCard.save;
      return { line: codeCard.unsaved[stage.why], tone: 'bad', act, actLabel };
    }
  }
}
