import { dictionaries } from '../../../miniprogram/live/i18n/index';
import { LiveElsewhere } from '../../../miniprogram/live/stores/live-elsewhere';
import { LivePage } from '../../../miniprogram/live/stores/live-page';
import { CallFailed } from '../../../miniprogram/utils/call-failed';
import { makeChannel, makeStatus } from '../support/cloud';
import { makeLive } from '../support/live-phone';
import { settled } from '../support/phone';
import type { Channel } from '../../../typings/contract/domain';

const gate = makeChannel('gate', { name: '大门' });
const yard = makeChannel('yard', { name: '后院', status: makeStatus('yard', { reachability: 'offline' }) });
const dome = makeChannel('dome', { name: '球机', storeId: 's2', elsewhere: true });
const till = makeChannel('till', {
  name: '收银台',
  storeId: 's1',
  storeName: '人民广场店',
  qualities: ['main'],
  rights: ['view', 'share'],
});

function makePage(cameras: readonly Channel[] = [gate, yard, till, dome]) {
  const rig = makeLive(cameras);
  const { live, clock } = rig;
  const call = () => Promise.reject(new CallFailed('vendor-unavailable', 'R8', null));
  const elsewhere = new LiveElsewhere({ call, live, openMiniProgram: () => Promise.resolve() });
  const person = { seesHealth: true };
  const seesHealth = () => person.seesHealth;
  const page = new LivePage({ live, elsewhere, clock, seesHealth, words: () => dictionaries['zh-CN'] });
  return { ...rig, elsewhere, person, page };
}

test('the bar names the camera and its store', async () => {
  const { page, play } = makePage();
  expect(page.title).toBe('直播');
  await play('gate');

  expect(page.title).toBe('大门 · 南京路店');
  expect(page.label).toBe('大门的画面');
});

test('only who may share the camera is offered to', async () => {
  const { page, play } = makePage();
  await play('gate');
  expect(page.sharing).toBe(false);

  await play('till');
  expect(page.sharing).toBe(true);
});

test('the other cameras of the store are offered with their state, those of other stores are not', async () => {
  const { page, play } = makePage();
  await play('gate');

  expect(page.cameras.map(({ label }) => label)).toEqual(['正在看 大门 在线', '切换到后院 离线']);
  expect(page.storeTitle).toBe('南京路店的摄像头');
  expect(page.position).toBe('1 / 2');
});

test('of a hundred cameras the fifty around this one are offered', async () => {
  const { page, play } = makePage(Array.from({ length: 100 }, (_, n) => makeChannel(`c${n}`, { name: `摄像头 ${n}` })));
  const offered = async (id: string) => {
    await play(id);
    return [page.cameras.length, page.cameras[0]?.id, page.cameras.at(-1)?.id];
  };
  expect(await offered('c0')).toEqual([50, 'c0', 'c49']);
  expect(await offered('c40')).toEqual([50, 'c15', 'c64']);
  expect(await offered('c99')).toEqual([50, 'c50', 'c99']);
  expect(page.position).toBe('100 / 100');
});

test('a camera with one stream has no choice of quality, and shows the one it has', async () => {
  const { page, play } = makePage();
  await play('till');

  expect(page.choice).toBe(false);
  expect(page.quality).toBe('main');
});

test('the quality shown is that of the picture until the other has an address', async () => {
  const { cloud, live, page, play } = makePage();
  await play('gate');
  live.toggleQuality();
  expect(page.quality).toBe('sub');
  await settled();

  expect(cloud.opened).toHaveLength(2);
  expect(page.quality).toBe('main');
});

test('a refused camera has its words and the number of the request', async () => {
  const { cloud, live, page } = makePage();
  cloud.refusal = 'device-encrypted';
  void live.watch('gate');
  await settled();

  expect(page.view.card?.title).toBe('画面已加密');
  expect(page.reference).toBe('编号 R9');
});

test('a picture that failed for the camera’s sake leads to its health, for those who may see it', async () => {
  const { cloud, live, page, person } = makePage();
  cloud.refusal = 'device-encrypted';
  void live.watch('gate');
  expect(page.causes).toBe('');
  await settled();
  expect(page.causes).toBe('可能的原因');
  person.seesHealth = false;
  expect(page.causes).toBe('');
});

test('a picture that is not for this person has nothing to do with the camera', async () => {
  const { cloud, live, page } = makePage();
  cloud.refusal = 'permission-denied';
  void live.watch('gate');
  await settled();
  expect([page.view.card?.act, page.causes]).toEqual(['back', '']);
});

test('a quota is told with the time at which it goes on', async () => {
  const { cloud, live, page } = makePage();
  cloud.refusal = 'vendor-quota';
  void live.watch('gate');
  await settled();

  expect(page.view.card?.detail).toMatch(/\d\d:10 自动再试/);
});

test('a wait that the cloud asked for can be ended by hand, and the cloud decides', async () => {
  const { cloud, live, page } = makePage();
  cloud.refusal = 'vendor-quota';
  void live.watch('gate');
  await settled();
  expect(page.view.card).toMatchObject({ act: 'retry', action: '重试' });

  live.retry();
  await settled();
  expect(cloud.opened).toHaveLength(2);
  expect(page.view.card?.title).toBe('云平台的次数用完了');

  cloud.refusal = null;
  live.retry();
  await settled();
  expect(live.state.phase.kind).toBe('connecting');
});

test('a camera that was refused as offline is offline among its neighbours too, and online once it plays', async () => {
  const { cloud, live, page, play } = makePage();
  cloud.refusal = 'device-offline';
  void live.watch('gate');
  await settled();
  expect(page.view.card?.title).toBe('摄像头离线');
  expect(page.cameras[0]).toMatchObject({ reachability: 'offline', label: '正在看 大门 离线' });

  cloud.refusal = null;
  await play('gate');
  expect(page.cameras[0]?.reachability).toBe('online');
});

test('what the cloud says of a camera being watched reaches its place among the neighbours', async () => {
  const { cloud, page, play } = makePage();
  await play('gate');
  cloud.list.channels = [gate, makeChannel('yard', { name: '后院', status: makeStatus('yard') })];
  cloud.refusal = 'timeout';
  await play('yard');

  expect(page.cameras[1]?.reachability).toBe('online');
});

test('figures are worked out only while somebody looks at them', async () => {
  const { live, page, play } = makePage();
  await play('gate');
  live.statusArrived({ videoFPS: 15, videoCache: 420 });
  expect(page.figures).toEqual([]);
  live.toggleStats();

  expect(page.figures[0]).toMatchObject({ label: '缓冲', value: '420 毫秒' });
  expect(page.delay).toBe('0.4 秒');
});

test('a notice is told in words', async () => {
  const { network, page, play } = makePage();
  await play('gate');
  expect(page.notice).toBe('');
  network.become({ connected: true, kind: 'cellular' });

  expect(page.notice).toContain('移动数据');
});

test('the way to the vendor’s own mini-program says how it stands', async () => {
  const { cloud, live, elsewhere, page } = makePage();
  cloud.refusal = 'device-encrypted';
  void live.watch('dome');
  await settled();
  expect(page.view.card?.other).toBe('用萤石小程序看');

  const opening = elsewhere.open();
  expect(page.view.card?.other).toBe('正在打开萤石小程序…');
  await opening;

  expect(page.view.card?.other).toBe('没有打开：云平台没有回应。再试用萤石小程序看');
});
