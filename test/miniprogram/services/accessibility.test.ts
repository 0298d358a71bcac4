import { readsScreenAloud } from '../../../miniprogram/services/accessibility';

afterEach(() => Reflect.deleteProperty(globalThis, 'wx'));

interface Callbacks {
  readonly success: (answer: { open: boolean }) => void;
  readonly fail: () => void;
}

test.each([
  ['reads it', (callbacks: Callbacks) => callbacks.success({ open: true }), true],
  ['does not', (callbacks: Callbacks) => callbacks.success({ open: false }), false],
  ['cannot tell', (callbacks: Callbacks) => callbacks.fail(), false],
])('a phone that %s', async (_, checkIsOpenAccessibility, expected) => {
  Reflect.set(globalThis, 'wx', { canIUse: () => true, checkIsOpenAccessibility });
  expect(await readsScreenAloud()).toBe(expected);
});

test('a base library that cannot be asked counts as one that does not', async () => {
  Reflect.set(globalThis, 'wx', { canIUse: () => false });
  expect(await readsScreenAloud()).toBe(false);
});
