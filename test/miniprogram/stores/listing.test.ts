import { camerasWithPage } from '../../../miniprogram/stores/listing';
import { makeChannel } from '../support/cloud';

const a = makeChannel('a');
const b = makeChannel('b');
const c = makeChannel('c');

test('a camera that two pages tell of stands once, as it was told last', () => {
  const renamed = { ...b, name: '后门' };
  const list = camerasWithPage([a, b], { channels: [renamed, c], next: null }, 'after-b');
  expect(list).toEqual({ cameras: [a, renamed, c], cursor: null, complete: true });
});

test('the first page begins the list anew', () => {
  const list = camerasWithPage([a, b], { channels: [c], next: 'after-c' }, null);
  expect(list).toEqual({ cameras: [c], cursor: 'after-c', complete: false });
});
