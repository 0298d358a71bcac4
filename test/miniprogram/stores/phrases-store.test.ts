import type { Phrase } from '../../../typings/contract/control';
import { dictionaries } from '../../../miniprogram/live/i18n/index';
import { phraseLine, phraseRows } from '../../../miniprogram/live/stores/phrase-words';
import { PhrasesStore } from '../../../miniprogram/live/stores/phrases-store';
import type { SoundHandlers } from '../../../miniprogram/services/sounds';
import { FakeClock } from '../support/phone';
import { PatientCloud } from '../support/talk-rig';

const words = dictionaries['zh-CN'];
const welcome: Phrase = { id: 'p1', name: '欢迎光临', place: 'vendor', durationMs: 2_400, url: 'https://x/p1.mp3' };
const closing: Phrase = { id: 'p2', name: '即将打烊', place: 'own', durationMs: null, url: 'https://x/p2.mp3' };

function makeRig() {
  const clock = new FakeClock();
  const cloud = new PatientCloud();
  const heard: { url: string; handlers: SoundHandlers }[] = [];
  const sounds = {
    stopped: 0,
    play: (url: string, handlers: SoundHandlers) => void heard.push({ url, handlers }),
    stop: () => void (sounds.stopped += 1),
  };
  const phrases = new PhrasesStore({ call: cloud.call, clock, sounds });
  const row = () => phraseRows(phrases, words)[0];
  return { clock, cloud, heard, sounds, phrases, line: () => phraseLine(phrases, words), row };
}

async function makeReadRig() {
  const rig = makeRig();
  rig.phrases.attach('gate');
  void rig.phrases.open();
  await rig.cloud.answer('phrase.list', { phrases: [welcome, closing] });
  return rig;
}

test('they are read when somebody looks at them, once', async () => {
  const { cloud, phrases } = makeRig();
  phrases.attach('gate');
  expect(cloud.made).toEqual([]);
  void phrases.open();
  void phrases.open();
  await cloud.answer('phrase.list', { phrases: [welcome] });
  void phrases.open();

  expect(cloud.inputs('phrase.list')).toEqual([{ channelId: 'gate' }]);
  expect(phrases.phrases).toEqual([welcome]);
});

test('each has its length and whose it is', async () => {
  const { phrases } = await makeReadRig();
  expect(phraseRows(phrases, words).map(({ name, note, listen }) => [name, note, listen])).toEqual([
    ['欢迎光临', '2 秒 · 自带', '试听'],
    ['即将打烊', '自己录的', '试听'],
  ]);
});

test('a wait is told when it lasts, and a list that could not be read with its reason', async () => {
  const { clock, cloud, phrases, line } = makeRig();
  phrases.attach('gate');
  void phrases.open();
  expect(line()).toBe('');
  await clock.pass(300);
  expect(line()).toBe('正在读常用语音');
  await clock.pass(4_700);
  expect(line()).toBe('常用语音读得慢，云平台还没有回应');
  await cloud.refuse('phrase.list', 'vendor-unavailable');
  expect(line()).toBe('没读到常用语音：云平台没有回应。等一会儿再试 编号 R1');
  void phrases.read();
  await cloud.answer('phrase.list', { phrases: [] });
  expect(line()).toBe('还没有常用语音：请管理员在云平台录一些');
});

describe('listening here', () => {
  test('one at a time; the same again stops it', async () => {
    const { phrases, heard, sounds } = await makeReadRig();
    phrases.listen('p1');
    expect(phraseRows(phrases, words)[0]).toMatchObject({ listening: true, listen: '正在取' });
    heard[0]?.handlers.playing();
    expect(phraseRows(phrases, words)[0]).toMatchObject({ listen: '停止', listenLabel: '停止试听：欢迎光临' });
    phrases.listen('p2');
    expect(phrases.listening).toEqual({ id: 'p2', stage: 'loading' });
    phrases.listen('p2');

    expect(phrases.listening).toBeNull();
    expect(heard.map(({ url }) => url)).toEqual([welcome.url, closing.url]);
    expect(sounds.stopped).toBe(2);
  });

  test('it ends by itself, or says that it cannot be heard', async () => {
    const { phrases, heard, row } = await makeReadRig();
    phrases.listen('p1');
    heard[0]?.handlers.ended();
    expect(row()).toMatchObject({ listening: false, note: '2 秒 · 自带', tone: 'plain' });
    phrases.listen('p1');
    heard[1]?.handlers.failed();
    expect(row()).toMatchObject({ note: '听不了：检查手机的网络，再试听', tone: 'bad' });
    phrases.listen('p1');
    expect(row()?.tone).toBe('plain');
  });

  test('it stops when the camera is left', async () => {
    const { phrases, sounds } = await makeReadRig();
    phrases.listen('p1');
    phrases.attach('yard');
    expect([phrases.listening, sounds.stopped, phrases.phrases]).toEqual([null, 1, []]);
  });
});

describe('playing at the camera', () => {
  test('it is asked once at a time, and told when it begins', async () => {
    const { cloud, phrases, sounds, row } = await makeReadRig();
    phrases.listen('p1');
    void phrases.play('p1');
    void phrases.play('p2');
    expect(sounds.stopped).toBe(1);
    expect(row()?.note).toBe('正在让摄像头播放');
    await cloud.answer('phrase.play', null);

    expect(cloud.inputs('phrase.play')).toMatchObject([{ channelId: 'gate', id: 'p1' }]);
    expect(row()).toMatchObject({ note: '摄像头开始播放了', tone: 'good' });
    expect(phrases.playing).toBeNull();
  });

  test.each([
    ['device-busy', '没有播放：摄像头正忙，或者别人正在对讲。等几秒，再试一次'],
    ['vendor-auth', '没有播放：云平台账号失效。请管理员更新账号的密钥 编号 R1'],
    ['timeout', '等了 8 秒没有回应，可能已经播放。再按一次不会播两遍'],
    ['vendor-unavailable', '云平台没有回应，可能已经播放。再按一次不会播两遍 编号 R1'],
    ['internal', '小程序出错了，可能已经播放。再按一次不会播两遍 编号 R1'],
    ['conflict', '可能已经播出去了。听一听，没有再按一次'],
  ] as const)('%s: %s', async (code, expected) => {
    const { cloud, phrases, row } = await makeReadRig();
    void phrases.play('p1');
    await cloud.refuse('phrase.play', code);
    expect(row()).toMatchObject({ note: expected, tone: 'bad' });
  });

  test('what got no answer is played under the same key when it is pressed again, another phrase is not', async () => {
    const { cloud, phrases } = await makeReadRig();
    for (const id of ['p1', 'p2', 'p1']) {
      void phrases.play(id);
      await cloud.refuse('phrase.play', 'timeout');
    }
    const [first, other, again] = cloud.inputs('phrase.play').map(({ requestKey }) => requestKey);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test('a slow answer is said to be one', async () => {
    const { clock, phrases, row } = await makeReadRig();
    void phrases.play('p1');
    await clock.pass(5_000);
    expect(row()?.note).toBe('云平台还没有回应，再等等');
  });

  test('an answer for a camera that was left says nothing about the next', async () => {
    const { cloud, phrases, line } = await makeReadRig();
    void phrases.play('p1');
    phrases.attach('yard');
    await cloud.answer('phrase.play', null);
    expect([phrases.playing, phrases.result, line()]).toEqual([null, null, '']);
  });
});
