import type { ChannelId } from '../../../typings/contract/domain';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import { MOST_SHOWN, type ShareCandidates } from './share-candidates';
import type { ShareDraft } from './share-draft';

/** A camera that can be added to a share. */
export interface CandidateRow {
  readonly id: ChannelId;
  readonly name: string;
  readonly storeName: string;
  readonly chosen: boolean;
  /** Whether a tap changes nothing: it is the one that the page is for, or there is no room for another. */
  readonly off: boolean;
}

export function candidateRows({ channels }: ShareCandidates, draft: ShareDraft): readonly CandidateRow[] {
  return (channels ?? []).map(({ id, name, storeName }) => {
    const chosen = draft.has(id);
    return { id, name, storeName, chosen, off: id === draft.cameras[0]?.id || (draft.full && !chosen) };
  });
}

/** What there is to say of the list; empty while a short wait lasts. */
export function candidateNote(candidates: ShareCandidates, draft: ShareDraft, { share, errors }: Dictionary): string {
  const { failure, channels, text, cut, waiting } = candidates;
  if (failure !== null) {
    const { title: why, next } = errors[failure.code];
    return fill(share.pickFailed, { why, next });
  }
  if (channels === null) return waiting.phase === 'blank' ? '' : share.searching;
  if (draft.full) return share.pickFull;
  if (channels.length === 0) return share.pickNone;
  if (cut) return fill(share.pickCut, { n: MOST_SHOWN });
  return text === '' ? share.pickOwnStore : '';
}
