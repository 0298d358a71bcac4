import { MOST_SHOWN, ShareCandidates } from '../../../miniprogram/manage/stores/share-candidates';
import { candidateNote, candidateRows } from '../../../miniprogram/manage/stores/share-candidate-words';
import { ShareDraft } from '../../../miniprogram/manage/stores/share-draft';
import { dictionaries } from '../../../miniprogram/manage/i18n/index';
import type { Channel } from '../../../typings/contract/domain';
import { FakeCloud, makeChannel } from '../support/cloud';
import { FakeClock, settled, SHANGHAI } from '../support/phone';

const sharable = (id: string, change: Partial<Channel> = {}) =>
  makeChannel(id, { rights: ['view', 'share'], ...change });

async function makeList(channels: readonly Channel[]) {
  const clock = new FakeClock();
  const cloud = new FakeCloud(channels);
  const list = new ShareCandidates({ call: cloud.call, clock });
  const draft = new ShareDraft({ call: cloud.call, clock, zone: SHANGHAI });
  draft.begin(channels[0]!, null);
  list.open('s0');
  await settled();
  const note = () => candidateNote(list, draft, dictionaries['zh-CN']);
  return { clock, cloud, list, draft, note, rows: () => candidateRows(list, draft) };
}

test('the cameras of the store come first, those that may be shared only', async () => {
  const others = [sharable('far', { storeId: 's1' }), makeChannel('mute')];
  const { rows, note } = await makeList([sharable('gate'), sharable('yard'), ...others]);

  expect(rows().map(({ id, chosen, off }) => [id, chosen, off])).toEqual([
    ['gate', true, true],
    ['yard', false, false],
  ]);
  expect(note()).toBe('同门店的摄像头；要别的门店的，搜一搜');
});

test('a search looks through all stores once typing rests', async () => {
  const { clock, list, rows } = await makeList([sharable('gate'), sharable('far', { storeId: 's1', name: '后门' })]);
  list.searchBox.type('后');
  list.searchBox.type('后门');
  await clock.pass(1_000);

  expect(rows().map(({ id }) => id)).toEqual(['far']);
});

test('a page of cameras that may not be shared leads on to the next by itself', async () => {
  const mute = Array.from({ length: 60 }, (_, n) => makeChannel(`mute${n}`));
  const { rows } = await makeList([...mute, sharable('gate')]);

  expect(rows().map(({ id }) => id)).toEqual(['gate']);
});

test('a long list says where it was cut off', async () => {
  const { list, note } = await makeList(Array.from({ length: 400 }, (_, n) => sharable(`c${n}`)));
  await list.more();

  expect(list.channels).toHaveLength(MOST_SHOWN);
  expect(note()).toBe('只列出前 50 个，搜名字找其他的');
});

test('a full share takes no other camera, and says so', async () => {
  const cameras = Array.from({ length: 30 }, (_, n) => sharable(`c${n}`));
  const { draft, rows, note } = await makeList(cameras);
  for (const camera of cameras.slice(1)) draft.toggle(camera);

  expect(note()).toBe('已选满 20 个');
  expect(rows().filter(({ off }) => !off)).toHaveLength(19);
});

test('what could not be read says why, and is read again', async () => {
  const { cloud, list, clock, note } = await makeList([sharable('gate')]);
  cloud.failure = 'no-network';
  list.searchBox.type('后门');
  await clock.pass(1_000);
  expect(note()).toContain('网络连接不上');

  cloud.failure = null;
  list.retry();
  await settled();
  expect(note()).toBe('没有可分享的摄像头');
});
