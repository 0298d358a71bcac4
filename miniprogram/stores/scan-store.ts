import { makeAutoObservable, observable, runInAction } from 'mobx-miniprogram';

import type { Code } from '../../typings/contract/codes';
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
  /** Whether this person may add cameras. */
  readonly adds: () => boolean;
  /** Goes where the camera of a label is added. */
  readonly add: () => void;
}

/** The tab that scans. */
export class ScanStore {
  state: ScanState = { kind: 'idle' };
  /** Of the camera that is to be added. It bears a code that no address of a page should. */
  private label = '';

  constructor(private readonly deps: Deps) {
    makeAutoObservable<this, 'deps' | 'label'>(
      this,
      { state: observable.ref, deps: false, label: false },
      { autoBind: true },
    );
  }

  /** The text of the label that led to adding a camera, once; empty when none did. */
  takeLabel(): string {
    const { label } = this;
    this.label = '';
    return label;
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
    if (scanned.kind === 'foreign') return { kind: 'told', what: 'foreign' };
    if (!this.deps.adds()) return { kind: 'told', what: 'label' };
    this.label = scan.text;
    this.deps.add();
    return { kind: 'idle' };
  }
}
