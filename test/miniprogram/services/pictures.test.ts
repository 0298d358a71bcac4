import { viewPictures } from '../../../miniprogram/services/pictures';

afterEach(() => Reflect.deleteProperty(globalThis, 'wx'));

test('pictures are shown large, beginning with the one that was tapped; a phone that cannot says nothing', () => {
  const orders: { readonly urls: readonly string[]; readonly current: string; readonly fail: () => void }[] = [];
  Reflect.set(globalThis, 'wx', { previewImage: (order: (typeof orders)[number]) => orders.push(order) });
  viewPictures(['a.jpg', 'b.jpg'], 'b.jpg');
  expect(orders).toMatchObject([{ urls: ['a.jpg', 'b.jpg'], current: 'b.jpg' }]);
  expect(() => orders[0]?.fail()).not.toThrow();
});
