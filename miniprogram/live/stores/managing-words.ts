import type { Dictionary } from '../i18n/index';
import type { ControlsStore } from './controls-store';

/** A way to a page for those who manage the camera that is watched. */
export interface ManagingRow {
  readonly key: 'watching' | 'code';
  readonly title: string;
  readonly detail: string;
}

/** Empty for whoever does not manage it. */
export function managingRows(controls: ControlsStore, { more }: Dictionary): readonly ManagingRow[] {
  if (!controls.may('manage')) return [];
  return [
    { key: 'watching', ...more.watchers },
    { key: 'code', ...more.code },
  ];
}
