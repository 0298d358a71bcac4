import { dictionaries } from '../../../miniprogram/live/i18n/index';
import { mount, settle, textOf, unmountAll } from '../../support/mount';

afterEach(unmountAll);

const words = dictionaries['zh-CN'].live;
const cameras = [
  { id: 'gate', name: '大门', reachability: 'online', label: '正在看 大门 在线' },
  { id: 'yard', name: '后院', reachability: 'offline', label: '切换到后院 离线' },
];

function switcher() {
  const component = mount('live/components/camera-switcher/camera-switcher', {
    words,
    title: '南京路店的摄像头',
    position: '1 / 2',
    current: 'gate',
    cameras,
  });
  const told: unknown[] = [];
  for (const event of ['step', 'choose']) {
    component.addEventListener(event, ({ detail }: { detail: unknown }) => told.push(detail));
  }
  return { component, told };
}

test('the switcher names the store, the place in it and its cameras', () => {
  expect(textOf(switcher().component)).toBe('上一个 南京路店的摄像头1 / 2 下一个 大门后院');
});

test('previous and next tell in which direction', async () => {
  const { component, told } = switcher();
  for (const button of component.querySelectorAll('.button')) button.dispatchEvent('tap');
  await settle();

  expect(told).toEqual([{ offset: -1 }, { offset: 1 }]);
});

test('choosing tells the camera, but not the one that is being watched', async () => {
  const { component, told } = switcher();
  for (const camera of component.querySelectorAll('.camera')) camera.dispatchEvent('tap');
  await settle();

  expect(told).toEqual([{ id: 'yard' }]);
});

test('the figures stand beside their names', () => {
  const rows = [
    { key: 'delay', label: '缓冲', value: '420 毫秒' },
    { key: 'protocol', label: '协议', value: 'FLV' },
  ];
  expect(textOf(mount('live/components/stats-panel/stats-panel', { title: words.stats, rows }))).toBe(
    '缓冲420 毫秒协议FLV',
  );
});
