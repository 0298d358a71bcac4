import { mount, settle, textOf, unmountAll } from '../support/mount';
import { elementOf, hear, rolesOf } from '../support/screen-reader';

afterEach(unmountAll);

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
  const card = mount('components/state-card/state-card', { title: 'x', action: '重试', secondary: '诊断' });
  const told: string[] = [];
  card.addEventListener('action', () => told.push('action'));
  card.addEventListener('secondary', () => told.push('secondary'));

  hear(card, 'button', '诊断').fire('tap');
  elementOf(card, 'wx-button').fire('tap');
  await settle();

  expect(told).toEqual(['secondary', 'action']);
});

test('without words there is no button', () => {
  const card = mount('components/state-card/state-card', { title: 'x' });

  expect(rolesOf(card).map(({ role }) => role)).toEqual(['alert']);
  expect(card.dom?.querySelector('wx-button')).toBeNull();
});
