import fc from 'fast-check';
import { makeFleet, type DemoCamera } from '../../sandbox/fleet';

const keyOf = ({ vendor, serial, channel }: DemoCamera): string => `${vendor} ${serial} ${channel}`;
const countOf = (trait: DemoCamera['trait']): number =>
  makeFleet().cameras.filter((camera) => camera.trait === trait).length;

test('the default chain has six stores, 28 cameras, and three vendors in every store', () => {
  const { stores, cameras } = makeFleet();
  expect(stores.slice(0, 2)).toEqual([
    { name: '南京路店', zone: 'Asia/Shanghai' },
    { name: '人民广场店', zone: 'Asia/Shanghai' },
  ]);
  expect(stores).toHaveLength(6);
  expect(cameras).toHaveLength(28);
  for (const store of stores.keys()) {
    const vendors = cameras.filter((camera) => camera.store === store).map(({ vendor }) => vendor);
    expect(new Set(vendors)).toEqual(new Set(['ezviz', 'onenet', 'ovopark']));
  }
});

test('one camera each is offline, encrypted, H265, flaky and masked, at a vendor that knows such a thing', () => {
  for (const trait of ['offline', 'encrypted', 'h265', 'flaky', 'masked'] as const) expect(countOf(trait)).toBe(1);
  const vendorOf = (trait: DemoCamera['trait']) => makeFleet().cameras.find((camera) => camera.trait === trait)?.vendor;
  expect([vendorOf('encrypted'), vendorOf('masked'), vendorOf('h265'), vendorOf('main-only')]).toEqual([
    'ezviz',
    'ezviz',
    'ovopark',
    'onenet',
  ]);
});

test('numbers, addresses, labels and the names within a store are unique, in a chain of any size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3_000 }), (count) => {
      const { stores, cameras } = makeFleet(count);
      expect(cameras).toHaveLength(count);
      expect(new Set(cameras.map(({ device }) => device)).size).toBe(count);
      expect(new Set(cameras.map(keyOf)).size).toBe(count);
      expect(new Set(cameras.map(({ label }) => label)).size).toBe(count);
      expect(new Set(cameras.map(({ store, name }) => `${String(store)} ${name}`)).size).toBe(count);
      expect(cameras.every(({ store }) => stores[store] !== undefined)).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('a larger chain begins with the smaller one', () => {
  expect(makeFleet(500).cameras.slice(0, 100)).toEqual(makeFleet(100).cameras);
});

test('the largest chain has 20,000 cameras in stores of about 25, each store with a name of its own', () => {
  const { stores, cameras } = makeFleet(20_000);
  expect(cameras).toHaveLength(20_000);
  expect(cameras.at(-1)?.device).toBe(20_000);
  expect(stores.length).toBe(805);
  expect(new Set(stores.map(({ name }) => name)).size).toBe(stores.length);
  expect(cameras.every(({ serial, vendor }) => vendor !== 'ezviz' || /^[A-Z0-9]{9}$/.test(serial))).toBe(true);
});

test('names past the default chain carry numbers', () => {
  expect(makeFleet(1_000).cameras.some(({ name }) => name === '收银台 12')).toBe(true);
});

test('lenses on one box are in one store, and an offline box is offline altogether', () => {
  const boxes = new Map<string, DemoCamera[]>();
  for (const camera of makeFleet(2_000).cameras) {
    const key = `${camera.vendor} ${camera.serial}`;
    boxes.set(key, [...(boxes.get(key) ?? []), camera]);
  }
  for (const cameras of boxes.values()) {
    expect(new Set(cameras.map(({ store }) => store)).size).toBe(1);
    expect(new Set(cameras.map(({ trait }) => trait === 'offline')).size).toBe(1);
    expect(cameras.map(({ channel }) => channel)).toEqual(cameras.map((_, index) => String(index + 1)));
  }
});

test.each([0, -1, 1.5, 20_001, NaN])('%d cameras are refused', (count) => {
  expect(() => makeFleet(count)).toThrow(RangeError);
});
