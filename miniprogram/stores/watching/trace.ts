import { makeAutoObservable, observable } from 'mobx-miniprogram';

import type { ChannelId } from '../../../typings/contract/domain';

/** A decision worth reading in a diagnosis. */
export type NoteStep =
  | 'next-source'
  | 'broken'
  | 'backoff'
  | 'waiting'
  | 'renewing'
  | 'renewed'
  | 'renewal-failed'
  | 'upgrading'
  | 'upgrade-failed'
  | 'restart-for-delay'
  | 'stale-reply'
  | 'suspended'
  | 'resumed'
  | 'failed';

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

const KEPT = 300;

/** The steps of the last watchings, for a person to read and send on. */
export class Trace {
  entries: readonly TraceEntry[] = [];

  constructor() {
    makeAutoObservable(this, { entries: observable.ref });
  }

  clear(): void {
    this.entries = [];
  }

  add(at: number, step: TraceStep, detail: string): void {
    const last = this.entries[this.entries.length - 1];
    const again = last?.step === step && last.detail === detail && detail !== '';
    const earlier = again ? this.entries.slice(0, -1) : this.entries;
    const entry = again ? { ...last, times: last.times + 1 } : { at, step, detail, times: 1 };
    this.entries = [...earlier, entry].slice(-KEPT);
  }
}

/** Enough of a camera's id to tell two apart, too little to name one. */
export function maskId(id: ChannelId): string {
  return id.length <= 4 ? '****' : `${id.slice(0, 2)}****${id.slice(-2)}`;
}
