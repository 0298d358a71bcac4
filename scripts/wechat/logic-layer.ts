import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { findModule } from './modules';
import { isWithinReach } from './sub-packages';
import type { AppJson } from './tags';

/** What stands before each script on its first line. */
export const BEFORE_SCRIPT = '(function(require,module,exports){';

type Definition = Readonly<Record<string, unknown>>;

/** What a compiled script handed to App, Page or Component. */
export interface Registration {
  readonly kind: 'App' | 'Page' | 'Component';
  readonly definition: Definition;
}

export interface LogicLayer {
  /** Runs one compiled script as WeChat's logic layer would; throws what it throws. */
  run(file: string): Registration | null;
}

const DEVICE = {
  SDKVersion: '3.8.0',
  platform: 'devtools',
  system: 'iOS 17',
  windowWidth: 375,
  windowHeight: 667,
  pixelRatio: 2,
  language: 'zh_CN',
  version: '8.0.50',
  theme: 'light',
};

const KNOWN_API = {
  getSystemInfoSync: () => DEVICE,
  getAppBaseInfo: () => DEVICE,
  getDeviceInfo: () => DEVICE,
  getWindowInfo: () => DEVICE,
  getStorageSync: () => '',
  canIUse: () => true,
  getAccountInfoSync: () => ({ miniProgram: { appId: 'touristappid', envVersion: 'develop', version: '' } }),
  nextTick: (work: () => void) => work(),
};

/** An object whose every other member is a function that answers another such object, which is no promise. */
const lenient = (known: object): object =>
  new Proxy(known, {
    get(target, key): unknown {
      if (key in target) return Reflect.get(target, key);
      return typeof key === 'symbol' || key === 'then' ? undefined : () => lenient({});
    },
  });

/** A logic layer over the compiled package in `root`, with a WeChat that answers nothing; `read` gives each script. */
export function createLogicLayer(root: string, packages: AppJson, read = readText): LogicLayer {
  let registered: Registration | null = null;
  let app: Definition = {};
  const register = (kind: Registration['kind']) => (definition: Definition) => {
    if (registered !== null) throw new Error(`it registers ${kind}() a second time`);
    registered = { kind, definition };
    if (kind === 'App') app = definition;
    return kind;
  };
  const context = createContext({
    console,
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    wx: lenient({ ...KNOWN_API, cloud: lenient({}) }),
    App: register('App'),
    Page: register('Page'),
    Component: register('Component'),
    Behavior: (definition: Definition) => definition,
    getApp: () => app,
    requirePlugin: () => lenient({}),
    getCurrentPages: () => [],
    global: {},
  });
  const modules = new Map<string, { exports: unknown }>();

  function load(file: string): unknown {
    const known = modules.get(file);
    if (known) return known.exports;
    const module = { exports: {} };
    modules.set(file, module);
    const source = `${BEFORE_SCRIPT}${read(file)}\n})`;
    const wrapped = runInContext(source, context, { filename: file }) as (...args: unknown[]) => void;
    wrapped(requireFrom(file), module, module.exports);
    return module.exports;
  }

  /** With something to do afterwards, or as `require.async`, it takes its time and reaches every sub-package. */
  function requireFrom(file: string): (request: string, done?: () => void) => unknown {
    const now = (request: string, done?: () => void) => (done === undefined ? load(reach(file, request)) : undefined);
    return Object.assign(now, { async: () => new Promise(() => undefined) });
  }

  function reach(from: string, request: string): string {
    const target = findModule(root, packages, from, request);
    if (target === null) throw new Error(`module "${request}" is not in the package`);
    const path = relative(root, target);
    if (isWithinReach(packages, relative(root, from), path)) return target;
    throw new Error(`${path} is in a sub-package that need not be there`);
  }

  return {
    run(file) {
      registered = null;
      modules.delete(file);
      load(file);
      return registered;
    },
  };
}

const readText = (file: string): string => readFileSync(file, 'utf8');
