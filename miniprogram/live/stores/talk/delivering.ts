import type { TalkEvent, TalkStep } from './events';
import type { Message, TalkState } from './state';
import { enter, rest, stay } from './transitions';

type EventOf<T extends TalkEvent['type']> = Extract<TalkEvent, { readonly type: T }>;

/** The message under way, if it is the one that is meant. */
function current({ phase }: TalkState, requestKey: string): Message | null {
  if (phase.kind !== 'uploading' && phase.kind !== 'sending') return null;
  return phase.message.requestKey === requestKey ? phase.message : null;
}

export function onProgress(state: TalkState, { requestKey, share }: EventOf<'progress'>): TalkStep {
  const { phase } = state;
  if (phase.kind !== 'uploading' || current(state, requestKey) === null) return stay(state);
  return stay({ ...state, phase: { ...phase, progress: Math.max(share, phase.progress ?? 0) } });
}

export function onUploaded(state: TalkState, { requestKey }: EventOf<'uploaded'>): TalkStep {
  const message = current(state, requestKey);
  return message === null ? stay(state) : enter(state, { kind: 'sending', message });
}

export function onDelivered(state: TalkState, { requestKey, durationMs }: EventOf<'delivered'>): TalkStep {
  return current(state, requestKey) === null ? stay(state) : rest(state, { kind: 'delivered', durationMs });
}

export function onUnsent(state: TalkState, { requestKey, why }: EventOf<'unsent'>): TalkStep {
  const message = current(state, requestKey);
  return message === null ? stay(state) : rest(state, { kind: 'unsent', message, why });
}

/**
 * Once more from the beginning: the cloud has thrown the file away, and knows by the key what it has played. Where it does
 * not, a person has listened, and what they want to be heard now is another message.
 */
export function onRetry(state: TalkState, { requestKey }: EventOf<'retry'>): TalkStep {
  const { phase } = state;
  if (phase.kind !== 'resting' || phase.result?.kind !== 'unsent') return stay(state);
  const { message: before, why } = phase.result;
  const isOver = why.at === 'send' && why.code === 'conflict';
  const message = isOver ? { ...before, requestKey } : before;
  return enter(state, { kind: 'uploading', message, progress: null }, { effects: [{ type: 'deliver', message }] });
}
