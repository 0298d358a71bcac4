import { showChoice } from './choice';

/** What `GET /__sandbox/log` sends, one a line. */
interface Entry {
  readonly kind: 'cloud' | 'vendor';
  readonly at: number;
  readonly outcome: string;
  readonly openid?: string;
  readonly action?: string;
  readonly ms?: number;
  readonly vendor?: string;
  readonly call?: string;
}
type Kind = 'all' | Entry['kind'];

const KEPT = 500;
const GOOD = new Set(['ok', '200', '0']);

/** Follows the calls of cloud functions and of the vendors' clouds as they happen. */
export function showLog(section: Element | null): void {
  const list = section?.querySelector('ol');
  const filter = section?.querySelector('input');
  if (list === null || list === undefined || filter === null || filter === undefined) return;
  let kind: Kind = 'all';
  const sift = (): void => {
    for (const row of list.children) if (row instanceof HTMLElement) row.hidden = !matches(row, kind, filter.value);
  };
  const kinds = [
    { value: 'all', label: '全部' },
    { value: 'cloud', label: '云函数' },
    { value: 'vendor', label: '厂商' },
  ] as const;
  showChoice<Kind>(section?.querySelector('[data-log-kind]') ?? null, kinds, kind, (chosen) => {
    kind = chosen;
    sift();
  });
  filter.addEventListener('input', sift);
  new EventSource('/__sandbox/log').onmessage = ({ data }) => {
    const row = toRow(JSON.parse(String(data)) as Entry);
    row.hidden = !matches(row, kind, filter.value);
    list.prepend(row);
    while (list.childElementCount > KEPT) list.lastElementChild?.remove();
  };
}

const matches = (row: HTMLElement, kind: Kind, words: string): boolean =>
  (kind === 'all' || row.dataset['kind'] === kind) &&
  row.textContent.toLowerCase().includes(words.trim().toLowerCase());

function toRow(entry: Entry): HTMLElement {
  const row = document.createElement('li');
  const who = entry.kind === 'cloud' ? (entry.openid ?? '').replace(/^sandbox-/, '') : (entry.vendor ?? '');
  const what = entry.kind === 'cloud' ? `${entry.action ?? ''} ${entry.ms ?? 0} ms` : (entry.call ?? '');
  row.dataset['kind'] = entry.kind;
  row.dataset['bad'] = String(!GOOD.has(entry.outcome));
  for (const text of [new Date(entry.at).toTimeString().slice(0, 8), who, what, entry.outcome]) {
    const cell = document.createElement('span');
    cell.textContent = text;
    row.append(cell);
  }
  return row;
}
