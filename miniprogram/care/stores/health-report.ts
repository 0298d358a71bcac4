import type { CameraHealth } from '../../../typings/contract/health';
import type { FactSection } from './health-facts';
import type { HealthState } from './health-state';

interface Shown {
  readonly health: Pick<CameraHealth, 'name' | 'storeName'>;
  readonly state: HealthState;
  readonly causes: readonly { readonly title: string; readonly why: string; readonly next: string }[];
  readonly facts: readonly FactSection[];
  /** Of when it is. */
  readonly line: string;
}

interface Heads {
  readonly title: string;
  readonly causes: string;
  /** What is said where there are no causes. */
  readonly none: string;
}

/** A camera's health as text, to be sent on: what stands on the page, and no id. */
export function healthReport({ health, state, causes, facts, line }: Shown, heads: Heads): string {
  const found = causes.map(({ title, why, next }, index) => `${index + 1}. ${title} — ${why} — ${next}`);
  const sections = facts.flatMap(({ title, rows }) => [
    '',
    title,
    ...rows.map(({ label, value }) => `${label}: ${value}`),
  ]);
  return [
    `${heads.title} · ${health.name} · ${health.storeName}`,
    line,
    [state.word, state.since].filter((part) => part !== '').join(' · '),
    '',
    heads.causes,
    ...(found.length > 0 ? found : [heads.none]),
    ...sections,
  ].join('\n');
}
