import type { NetworkState } from '../../services/network';
import { fill } from '../../utils/fill';
import type { Dictionary } from '../i18n/index';
import type { Carriage } from './live-carriage';
import type { LiveStats } from './live-stats';

export interface FigureRow {
  readonly key: keyof Dictionary['live']['figures'];
  readonly label: string;
  readonly value: string;
}

export interface FigureSetting {
  readonly words: Dictionary['live'];
  readonly carriage: Carriage | null;
  readonly network: NetworkState['kind'];
}

const LINKS = ['best', 'good', 'fair', 'poor', 'bad', 'unusable'] as const;

/** The rows of the statistics panel; a figure that the player did not give is a dash. */
export function figureRows(stats: LiveStats, { words, carriage, network }: FigureSetting): readonly FigureRow[] {
  const { units, none, modes, networks, links, figures } = words;
  const number = (template: string, value: number | null) => (value === null ? none : fill(template, { n: value }));
  const link = stats.linkLevel === null ? undefined : LINKS[stats.linkLevel - 1];
  const size = stats.width === null || stats.height === null ? none : `${stats.width} × ${stats.height}`;
  const values: Readonly<Record<FigureRow['key'], string>> = {
    delay: number(units.milliseconds, rounded(stats.cacheMs)),
    frames: number(units.frames, rounded(stats.fps)),
    rate: number(units.rate, rounded(stats.bitrateKbps)),
    size,
    gop: number(units.seconds, stats.gopSeconds),
    jitter: number(units.milliseconds, rounded(stats.jitterMs)),
    link: link === undefined ? none : links[link],
    protocol: carriage?.protocol ?? none,
    mode: carriage === null ? none : modes[carriage.mode],
    network: networks[network],
    bytes: fill(units.megabytes, { n: megabytes(stats.bytes) }),
    mobileBytes: fill(units.megabytes, { n: megabytes(stats.mobileBytes) }),
  };
  return FIGURES.map((key) => ({ key, label: figures[key], value: values[key] }));
}

const FIGURES: readonly FigureRow['key'][] = [
  'delay',
  'frames',
  'rate',
  'size',
  'gop',
  'jitter',
  'link',
  'protocol',
  'mode',
  'network',
  'bytes',
  'mobileBytes',
];

/** The delay that the status line tells, such as 0.4 秒; empty while there is none. */
export function delayWords({ cacheMs }: LiveStats, words: Dictionary['live']): string {
  return cacheMs === null ? '' : fill(words.delay, { seconds: (cacheMs / 1000).toFixed(1) });
}

const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value));
const megabytes = (bytes: number): string => (bytes / 1_000_000).toFixed(1);
