import type { BootPlan } from './boot-plan';
import { Device } from './device';
import { defineElements } from './elements/index';
import { Entries } from './entries';
import { files } from './files';
import { holdFor } from './holdings';
import { extendInstances, type SetDataCall } from './glass/caller';
import { ScriptGlobals } from './glass/globals';
import { createSpace } from './glass/space';
import { createHooks, recordSetData, takeReloadedStack } from './hooks';
import { installKeys } from './keys';
import { installOverlay } from './overlay';
import { Leaving } from './pages/leaving';
import { Shell } from './pages/shell';
import { PageStack } from './pages/stack';
import { Themes } from './pages/theme';
import { formatAddress, parseAddress } from './pages/url';
import type { Phone } from './phone';
import { watchReactions } from './reactions';
import { reportError } from './report';
import { followMessages } from './service-messages';
import { Signal } from './signal';
import { timers } from './timers';
import { cancelTouches, installTouch } from './touch';
import type { AppSignals, LaunchOptions } from './wx/events';
import { createWx } from './wx/index';

/** From the list of mini-programs; an entry of another kind may be given as `?scene=1047`. */
const LAUNCH_SCENE = 1001;

/** Brings a mini-program up in this window. Called by the bundle that the build makes. */
export async function boot(plan: BootPlan): Promise<void> {
  installOverlay();
  window.addEventListener('error', ({ error, message }) => reportError(error ?? message));
  window.addEventListener('unhandledrejection', ({ reason }) => reportError(describeReason(reason)));
  try {
    await start(plan);
  } catch (error) {
    reportError(error);
  }
}

async function start(plan: BootPlan): Promise<void> {
  const device = new Device(new URLSearchParams(location.search));
  await files.load(device.openid);
  const themes = new Themes(plan, device);
  const space = createSpace(plan);
  const pages = document.createElement('main');
  document.body.prepend(pages);
  const stack = new PageStack(plan, space, themes, pages);
  const leaving = new Leaving(stack, device);
  const shell = new Shell(plan, device, themes, stack);
  shell.backAsked.add(() => void leaving.goBack());
  const calls: SetDataCall[] = [];
  const signals: AppSignals = { show: new Signal(), hide: new Signal() };
  const launch = launchOptions(plan, stack);
  const entries = new Entries(launch);
  const phone: Phone = { plan, device, stack, leaving, shell, themes, entries };

  defineElements(space.components, phone);
  extendInstances(stack, (call) => recordSetData(calls, call));
  holdFor(() => stack.all.at(-1) ?? null);
  watchReactions(plan.loadMobx?.());
  installTouch();
  installKeys();
  const globals = new ScriptGlobals(space);
  Object.assign(globalThis, {
    wx: createWx(phone, signals),
    getCurrentPages: () => stack.all.map((page) => page.instance),
    __kandian: createHooks(phone, calls),
    __timers: timers,
  });

  performance.mark('kandian:begin');
  plan.loadApp?.();
  for (const { id, load } of plan.components) globals.run(id, load);
  performance.measure('kandian:scripts', 'kandian:begin');
  followBackground(phone, globals, signals);
  followMessages(phone);
  globals.callApp('onLaunch', launch);
  globals.callApp('onShow', launch);
  stack.changed.add(() => history.replaceState(null, '', `#/${stack.top.url}`));
  window.addEventListener('resize', () => stack.top.resize({ windowWidth: innerWidth, windowHeight: innerHeight }));
  performance.mark('kandian:open');
  openPages(stack, launch, takeReloadedStack());
  performance.measure('kandian:first-render', 'kandian:open');
}

function launchOptions(plan: BootPlan, stack: PageStack): LaunchOptions {
  const asked = parseAddress(location.hash.slice(1), '');
  const entry = plan.app.entryPagePath ?? plan.app.pages[0] ?? '';
  const { route: path, query } = stack.has(asked.route) ? asked : { route: entry, query: {} };
  const scene = Number(new URLSearchParams(location.search).get('scene') ?? '') || LAUNCH_SCENE;
  return { path, query, scene, referrerInfo: {} };
}

/** After a hot reload the pages come back one on the other, as they were opened. */
function openPages(stack: PageStack, { path, query }: LaunchOptions, reloaded: readonly string[]): void {
  const [first, ...rest] = reloaded.filter((url) => stack.has(parseAddress(`/${url}`, '').route));
  stack.reLaunch(`/${first ?? formatAddress({ route: path, query })}`);
  for (const url of rest) stack.navigateTo(`/${url}`);
}

/** WeChat in the background hides the page on top first, then the app; coming back goes the other way round. */
function followBackground({ device, stack, entries }: Phone, globals: ScriptGlobals, app: AppSignals): void {
  device.onChange('visible', (visible) => {
    if (!visible) cancelTouches();
    if (visible) {
      const opens = entries.take();
      globals.callApp('onShow', entries.current);
      app.show.emit(entries.current);
      if (opens === null) stack.top.show();
      else stack.reLaunch(opens);
      return;
    }
    stack.top.hide();
    globals.callApp('onHide');
    app.hide.emit(undefined);
  });
}

const describeReason = (reason: unknown): unknown =>
  reason instanceof Error || typeof reason !== 'object' ? reason : new Error(JSON.stringify(reason));
