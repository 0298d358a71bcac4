import { mount, settle, textOf, unmountAll } from '../support/mount';
import { elementOf, hear, rolesOf } from '../support/screen-reader';

afterEach(unmountAll);

const shown = {
  cameraId: 'gate',
  name: '大门',
  tone: 'online',
  caption: '在线',
  label: '大门，在线，2 分钟前的画面，南京路店',
};

test('a card shows name and state, and its still only together with the still’s age', () => {
  const card = mount('components/camera-card/camera-card', { ...shown, cover: '/kept/gate.jpg', age: '2 分钟前' });

  expect(textOf(card)).toBe('大门在线2 分钟前');
  expect(card.dom?.querySelector('wx-image')).not.toBeNull();
});

test('without a still there is no age', () => {
  const card = mount('components/camera-card/camera-card', shown);

  expect(textOf(card)).toBe('大门在线');
  expect(card.dom?.querySelector('wx-image')).toBeNull();
});

test('a tap opens the camera, a long press holds it', async () => {
  const card = mount('components/camera-card/camera-card', shown);
  const told: unknown[] = [];
  card.addEventListener('open', ({ detail }) => told.push(['open', detail]));
  card.addEventListener('hold', ({ detail }) => told.push(['hold', detail]));

  const button = hear(card, 'button', shown.label);
  button.fire('tap');
  button.fire('longpress');
  await settle();

  expect(told).toEqual([
    ['open', { id: 'gate' }],
    ['hold', { id: 'gate' }],
  ]);
});

test('whoever cannot press for long has a button for it beside the card, not within it', async () => {
  const card = mount('components/camera-card/camera-card', { ...shown, more: '更多操作' });
  const told: unknown[] = [];
  card.addEventListener('open', ({ detail }) => told.push(['open', detail]));
  card.addEventListener('hold', ({ detail }) => told.push(['hold', detail]));

  hear(card, 'button', '更多操作 大门').fire('tap');
  await settle();

  expect(told).toEqual([['hold', { id: 'gate' }]]);
});

test('a still that does not load is told', async () => {
  const card = mount('components/camera-card/camera-card', { ...shown, cover: 'https://x/gate.jpg', age: '刚刚' });
  const told: unknown[] = [];
  card.addEventListener('broken', ({ detail }) => told.push(detail));

  elementOf(card, 'wx-image').fire('error');
  await settle();

  expect(told).toEqual([{ id: 'gate' }]);
});

test('a camera that is not loaded is a shape without a button', () => {
  const card = mount('components/camera-card/camera-card', { label: '正在加载' });

  expect(rolesOf(card)).toEqual([]);
  expect(textOf(card)).toBe('');
});
