import { routes } from '../../miniprogram/services/routes';
import type { Action, CallEvent, OutputOf } from '../../typings/contract/calls';
import type { Invite } from '../../typings/contract/codes';
import type { CloudVideo } from '../../typings/contract/domain';
import type { Holding, Layout, SetDataCount } from '../../sandbox/preview/runtime/records';
import { countCalls, findBarriers, settle } from '../support/page-audit';
import { openPhone, type Phone, type PhoneOptions } from '../support/phone';
import { openStage, type Stage } from '../support/stage';
import { pagesOfApp, planTour, type Stop } from '../support/tour';

jest.setTimeout(120_000);

/** What WeChat's audit lets pass. */
const MOST = { nodes: 999, depth: 29, children: 60, setDataPerSecond: 20, setDataBytes: 256 * 1024 };
/** Images whose size is not the page's: stills as the vendors make them. */
const LARGER_IMAGES: readonly string[] = ['pages/devices/devices'];
/** What ends by itself has ended. */
const LINGER_MS = 3_000;

let stage: Stage;
let stops: readonly Stop[];
/** What people called their cameras, accounts and each other is as long as it is. */
let names: readonly string[];

beforeAll(async () => {
  stage = await openStage();
  stops = await planTour(stage.sandbox);
  names = await readNames(stage);
});
afterAll(() => stage.close());

async function readNames({ sandbox }: Stage): Promise<readonly string[]> {
  const [{ channels }, { accounts }, { members }] = await Promise.all([
    sandbox.call('owner', 'monitor', 'channel.list', {}),
    sandbox.call('owner', 'manage', 'account.list', {}),
    sandbox.call('owner', 'manage', 'member.list', {}),
  ]);
  return [...channels, ...accounts, ...members].map(({ name }) => name);
}

/** A screen that every page is also seen on, without being opened anew; px. */
interface Screen {
  readonly width: number;
  readonly height: number;
}

const PHONE = { width: 375, height: 812 };
const LARGE_PHONE = { width: 430, height: 932 };
const SMALL_PHONE = { width: 320, height: 568 };
const TURNED = { width: 812, height: 375 };
const SMALL_TURNED = { width: 568, height: 320 };
const TABLET = { width: 768, height: 1_024 };

interface Finding {
  readonly page: string;
  readonly layout: Layout;
  readonly setData: SetDataCount;
  readonly barriers: readonly string[];
  /** What the page's bar leaves out of its title; empty when nothing. */
  readonly cutTitle: string;
  /** What does not fit another screen. */
  readonly misfits: readonly string[];
}

interface Tour {
  readonly findings: readonly Finding[];
  /** Before and after, on a page that does nothing by itself. */
  readonly before: readonly Holding[];
  readonly after: readonly Holding[];
  readonly reports: readonly unknown[];
}

/** Goes to each page as the owner, and looks at it when it has come to rest, on its own screen and on the others. */
async function take(look: Partial<PhoneOptions>, others: readonly Screen[]): Promise<Tour> {
  const phone = await openPhone(stage.browser, { url: stage.sandbox.url, persona: 'owner', ...look });
  const underWay = countCalls(phone);
  const visit = async (address: string): Promise<void> => {
    await phone.resetSetData();
    // Not from outside: WeChat would hide the page before, which then has less to let go of when it is closed.
    await phone.page.evaluate(`wx.reLaunch({ url: ${JSON.stringify(address)} })`);
    await settle(phone, underWay);
  };
  await visit(routes.scan());
  const before = await phone.holdings();
  const findings: Finding[] = [];
  for (const { page, address } of stops) {
    await visit(address);
    const [layout, setData] = [await phone.layout(), await phone.setData()];
    const [barriers, cutTitle] = [await findBarriers(phone.page), await readCutTitle(phone)];
    findings.push({ page, layout, setData, barriers, cutTitle, misfits: await tryOn(phone, others) });
  }
  await visit(routes.scan());
  const after = await atRest(phone);
  const reports = await phone.page.evaluate<readonly unknown[]>('__kandian.reports');
  await phone.close();
  return { findings, before, after, reports };
}

/** WeChat draws the bar: it gives a title as much room as lies between its own buttons. */
const readCutTitle = ({ page }: Phone): Promise<string> =>
  page.evaluate(`(({ scrollWidth, clientWidth, textContent }) => (scrollWidth > clientWidth ? textContent : ''))(
    document.querySelector('.nav-title'))`);

async function tryOn(phone: Phone, others: readonly Screen[]): Promise<readonly string[]> {
  const own = phone.page.viewportSize();
  const misfits: string[] = [];
  for (const screen of others) {
    await phone.page.setViewportSize(screen);
    await phone.page.evaluate(`new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))`);
    const { small, cut, overflow } = await phone.layout();
    const amiss = [...small, ...cut, ...above('overflow', overflow, 0)];
    misfits.push(...amiss.map((what) => `${screen.width}×${screen.height}: ${what}`));
  }
  if (own) await phone.page.setViewportSize(own);
  return misfits;
}

/** What is still held when nothing more is let go of. */
async function atRest(phone: Phone): Promise<readonly Holding[]> {
  const giveUpAt = Date.now() + LINGER_MS;
  for (;;) {
    const held = await phone.holdings();
    if (!held.some(({ left }) => left) || Date.now() > giveUpAt) return held;
    await phone.page.waitForTimeout(100);
  }
}

/** What there is more of after than there was before, whoever took it. */
function gained({ before, after }: Tour): readonly string[] {
  const known = before.map(nameOf);
  return after.map(nameOf).filter((name) => {
    const at = known.indexOf(name);
    if (at >= 0) known.splice(at, 1);
    return at < 0;
  });
}

const nameOf = ({ kind, what }: Holding): string => `${kind} ${what}`;

/** The pages on which something is amiss, with what it is. */
function list({ findings }: Tour, find: (finding: Finding) => readonly string[]): readonly string[] {
  return findings.flatMap((finding) => find(finding).map((amiss) => `${finding.page}: ${amiss}`));
}

const above = (what: string, is: number, most: number): readonly string[] => (is > most ? [`${what} ${is}`] : []);

function judge(tour: Tour): void {
  expect({
    barriers: list(tour, ({ barriers }) => barriers),
    small: list(tour, ({ layout }) => layout.small),
    cut: list(tour, ({ layout }) => layout.cut),
    overflow: list(tour, ({ layout }) => above('overflow', layout.overflow, 0)),
    misfits: list(tour, ({ misfits }) => misfits),
    cutTitles: list(tour, ({ cutTitle }) => (hasName(cutTitle) ? [] : [cutTitle].filter(Boolean))),
    beyondAudit: list(tour, beyondAudit),
    reports: tour.reports,
    leftBehind: tour.after.filter(({ left }) => left),
  }).toEqual({
    ...{ barriers: [], small: [], cut: [], overflow: [], misfits: [], cutTitles: [] },
    ...{ beyondAudit: [], reports: [], leftBehind: [] },
  });
  expect(gained(tour)).toEqual([]);
}

const hasName = (title: string): boolean => names.some((name) => title.includes(name));

const beyondAudit = ({ page, layout, setData }: Pick<Finding, 'page' | 'layout' | 'setData'>): readonly string[] => [
  ...above('nodes', layout.nodes, MOST.nodes),
  ...above('depth', layout.depth, MOST.depth),
  ...above('children', layout.mostChildren, MOST.children),
  ...above('setData in a second', setData.peakPerSecond, MOST.setDataPerSecond),
  ...above('bytes of a setData', setData.largest, MOST.setDataBytes),
  ...(LARGER_IMAGES.includes(page)
    ? []
    : layout.images.flatMap(({ source, pixels, shown }) => above(source, pixels, shown))),
];

test('the tour goes to every page of the mini-program', () => {
  expect(stops.map(({ page }) => page).sort()).toEqual([...pagesOfApp()].sort());
});

test('every page, light and Chinese, passes WeChat’s audit, and none leaves anything behind', async () => {
  judge(await take({}, [SMALL_PHONE, LARGE_PHONE, TURNED, TABLET]));
});

test('every page passes on a narrow phone in care mode, dark and in English', async () => {
  judge(await take({ width: 320, dark: true, language: 'en', typeScale: 1.4 }, [PHONE, SMALL_TURNED, TABLET]));
});

test('lists as long as they can be draw what is near the screen, and lie as they lay when one comes back', async () => {
  const phone = await openPhone(stage.browser, { url: stage.sandbox.url, persona: 'owner' });
  const underWay = countCalls(phone);
  await grow(phone, {
    'video.list': { videos: Array.from({ length: 1_000 }, (_, index) => makeVideo(index)), pages: 1, offsets: [] },
    'invite.list': { invites: Array.from({ length: 100 }, (_, index) => makeInvite(index)) },
  });
  const first = phone.page.locator('wx-view[class*="drawn"]').nth(1);
  const grown = stops.filter(({ page }) => /videos|invites/.test(page));
  expect(grown).toHaveLength(2);
  for (const { page, address } of grown) {
    await phone.page.evaluate(`wx.reLaunch({ url: ${JSON.stringify(address)} })`);
    await settle(phone, underWay);
    const before = [await first.textContent(), await first.boundingBox()];
    await phone.page.mouse.move(180, 500);
    for (const way of [2_000, 2_000, -5_000]) {
      await phone.resetSetData();
      await phone.page.mouse.wheel(0, way);
      await phone.page.waitForTimeout(200);
      await settle(phone, underWay);
      const [layout, setData] = [await phone.layout(), await phone.setData()];
      expect(beyondAudit({ page, layout, setData })).toEqual([]);
      expect(setData.calls).toBeGreaterThan(0);
    }
    expect([await first.textContent(), await first.boundingBox()]).toEqual(before);
  }
  await phone.close();
});

/** The cloud of that phone has these lists from now on. */
async function grow(phone: Phone, lists: { readonly [A in Action]?: OutputOf<A> }): Promise<void> {
  await phone.page.route('**/__cloud/**', async (route) => {
    const { event } = route.request().postDataJSON() as { readonly event: CallEvent };
    const data = lists[event.action];
    if (data === undefined) await route.continue();
    else await route.fulfill({ json: { ok: true, data }, headers: { 'x-request-id': '1' } });
  });
}

function makeVideo(index: number): CloudVideo {
  const from = Date.now() - index * 3_600_000;
  return { id: `v${index}`, name: `录像 ${index}`, from, to: from + 600_000, bytes: 48_000_000 };
}

function makeInvite(index: number): Invite {
  const [by, stores] = [{ id: 'm', name: '小周', visitorCode: 'K7M2QX' }, [{ id: 's', name: '南京路店' }]];
  const times = { createdAt: Date.now(), expiresAt: Date.now() + 3_600_000 };
  return { id: `i${index}`, role: 'staff', state: 'open', usedBy: null, by, stores, ...times };
}
