import { clampScale } from '../../../miniprogram/services/appearance';
import { createNetwork, type NetworkState } from '../../../miniprogram/services/network';

type Change = (change: { isConnected: boolean; networkType: string }) => void;

afterEach(() => Reflect.deleteProperty(globalThis, 'wx'));

/** A phone that answers later, as WeChat does. */
function makePhone() {
  const answers: ((type: string) => void)[] = [];
  const changes: Change[] = [];
  const returns: (() => void)[] = [];
  Reflect.set(globalThis, 'wx', {
    getNetworkType: ({ success }: { success: (result: { networkType: string }) => void }) =>
      answers.push((networkType) => success({ networkType })),
    onNetworkStatusChange: (listener: Change) => changes.push(listener),
    onAppShow: (listener: () => void) => returns.push(listener),
  });
  return {
    answer: (type: string) => answers.splice(0).forEach((each) => each(type)),
    comeBack: () => returns.forEach((each) => each()),
    change: (isConnected: boolean, networkType: string) =>
      changes.forEach((each) => each({ isConnected, networkType })),
  };
}

test.each([
  ['wifi', { connected: true, kind: 'wifi' }],
  ['5g', { connected: true, kind: 'cellular' }],
  ['none', { connected: false, kind: 'none' }],
  ['ethernet', { connected: true, kind: 'unknown' }],
])('a phone on %s is %j', (type, state) => {
  const phone = makePhone();
  const network = createNetwork();
  expect(network.current()).toEqual({ connected: true, kind: 'unknown' });

  phone.answer(type);

  expect(network.current()).toEqual(state);
});

test('changes are told until nobody listens any more', () => {
  const phone = makePhone();
  const network = createNetwork();
  const told: NetworkState[] = [];
  const stop = network.onChange((state) => told.push(state));

  phone.change(false, 'wifi');
  stop();
  phone.change(true, '4g');

  expect(told).toEqual([{ connected: false, kind: 'none' }]);
  expect(network.current()).toEqual({ connected: true, kind: 'cellular' });
});

test('a network that came back while the app slept is noticed when the app wakes', () => {
  const phone = makePhone();
  const network = createNetwork();
  phone.answer('none');
  const told: NetworkState[] = [];
  network.onChange((state) => told.push(state));

  phone.comeBack();
  phone.answer('wifi');

  expect(told).toEqual([{ connected: true, kind: 'wifi' }]);
});

test('the same network again is no change', () => {
  const phone = makePhone();
  const network = createNetwork();
  phone.answer('wifi');
  const told: NetworkState[] = [];
  network.onChange((state) => told.push(state));

  phone.comeBack();
  phone.answer('wifi');

  expect(told).toEqual([]);
});

test.each([
  [0.8, 1],
  [1.2, 1.2],
  [2, 1.4],
  [NaN, 1],
])('letters set to %f are drawn at %f', (wanted, drawn) => {
  expect(clampScale(wanted)).toBe(drawn);
});
