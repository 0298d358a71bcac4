import { readFileSync } from 'node:fs';
import type { Page, Request } from 'playwright-core';
import type { Phone } from './phone';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/**
 * All of WCAG 2.2 A and AA that a page can break, save three: WeChat decides how pages zoom; a target is measured by
 * what can be pressed of it, and more strictly, in `layout()`; names say more than what is seen, for those who hear them.
 */
const OPTIONS = `{
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
  rules: {
    'meta-viewport': { enabled: false },
    'target-size': { enabled: false },
    'label-content-name-mismatch': { enabled: false },
  },
  resultTypes: ['violations'],
}`;

const PATIENCE_MS = 10_000;
const POLL_MS = 60;

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** What axe finds wrong on the screen, as `rule of 3: the first element`. */
export async function findBarriers(page: Page): Promise<readonly string[]> {
  if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResult>(`axe.run(document, ${OPTIONS})`);
  return violations.map(({ id, nodes }) => `${id} of ${nodes.length}: ${nodes[0]?.html.slice(0, 160) ?? ''}`);
}

/** How long a page must stand still, and how long is waited for that, ms. */
interface Rest {
  readonly stillMs: number;
  readonly patienceMs: number;
}

/** Resolves once the page has heard from the cloud and shows it; with false where it never stands still. */
export async function comesToRest({ page, setData }: Phone, underWay: () => number, rest: Rest): Promise<boolean> {
  const giveUpAt = Date.now() + rest.patienceMs;
  for (let [calls, since] = [-1, Date.now()]; Date.now() < giveUpAt;) {
    const now = (await setData()).calls;
    if (now !== calls || underWay() > 0) [calls, since] = [now, Date.now()];
    else if (Date.now() - since >= rest.stillMs) return true;
    await page.waitForTimeout(POLL_MS);
  }
  return false;
}

/** Waits until the page has heard from the cloud and shows it. */
export async function settle(phone: Phone, underWay: () => number): Promise<void> {
  const isAtRest = await comesToRest(phone, underWay, { stillMs: POLL_MS, patienceMs: PATIENCE_MS });
  if (!isAtRest) throw new Error('the page does not come to rest');
}

/** Counts the calls of cloud functions that have not been answered. */
export function countCalls({ page }: Phone): () => number {
  const underWay = new Set<Request>();
  page.on('request', (request) => request.url().includes('/__cloud/') && underWay.add(request));
  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => underWay.delete(request));
  return () => underWay.size;
}
