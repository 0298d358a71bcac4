import type { NetworkState } from '../../services/network';
import type { PlayerEnvironment } from '../../services/player-environment';
import type { TraceEntry } from '../../stores/watching/trace';
import type { ZoneOffset } from '../../utils/time-words';
import type { Dictionary } from '../i18n/index';

export interface ReportLine {
  readonly key: string;
  readonly time: string;
  readonly text: string;
}

export interface FactRow {
  readonly label: string;
  readonly value: string;
}

/** What the phone is, for the head of a diagnosis. */
export function environmentFacts(
  environment: PlayerEnvironment,
  network: NetworkState['kind'],
  words: Pick<Dictionary, 'diagnosis' | 'live'>,
): readonly FactRow[] {
  const { diagnosis, live } = words;
  const { phone, system, wechat, library, microphone } = environment;
  const rows = [
    { label: diagnosis.phone, value: phone },
    { label: diagnosis.system, value: system },
    { label: diagnosis.wechat, value: wechat },
    { label: diagnosis.library, value: library },
    { label: diagnosis.network, value: live.networks[network] },
    { label: diagnosis.microphone, value: diagnosis.microphones[microphone] },
  ];
  return rows.filter(({ value }) => value !== '');
}

/** The steps in order, with the time of each to the millisecond. */
export function reportLines(
  entries: readonly TraceEntry[],
  words: Dictionary['diagnosis'],
  zone: ZoneOffset,
): readonly ReportLine[] {
  return entries.map(({ at, step, detail, times }, index) => ({
    key: `${at}-${index}`,
    time: new Date(at + zone(at)).toISOString().slice(11, 23),
    text: [words.kinds[step], detail, times > 1 ? `×${times}` : ''].filter((part) => part !== '').join(' '),
  }));
}

/** The whole diagnosis as text, to be sent on. */
export function reportText(facts: readonly FactRow[], lines: readonly ReportLine[], title: string): string {
  const head = facts.map(({ label, value }) => `${label}: ${value}`);
  return [title, ...head, '', ...lines.map(({ time, text }) => `${time}  ${text}`)].join('\n');
}
