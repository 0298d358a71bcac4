import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RootComponent } from 'miniprogram-simulate';
import simulate from 'miniprogram-simulate';

const ROOT = path.resolve(__dirname, '../../miniprogram');

/** A component or page as mounted: whatever it declares, seen from outside. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the kit's own type parameters are invariant
export type Mounted = RootComponent<any, any, any> & {
  /** The kit has it; its types do not. */
  addEventListener(name: string, handler: (event: { readonly detail: unknown }) => void): void;
};

const mounted: Mounted[] = [];

/**
 * Compiles the component or page at `id` (a path below miniprogram/, no extension) and puts it into the document;
 * `before` sees it first, while its lifetimes have not run.
 */
export function mount(
  id: string,
  properties: Readonly<Record<string, unknown>> = {},
  before: (component: Mounted) => void = () => undefined,
): Mounted {
  const loaded = simulate.load(path.join(ROOT, id), {
    rootPath: ROOT,
    compiler: 'official',
    usingComponents: npmComponentsOf(id),
    compilerOptions: { maxBuffer: 64 * 1024 * 1024 },
  });
  const component = simulate.render(loaded, properties) as Mounted;
  before(component);
  component.attach(document.body.appendChild(document.createElement('div')));
  mounted.push(component);
  return component;
}

/** Takes everything mounted since the last call out of the document. */
export function unmountAll(): void {
  for (const component of mounted.splice(0)) component.detach();
  document.body.replaceChildren();
}

/** Makes the next mount run every script anew, so that stores are as after a start of the app. */
export function restartApp(): void {
  (globalThis as unknown as { forgetModules(): void }).forgetModules();
}

/** Lets bindings, observers and rendering catch up; takes no real time. */
export async function settle(rounds = 10): Promise<void> {
  for (let round = 0; round < rounds; round += 1) await Promise.resolve();
}

/** A finger on the innermost element that reads so, however deep in components within components. */
export function tapOn(component: Mounted, text: string): void {
  const all = [...(component.dom?.querySelectorAll('*') ?? [])];
  const element = all.filter(({ textContent }) => textContent.trim() === text).at(-1);
  if (!element) throw new Error(`nothing reads ${text}`);
  const finger = [{ identifier: 0, pageX: 0, pageY: 0 }];
  for (const [type, touches] of [
    ['touchstart', finger],
    ['touchend', []],
  ] as const) {
    element.dispatchEvent(Object.assign(new Event(type, { bubbles: true }), { touches, changedTouches: finger }));
  }
}

/** What a person reads, with runs of white space made one blank. */
export function textOf(component: { readonly dom: HTMLElement | undefined }): string {
  return (component.dom?.textContent ?? '').replace(/\s+/g, ' ').trim();
}

/**
 * The npm components that `id` and the components below it use, as paths below the root: the kit resolves files only.
 */
function npmComponentsOf(id: string, seen = new Set<string>()): Record<string, string> {
  if (seen.has(id)) return {};
  seen.add(id);
  const found: Record<string, string> = {};
  const using = { ...usingComponentsOf('app'), ...usingComponentsOf(id) };
  for (const [tag, target] of Object.entries(using)) {
    const own = target.startsWith('/') ? target.slice(1) : path.posix.join(path.posix.dirname(id), target);
    if (!existsSync(path.join(ROOT, `${own}.json`))) found[tag] = `/miniprogram_npm/${target}`;
    else if (!own.startsWith('miniprogram_npm/')) Object.assign(found, npmComponentsOf(own, seen));
  }
  return found;
}

function usingComponentsOf(id: string): Readonly<Record<string, string>> {
  const json: unknown = JSON.parse(readFileSync(path.join(ROOT, `${id}.json`), 'utf8'));
  const using = typeof json === 'object' && json !== null && 'usingComponents' in json ? json.usingComponents : {};
  return using as Readonly<Record<string, string>>;
}
