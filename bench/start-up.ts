import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { buildApp } from '../sandbox/preview/build/app';
import { startPreview, type Preview } from '../sandbox/preview/server';
import { launchBrowser } from '../test/support/browser';
import { besidePeer, type Finding, type Measurement, type Row } from './report';
import { interleave, median, type Contestant } from './rounds';

const ROUNDS = 7;
const ROOT = join(__dirname, '..');
const LIST = 'pages/devices/devices';
const LIVE = 'live/pages/live/live';
type Step = 'scripts' | 'first-render';

interface AppJson {
  pages: string[];
  subPackages: { root: string; pages: string[] }[];
}
interface PageJson {
  usingComponents: Record<string, string>;
}

/** A part of the mini-program as WeChat would inject it before the page. */
interface Variant {
  readonly page: string;
  readonly pages: (app: AppJson) => readonly string[];
  /** Components of the page for which something empty stands, as under `componentPlaceholder`. */
  readonly without?: readonly string[];
}

const packaged = ({ subPackages }: AppJson, name: string): string[] =>
  subPackages.filter(({ root }) => root === name).flatMap(({ root, pages }) => pages.map((page) => `${root}/${page}`));

/** Everything of the page's package, as without `lazyCodeLoading`, and what the page itself requires. */
const VARIANTS = {
  listOfAll: { page: LIST, pages: ({ pages, ...rest }) => [...pages, ...allPackaged({ pages, ...rest })] },
  listOfPackage: { page: LIST, pages: ({ pages }) => pages },
  list: { page: LIST, pages: () => [LIST] },
  listWithoutSheet: { page: LIST, pages: () => [LIST], without: ['van-action-sheet'] },
  liveOfPackage: { page: LIVE, pages: (app) => [LIST, LIVE, ...app.pages.slice(1), ...packaged(app, 'live')] },
  live: { page: LIVE, pages: () => [LIVE] },
  liveWithoutPanels: {
    page: LIVE,
    pages: () => [LIVE],
    without: ['phrase-list', 'talk-pad', 'snapshot-bar', 'switch-list', 'link-list', 'stats-panel'],
  },
} satisfies Record<string, Variant>;
type Name = keyof typeof VARIANTS;
const NAMES = Object.keys(VARIANTS) as Name[];
type Opened = Readonly<Record<Name, { readonly preview: Preview; readonly kb: number }>>;

function allPackaged(app: AppJson): string[] {
  return app.subPackages.flatMap(({ root }) => packaged(app, root));
}

interface Figures {
  readonly kb: number;
  /** ms. */
  readonly scripts: number;
  readonly firstRender: number;
  /** Its scripts' time ÷ the other's in the same round. */
  readonly besides: (peer: Name) => number;
}

/** What a start costs before the first picture: code, its evaluation, and the first rendering, by what is injected. */
export const startUp: Measurement = {
  name: 'start-up',
  async measure() {
    const browser = await launchBrowser();
    const folders: string[] = [];
    const previews: Preview[] = [];
    try {
      const opened: Partial<Record<Name, { preview: Preview; kb: number }>> = {};
      for (const name of NAMES) {
        const root = writeVariant(VARIANTS[name]);
        folders.push(root);
        const preview = await serve(root);
        previews.push(preview);
        opened[name] = { preview, kb: await sizeOf(root) };
      }
      return report(await measureAll(browser, opened as Opened));
    } finally {
      await browser.close();
      for (const preview of previews) await preview.close();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    }
  },
};

function writeVariant({ page, pages, without = [] }: Variant): string {
  const root = mkdtempSync(join(tmpdir(), 'kandian-start-'));
  cpSync(join(ROOT, 'miniprogram'), root, { recursive: true, filter: (path) => !path.endsWith('miniprogram_npm') });
  const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
  const write = (file: string, json: object): void => writeFileSync(join(root, file), JSON.stringify(json));
  const app = read('app.json') as AppJson;
  write('app.json', { ...app, pages: [...new Set([page, ...pages(app)])], subPackages: [], tabBar: undefined });
  const { usingComponents, ...rest } = read(`${page}.json`) as PageJson;
  const used = Object.entries(usingComponents).map(([tag, path]) => [tag, without.includes(tag) ? '/later' : path]);
  write(`${page}.json`, { ...rest, usingComponents: Object.fromEntries(used) as object });
  writeFileSync(join(root, 'later.json'), '{ "component": true }');
  writeFileSync(join(root, 'later.wxml'), '');
  return root;
}

/** The cloud does not answer: the page is drawn as it is before the first answer. */
const serve = (miniprogramDir: string): Promise<Preview> =>
  startPreview({
    port: 0,
    miniprogramDir,
    invoke: () => new Promise(() => undefined),
    control: () => undefined,
    trustedCertificates: [],
  });

async function sizeOf(root: string): Promise<number> {
  const { js, css } = await buildApp({ root, nodeModules: join(ROOT, 'node_modules') });
  return (js.length + css.length) / 1024;
}

async function measureAll(browser: Browser, opened: Opened): Promise<Readonly<Record<Name, Figures>>> {
  const renders = new Map<Name, number[]>(NAMES.map((name) => [name, []]));
  const starts = NAMES.map((name): [Name, Contestant] => {
    const start = async () => {
      const took = await startOnce(browser, opened[name].preview.url, VARIANTS[name].page);
      renders.get(name)?.push(took['first-render']);
      return took.scripts;
    };
    return [name, start];
  });
  const { medians, ratio } = await interleave(ROUNDS, Object.fromEntries(starts) as Record<Name, Contestant>);
  const entries = NAMES.map((name): [Name, Figures] => {
    const figures = { kb: opened[name].kb, scripts: medians[name], firstRender: median(renders.get(name) ?? []) };
    return [name, { ...figures, besides: (peer) => ratio(name, peer) }];
  });
  return Object.fromEntries(entries) as Record<Name, Figures>;
}

/** ms that the scripts' evaluation and the first rendering took. */
async function startOnce(browser: Browser, url: string, page: string): Promise<Record<Step, number>> {
  const context = await browser.newContext({ viewport: { width: 375, height: 812 } });
  const tab = await context.newPage();
  await tab.goto(`${url}/phone/#/${page}?channel=0123456789`);
  await tab.waitForFunction("performance.getEntriesByName('kandian:first-render').length > 0");
  const durationOf = (step: Step) =>
    tab.evaluate<number>(`performance.getEntriesByName('kandian:${step}')[0].duration`);
  const figures = { scripts: await durationOf('scripts'), 'first-render': await durationOf('first-render') };
  await context.close();
  return figures;
}

/** Code is counted; its time is told only where it stands out from what the machine does meanwhile. */
function report(figures: Readonly<Record<Name, Figures>>): Finding {
  const code = (what: string, name: Name, peer: Name): Row =>
    besidePeer(
      { what: `${what}: code`, unit: 'KB' },
      { ours: figures[name].kb, peer: figures[peer].kb },
      { atMost: 1 },
    );
  const { list, listOfPackage, listOfAll, live } = figures;
  const times = { ours: listOfPackage.scripts, peer: listOfAll.scripts, ratio: listOfPackage.besides('listOfAll') };
  return {
    rows: [
      code('list: its package, beside everything', 'listOfPackage', 'listOfAll'),
      besidePeer({ what: 'list: its package, beside everything: evaluation', unit: 'ms' }, times, { atMost: 1 }),
      code('list: what it requires, beside its package', 'list', 'listOfPackage'),
      code('live: what it requires, beside its packages', 'live', 'liveOfPackage'),
      code('list: a placeholder for its sheet, beside the sheet', 'listWithoutSheet', 'list'),
      code('live: placeholders for closed panels, beside the panels', 'liveWithoutPanels', 'live'),
    ],
    notes: [
      `start-up: without an answer of the cloud the first rendering takes ${list.firstRender.toFixed(0)} ms on the list ` +
        `and ${live.firstRender.toFixed(0)} ms on the live page. Code is counted as the preview bundles it, not minified.`,
    ],
  };
}
