import { TextDecoder, TextEncoder } from 'node:util';
// Brings the globals Component, Behavior and wx with it.
import 'miniprogram-simulate';

type Definition = Record<string, unknown>;
type Register = (definition: Definition) => unknown;

/** What this file adds to or replaces among the globals of the test kit. */
interface Globals {
  Component: Register;
  Page: Register;
  App: (options: unknown) => void;
  getApp: () => object;
  getCurrentPages: () => readonly unknown[];
  forgetModules: () => void;
}
const globals = globalThis as unknown as Globals;

Object.assign(globalThis, { TextDecoder, TextEncoder });
globals.App = () => undefined;
globals.getApp = () => ({ globalData: {} });
globals.getCurrentPages = () => [];
Object.assign(wx, {
  nextTick: (callback: () => void) => void Promise.resolve().then(callback),
  canIUse: () => true,
  cloud: { init: () => undefined, callFunction: () => Promise.reject(new Error('no cloud in this test')) },
});

/*
 * A module runs once per test file under jest, while the kit expects its script to run, and thus to register, each
 * time a component is loaded. So each definition is kept as it was written and registered again.
 */
const register = globals.Component;
const definitions = new Map<string, Definition>();
let running = '';

const kit = jest.requireActual<{ runJs: (file: string) => void }>('miniprogram-simulate/src/utils');
kit.runJs = (file) => {
  const known = definitions.get(file);
  if (known) {
    register(copyOf(known));
    return;
  }
  running = file;
  jest.requireActual(file);
};

/** Lets scripts run anew, with stores as after a start of the app. */
globals.forgetModules = () => {
  definitions.clear();
  jest.resetModules();
};

globals.Component = (definition) => {
  const methods = { groupSetData, ...(definition['methods'] as object) };
  const complete = { ...definition, methods };
  definitions.set(running, copyOf(complete));
  return register(complete);
};

/** A page is loaded as a component: what it declares beside data and behaviors becomes a method. */
globals.Page = ({ data, behaviors, options, ...rest }) => {
  const entries = Object.entries(rest);
  const methods = Object.fromEntries(entries.filter(([, value]) => typeof value === 'function'));
  const fields = Object.fromEntries(entries.filter(([, value]) => typeof value !== 'function'));
  return globals.Component({ data, behaviors, options, methods, ...fields });
};

/** The platform's own batching of setData, which Vant calls and the kit lacks. */
function groupSetData(this: unknown, callback: () => void): void {
  callback.call(this);
}

/** Registering writes into the definition one level deep; the copy keeps the original as written. */
function copyOf(definition: Definition): Definition {
  const copies = Object.entries(definition).map(([name, value]) => [name, copyOfMember(value)] as const);
  return Object.fromEntries(copies);
}

function copyOfMember(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice();
  const plain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
  return plain ? { ...value } : value;
}
