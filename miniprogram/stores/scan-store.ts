import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Code } from '../../typings/contract/people';
import type { Scan } from '../services/scanner';
import { readScanned } from '../utils/entry-code';

/** What the last scan came to, where it led nowhere. */
export type ScanState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'scanning' }
  /** `label`: printed on a camera by its maker. */
  | { readonly kind: 'told'; readonly what: 'label' | 'foreign' | 'failed' };

interface Deps {
  readonly scanCode: () => Promise<Scan>;
  readonly open: (code: Code) => void;
}

/** The tab that scans. */
export class ScanStore {
  state: ScanState = { kind: 'idle' };

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps'>(this, { state: observable.ref, deps: false }, { autoBind: true });
  }

  /** Opens the scanner, unless it stands open, and goes where the code leads. */
  async scan(): Promise<void> {
    if (this.state.kind === 'scanning') return;
    this.state = { kind: 'scanning' };
    const scan = await this.deps.scanCode();
    runInAction(() => (this.state = this.follow(scan)));
  }

  private follow(scan: Scan): ScanState {
    if (scan.kind === 'cancelled') return { kind: 'idle' };
    if (scan.kind === 'failed') return { kind: 'told', what: 'failed' };
    const scanned = readScanned(scan);
    if (scanned.kind === 'ours') {
      this.deps.open(scanned.code);
      return { kind: 'idle' };
    }
    return { kind: 'told', what: scanned.kind === 'foreign' ? 'foreign' : 'label' };
  }
}
