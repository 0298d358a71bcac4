import type { RecordingPlace } from '../../../../typings/contract/domain';

export type ThemeName = 'light' | 'dark';

/**
 * The colours of the timeline. A canvas reads no stylesheet, so what `app.wxss` names is repeated here; what a place
 * recorded is the timeline's own.
 */
export interface Palette {
  /** What was chosen for a clip: unlike anything recorded. */
  readonly warning: string;
  readonly danger: string;
  readonly surface: string;
  readonly text: string;
  readonly secondary: string;
  readonly line: string;
  /** Under what was recorded, hatched where nothing was. */
  readonly track: string;
  readonly hatch: string;
  /** `motion` stands out from `other`, by height as well. */
  readonly recorded: Readonly<Record<RecordingPlace, { readonly other: string; readonly motion: string }>>;
}

export const PALETTES: Readonly<Record<ThemeName, Palette>> = {
  light: {
    warning: '#9a5b00',
    danger: '#d12a1d',
    surface: '#fff',
    text: '#16202b',
    secondary: '#5b6673',
    line: '#dfe4e9',
    track: '#f4f6f8',
    hatch: '#c5cdd5',
    recorded: {
      device: { other: '#4a9f95', motion: '#07584f' },
      cloud: { other: '#5f8fd3', motion: '#1c4a91' },
    },
  },
  dark: {
    warning: '#f5b454',
    danger: '#f97066',
    surface: '#1a2129',
    text: '#e8edf2',
    secondary: '#9aa6b2',
    line: '#2b343e',
    track: '#0f1419',
    hatch: '#3a4653',
    recorded: {
      device: { other: '#23897c', motion: '#5fe3d2' },
      cloud: { other: '#3f72bb', motion: '#9cc3fb' },
    },
  },
};
