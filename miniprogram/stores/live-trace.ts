import { makeAutoObservable, observable } from 'mobx-miniprogram';

import type { ChannelId } from '../../typings/contract/domain';
import type { Effect, LiveEvent, NoteStep } from './live-machine/events';
import type { LiveState, Phase } from './live-machine/state';

export type TraceStep =
  | NoteStep
  | 'watch'
  | 'leave'
  | 'phase'
  | 'code'
  | 'fault'
  | 'call'
  | 'opened'
  | 'refused'
  | 'source'
  | 'network'
  | 'hide'
  | 'show';

export interface TraceEntry {
  /** Epoch ms. */
  readonly at: number;
  readonly step: TraceStep;
  /** Never an address, a token, or a whole camera id. */
  readonly detail: string;
  /** How often it came in a row; players repeat themselves once a second. */
  readonly times: number;
}

export interface Happening {
  readonly event: LiveEvent;
  readonly before: LiveState;
  readonly after: LiveState;
  readonly effects: readonly Effect[];
}

const KEPT = 300;

/** The steps of the last watchings, for a person to read and send on. */
export class LiveTrace {
  entries: readonly TraceEntry[] = [];

  constructor() {
    makeAutoObservable(this, { entries: observable.ref });
  }

  add(at: number, step: TraceStep, detail: string): void {
    const last = this.entries[this.entries.length - 1];
    const again = last?.step === step && last.detail === detail && detail !== '';
    const earlier = again ? this.entries.slice(0, -1) : this.entries;
    const entry = again ? { ...last, times: last.times + 1 } : { at, step, detail, times: 1 };
    this.entries = [...earlier, entry].slice(-KEPT);
  }

  /** What happened, and what the machine made of it. */
  record(at: number, { event, before, after, effects }: Happening): void {
    const happened = eventEntry(event);
    const news = event.type !== 'network' || before.network.kind !== after.network.kind;
    if (happened && news) this.add(at, ...happened);
    for (const effect of effects) {
      const done = effectEntry(effect);
      if (done) this.add(at, ...done);
    }
    const from = phaseName(before.phase);
    const to = phaseName(after.phase);
    if (from !== to) this.add(at, 'phase', `${from} → ${to}`);
  }
}

/** Enough of a camera's id to tell two apart, too little to name one. */
export function maskId(id: ChannelId): string {
  return id.length <= 4 ? '****' : `${id.slice(0, 2)}****${id.slice(-2)}`;
}

type Entry = readonly [TraceStep, string];

function eventEntry(event: LiveEvent): Entry | null {
  switch (event.type) {
    case 'watch':
      return ['watch', `${maskId(event.camera.id)} ${event.quality} ${event.mode}`];
    case 'opened':
      return ['opened', event.sources.map(({ protocol, codec }) => `${protocol}/${codec}`).join(', ')];
    case 'refused':
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
