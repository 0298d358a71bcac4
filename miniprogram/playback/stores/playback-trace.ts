import { maskId, type Trace, type TraceStep } from '../../stores/watching/trace';
import type { Effect, PlaybackEvent } from './playback-machine/events';
import type { Phase, PlaybackState } from './playback-machine/state';

interface Happening {
  readonly event: PlaybackEvent;
  readonly before: PlaybackState;
  readonly after: PlaybackState;
  readonly effects: readonly Effect[];
}

type Entry = readonly [TraceStep, string];

/** Writes what happened while looking back, and what the machine made of it, beside the steps of live watching. */
export function recordPlayback(trace: Trace, at: number, { event, before, after, effects }: Happening): void {
  const happened = eventEntry(event);
  const news = event.type !== 'network' || before.network.kind !== after.network.kind;
  if (happened && news) trace.add(at, ...happened);
  for (const effect of effects) {
    const done = effectEntry(effect);
    if (done) trace.add(at, ...done);
  }
  const from = phaseName(before.phase);
  const to = phaseName(after.phase);
  if (from !== to) trace.add(at, 'phase', `${from} → ${to}`);
}

function eventEntry(event: PlaybackEvent): Entry | null {
  switch (event.type) {
    case 'watch':
      return ['watch', `${maskId(event.channelId)} playback`];
    case 'opened':
      return ['opened', event.past.sources.map(({ protocol, codec }) => `${protocol}/${codec}`).join(', ')];
    case 'day-refused':
    case 'refused':
    case 'barred':
      return ['refused', event.requestId === '' ? event.code : `${event.code} ${event.requestId}`];
    case 'fault':
      return ['fault', event.fault];
    case 'network':
      return ['network', event.network.kind];
    case 'leave':
    case 'hide':
    case 'show':
      return [event.type, ''];
    default:
      return null;
  }
}

function effectEntry(effect: Effect): Entry | null {
  switch (effect.type) {
    case 'read-day':
      return ['call', `day ${effect.place} ${effect.day ?? 'today'}`];
    case 'open-address': {
      const { place, at, speed, avoid } = effect;
      const rate = speed === 1 ? [] : [`×${speed}`];
      return ['call', [place, new Date(at).toISOString(), ...rate, ...avoid.map((each) => `-${each}`)].join(' ')];
    }
    case 'set-source':
      // Some phones refuse long addresses, so the length is worth knowing; the address is nobody's business.
      return ['source', `${effect.source.protocol} +${Math.round(effect.start)} s (${effect.source.url.length})`];
    case 'note':
      return [effect.step, effect.detail];
    default:
      return null;
  }
}

function phaseName(phase: Phase): string {
  if (phase.kind === 'failed') return `failed: ${phase.reason}`;
  return phase.kind === 'buffering' ? `buffering: ${phase.cause}` : phase.kind;
}
