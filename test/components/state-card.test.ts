import { mount, settle, textOf, unmountAll } from '../support/mount';

afterEach(unmountAll);

function tap(element: { dispatchEvent(name: string): void } | undefined): void {
  element!.dispatchEvent('tap');
}

test('a state card shows what, why and the way on', () => {
  const card = mount('components/state-card/state-card', {
    title: '摄像头离线',
    detail: '检查电源和网络',
    action: '重试',
    note: '编号 R1',
  });

  expect(textOf(card)).toBe('摄像头离线检查电源和网络 重试 编号 R1');
});

test('each button of a state card tells its own event', async () => {
  const card = mount('components/state-card/state-card', { title: 'x', action: 'main', secondary: 'quiet' });
  const told: string[] = [];
  card.addEventListener('action', () => told.push('action'));
  card.addEventListener('secondary', () => told.push('secondary'));

  tap(card.querySelector('.secondary'));
  card.querySelector('.button')?.dispatchEvent('tap');
  await settle();

  expect(told).toEqual(['secondary']);
});

test('without words there is no button', () => {
  const card = mount('components/state-card/state-card', { title: 'x' });

  expect(card.dom?.querySelectorAll('button, wx-button, .main--secondary').length).toBe(0);
});
