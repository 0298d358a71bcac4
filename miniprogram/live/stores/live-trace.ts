import { maskId, type Trace, type TraceStep } from '../../stores/watching/trace';
import type { Effect, LiveEvent } from './live-machine/events';
import type { LiveState, Phase } from './live-machine/state';

interface Happening {
  readonly event: LiveEvent;
  readonly before: LiveState;
  readonly after: LiveState;
  readonly effects: readonly Effect[];
}

/** Writes what happened, and what the machine made of it. */
export function recordLive(trace: Trace, at: number, { event, before, after, effects }: Happening): void {
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

type Entry = readonly [TraceStep, string];

function eventEntry(event: LiveEvent): Entry | null {
  switch (event.type) {
    case 'watch':
      return ['watch', `${maskId(event.camera.id)} ${event.quality} ${event.mode}`];
    case 'opened':
      return ['opened', event.sources.map(({ protocol, codec }) => `${protocol}/${codec}`).join(', ')];
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
    case 'open-address':
      return ['call', callWords(effect)];
    case 'set-source':
      // Some phones refuse long addresses, so the length is worth knowing; the address is nobody's business.
      return ['source', `${effect.source.protocol} ${effect.mode} (${effect.source.url.length})`];
    case 'note':
      return [effect.step, effect.detail];
    default:
      return null;
  }
}

function callWords({ quality, avoid, resume }: Extract<Effect, { type: 'open-address' }>): string {
  return [quality, ...avoid.map((protocol) => `-${protocol}`), ...(resume ? ['resume'] : [])].join(' ');
}

function phaseName(phase: Phase): string {
  if (phase.kind === 'failed') return `failed: ${phase.reason}`;
  return phase.kind === 'buffering' ? `buffering: ${phase.cause}` : phase.kind;
}
