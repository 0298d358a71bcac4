import type { PtzMotion } from '../../../typings/contract/control';
import type { Dictionary } from '../i18n/index';
import { wasUnanswered, type FailureCode } from '../../utils/call-failed';
import type { Clock } from '../../utils/clock';
import { fill } from '../../utils/fill';
import type { ControlsStore, ControlTab } from './controls-store';
import { ptzLine, type PtzLine } from './ptz-words';
import type { PresetResult, PresetsStore } from './presets-store';
import type { PtzStore } from './ptz-store';

interface Deps {
  readonly controls: ControlsStore;
  readonly ptz: PtzStore;
  readonly presets: PresetsStore;
  readonly clock: Clock;
  readonly words: () => Dictionary;
}

/** One view that the camera remembers, in words. */
export interface PresetRow {
  readonly id: string;
  readonly name: string;
  readonly going: string;
  readonly removing: string;
  readonly busy: boolean;
}

/** What the panel under the picture shows of steering, in words. */
export class ControlPage {
  constructor(private readonly deps: Deps) {}

  get tabs(): readonly { readonly key: ControlTab; readonly label: string }[] {
    return this.deps.controls.tabs.map((key) => ({ key, label: this.words.tabs[key] }));
  }

  get tab(): ControlTab | '' {
    return this.deps.controls.tab ?? '';
  }

  /** What the panel will hold is being asked. */
  get waiting(): boolean {
    return this.deps.controls.reading.kind === 'reading';
  }

  /** Why there is no panel where there might be one; empty when there is nothing to say. */
  get note(): string {
    const { reading, waiting } = this.deps.controls;
    if (reading.kind === 'failed') return this.failure(this.words.unread, reading.code);
    return reading.kind === 'reading' && waiting.phase === 'slow' ? this.words.reading : '';
  }

  get retry(): boolean {
    return this.deps.controls.reading.kind === 'failed';
  }

  get steerable(): boolean {
    return this.deps.controls.tabs.includes('ptz');
  }

  get motions(): readonly PtzMotion[] {
    return this.deps.ptz.abilities?.motions ?? [];
  }

  /** Speeds to choose from; one is no choice. */
  get speeds(): number {
    return this.deps.ptz.abilities?.speeds ?? 1;
  }

  get line(): PtzLine {
    const { ptz, clock } = this.deps;
    return ptzLine(ptz.state, { words: this.deps.words(), now: clock.now() });
  }

  get hasPresets(): boolean {
    return this.deps.ptz.abilities?.presets ?? false;
  }

  /** Whether this person may change what the camera remembers. */
  get presetsEditable(): boolean {
    return this.deps.presets.stage.kind === 'ready' && this.deps.controls.may('manage');
  }

  get presetRows(): readonly PresetRow[] {
    const { work, presets } = this.deps.presets;
    return presets.map((preset) => {
      const name = this.presetName(preset.id);
      return {
        id: preset.id,
        name,
        going: fill(this.words.goTo, { name }),
        removing: fill(this.words.removePreset, { name }),
        busy: work?.id === preset.id,
      };
    });
  }

  removeTitle(id: string): string {
    return fill(this.words.removeTitle, { name: this.presetName(id) });
  }

  /** One line under the views: what is going on, or how the last work ended. */
  get presetLine(): string {
    const { stage, waiting, presets, work, result } = this.deps.presets;
    const { words } = this;
    if (stage.kind === 'unread') return this.failure(words.presetsUnread, stage.code);
    if (stage.kind === 'reading') {
      if (waiting.phase === 'skeleton') return words.presetsReading;
      return waiting.phase === 'slow' ? words.presetsSlow : '';
    }
    if (work !== null && waiting.phase === 'slow') return words.presetSlow;
    switch (result?.kind) {
      case 'there':
        return fill(words.presetThere, { name: this.presetName(result.id) });
      case 'failed':
        return this.presetFailure(result);
      case 'bad-name':
        return words.badName;
      case undefined:
        return stage.kind === 'ready' && presets.length === 0 ? words.presetsEmpty : '';
    }
  }

  get presetsUnread(): boolean {
    return this.deps.presets.stage.kind === 'unread';
  }

  private presetFailure({ work, code }: Extract<PresetResult, { kind: 'failed' }>): string {
    const { words } = this;
    if (work === 'save' && code === 'conflict') return words.presetUnsure;
    if (wasUnanswered(code)) return this.failure(words.presetDoubtful[work], code);
    return this.failure(fill(words.presetFailure, { what: words.presetFailed[work] }), code);
  }

  private presetName(id: string): string {
    const found = this.deps.presets.presets.find((preset) => preset.id === id);
    return found?.name ?? fill(this.words.presetUnnamed, { id });
  }

  private failure(template: string, code: FailureCode): string {
    const { title, next } = this.deps.words().errors[code];
    return fill(template, { why: title, next });
  }

  private get words(): Dictionary['control'] {
    return this.deps.words().control;
  }
}
