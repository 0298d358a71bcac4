import type { SubscriptionRefusal } from '../../../miniprogram/services/subscriptions';
import { makeDeferred } from '../support/answers';
import { allowed, makeNotices, makeNoticesRig, TEMPLATES } from '../support/care';
import type { NoticeState } from '../../../typings/contract/health';

const NIGHT = { from: 1320, to: 420 };

async function opened(state?: NoticeState) {
  const rig = makeNoticesRig(state);
  await rig.notices.open();
  return rig;
}

describe('what one is told of', () => {
  test('says after how long, and how many of each kind are left', async () => {
    const { page } = await opened(makeNotices({ left: { offline: 3, back: 0 } }));
    expect(page.intro).toContain('断了超过 10 分钟');
    expect(page.kinds.map(({ title, left, isNone }) => [title, left, isNone])).toEqual([
      ['掉线', '还能发 3 条', false],
      ['恢复', '没有次数了，不会告诉你', true],
    ]);
    expect(page.askWords).toBe('允许微信通知我');
  });

  test.each([
    [12_000, '超过 12 秒'],
    [200, '超过 1 秒'],
    [90_000, '超过 90 秒'],
    [60_000, '超过 1 分钟'],
    [600_000, '超过 10 分钟'],
  ])('an outage that is told of after %d ms reads as %s', async (afterMs, words) => {
    const { page } = await opened(makeNotices({ afterMs }));
    expect(page.intro).toContain(`断了${words}，`);
  });

  test('an installation that sends none says so, and WeChat is not asked', async () => {
    const { page, notices, wechat } = await opened(makeNotices({ templates: null }));
    expect(page.screen).toMatchObject({ kind: 'card', act: 'back', title: '这里不发通知' });
    await notices.ask();
    expect(wechat.asked).toEqual([]);
  });

  test.each(['permission-denied', 'not-found'] as const)('%s: notices are for members', async (code) => {
    const { page, notices, answers } = makeNoticesRig();
    answers.refuse('notice.read', code);
    await notices.open();
    expect(page.screen).toMatchObject({ kind: 'card', act: 'back', title: '通知只发给成员' });
  });

  test('one that could not be read can be asked for again', async () => {
    const { page, notices, answers } = makeNoticesRig();
    answers.refuse('notice.read', 'no-network');
    await notices.open();
    expect(page.screen).toMatchObject({ kind: 'card', act: 'refresh' });
    answers.on('notice.read', () => makeNotices());
    await notices.refresh();
    expect(page.screen).toEqual({ kind: 'content' });
  });
});

describe('asking WeChat', () => {
  test('asks for both kinds at once, right at the tap, and counts what was allowed', async () => {
    const { page, notices, wechat, answers } = await opened();
    const asking = notices.ask();
    // WeChat opens no question once anything was waited for.
    expect(wechat.asked).toEqual([[TEMPLATES.offline, TEMPLATES.back]]);
    expect(page.askWords).toBe('微信正在问你');
    await asking;
    expect(answers.inputs('notice.allow')).toMatchObject([{ kinds: ['offline', 'back'] }]);
    expect(answers.inputs('notice.allow')[0]?.requestKey).toMatch(/^[\w-]{8,64}$/);
    expect(page.kinds.map(({ left }) => left)).toEqual(['还能发 1 条', '还能发 1 条']);
    expect(page.outcome).toMatchObject({ settings: '', lines: [{ text: '掉线：允许了，多了一条' }, { bad: false }] });
    expect(page.askWords).toBe('再加一条');
  });

  test('a second tap while WeChat asks is ignored', async () => {
    const { notices, wechat } = await opened();
    await Promise.all([notices.ask(), notices.ask()]);
    expect(wechat.asked).toHaveLength(1);
  });

  test('each time counts under a key of its own', async () => {
    const { notices, cloud, answers } = await opened();
    await notices.ask();
    await notices.ask();
    expect(cloud.state.left).toEqual({ offline: 2, back: 2 });
    expect(new Set(answers.inputs('notice.allow').map(({ requestKey }) => requestKey)).size).toBe(2);
  });

  test('what was refused is not counted, says how to change one’s mind, and leads to the settings', async () => {
    const { page, notices, wechat, answers } = await opened();
    wechat.says = allowed('accept', 'reject');
    await notices.ask();
    expect(answers.inputs('notice.allow')).toMatchObject([{ kinds: ['offline'] }]);
    expect(page.outcome?.settings).toBe('去设置');
    const texts = page.outcome?.lines.map(({ text }) => text) ?? [];
    expect(texts.slice(0, 2)).toEqual(['掉线：允许了，多了一条', '恢复：没有允许']);
    expect(texts[2]).toContain('总是保持以上选择');
  });

  test('nothing allowed is nothing to note down', async () => {
    const { notices, wechat, answers } = await opened();
    wechat.says = allowed('reject', 'reject');
    await notices.ask();
    expect(answers.inputs('notice.allow')).toEqual([]);
  });

  test.each([
    ['ban', '掉线：被微信停用了'],
    ['filter', '掉线：和另一条通知重名'],
    ['unasked', '掉线：微信没有问到'],
  ] as const)('%s has words of its own, and settings would not help', async (answer, words) => {
    const { page, notices, wechat } = await opened();
    wechat.says = allowed(answer, 'accept');
    await notices.ask();
    expect(page.outcome?.lines[0]?.text).toContain(words);
    expect(page.outcome?.settings).toBe('');
  });

  test.each([
    ['main-switch', '你关掉了小程序的通知', '去设置'],
    ['hidden', '微信转到了后台', ''],
    ['banned', '微信不让这个小程序发通知', ''],
    ['template', '通知的模板没有设好', ''],
    ['network', '微信的网络不通', ''],
    ['too-old', '这个微信太旧', ''],
    ['unknown', '微信没有问成', ''],
  ] as const)('%s says why WeChat did not ask', async (why: SubscriptionRefusal, words, settings) => {
    const { page, notices, wechat, answers } = await opened();
    wechat.says = { kind: 'refused', why };
    await notices.ask();
    expect(page.outcome?.lines).toMatchObject([{ text: expect.stringContaining(words) as string, bad: true }]);
    expect(page.outcome?.settings).toBe(settings);
    expect(answers.inputs('notice.allow')).toEqual([]);
  });

  test('one template for both kinds is asked about once and counts for both', async () => {
    const one = { offline: 'both', back: 'both' };
    const { notices, wechat, answers } = await opened(makeNotices({ templates: one }));
    wechat.says = { kind: 'answered', answers: new Map([['both', 'accept']]) };
    await notices.ask();
    expect(wechat.asked).toEqual([['both']]);
    expect(answers.inputs('notice.allow')).toMatchObject([{ kinds: ['offline', 'back'] }]);
  });
});

describe('what was allowed and is not noted down', () => {
  test('says why, and is told again under the same key, so that it counts once', async () => {
    const { page, notices, cloud, answers } = await opened();
    const count = jest.fn();
    answers.on('notice.allow', ({ requestKey }) => {
      // It was counted, and the answer got lost.
      cloud.keys.add(requestKey);
      cloud.state = makeNotices({ left: { offline: 1, back: 1 } });
      count(requestKey);
      throw new Error('lost');
    });
    await notices.ask();
    expect(page.unsent).toContain('你允许了，但还没有记下');
    expect(page.sendAgain).toBe('再记一次');
    answers.on('notice.allow', ({ requestKey }) => {
      count(requestKey);
      return cloud.state;
    });
    await notices.tell();
    expect(count.mock.calls[0]).toEqual(count.mock.calls[1]);
    expect([page.unsent, page.sendAgain]).toEqual(['', '']);
    expect(cloud.state.left).toEqual({ offline: 1, back: 1 });
  });

  test('is told by itself when the page is opened again', async () => {
    const { notices, cloud, answers } = await opened();
    answers.refuse('notice.allow', 'no-network');
    await notices.ask();
    const [lost] = answers.inputs('notice.allow');
    answers.on('notice.allow', () => (cloud.state = makeNotices({ left: { offline: 1, back: 1 } })));
    await notices.open();
    expect(answers.inputs('notice.allow')[1]).toEqual(lost);
    expect(notices.isUnsent).toBe(false);
  });

  test('is not told again where the cloud would refuse it again', async () => {
    const { page, notices, answers } = await opened();
    answers.refuse('notice.allow', 'permission-denied');
    await notices.ask();
    expect(page.unsent).toContain('通知只发给成员');
    expect(page.sendAgain).toBe('');
  });

  test('what is noted down while the page is read is not undone by the older answer', async () => {
    const { notices, answers } = await opened();
    const held = makeDeferred<NoticeState>();
    answers.on('notice.read', () => held.promise);
    const reading = notices.refresh();
    await notices.ask();
    held.resolve(makeNotices());
    await reading;
    expect(notices.state?.left).toEqual({ offline: 1, back: 1 });
  });
});

describe('quiet hours', () => {
  test('turned on begin with the night, are changed by a picker and kept when saved', async () => {
    const { page, answers } = await opened();
    expect(page.quiet).toMatchObject({ on: false, line: '任何时间都通知', saveWords: '' });
    page.toggleQuiet();
    expect(page.quiet).toMatchObject({ on: true, from: '22:00', to: '07:00', saveWords: '保存', savable: true });
    expect(page.quiet.line).toContain('22:00–次日 07:00');
    page.setQuiet('to', '08:30');
    expect(await page.saveQuiet()).toBe('已保存');
    expect(answers.inputs('notice.quiet')).toEqual([{ quiet: { from: 1320, to: 510 } }]);
    expect(page.quiet).toMatchObject({ to: '08:30', saveWords: '' });
  });

  test('are not taken when beginning and end are the same', async () => {
    const { page, answers } = await opened(makeNotices({ quiet: NIGHT }));
    page.setQuiet('to', '22:00');
    expect(page.quiet).toMatchObject({ line: '开始和结束不能相同', bad: true, savable: false });
    expect(await page.saveQuiet()).toBeNull();
    expect(answers.inputs('notice.quiet')).toEqual([]);
  });

  test('turned off are saved as never', async () => {
    const { page, answers } = await opened(makeNotices({ quiet: NIGHT }));
    page.toggleQuiet();
    await page.saveQuiet();
    expect(answers.inputs('notice.quiet')).toEqual([{ quiet: null }]);
  });

  test('unsaved are asked about before the page is left, and can be undone', async () => {
    const { page, notices } = await opened(makeNotices({ quiet: NIGHT }));
    expect(page.leaveQuestion).toBe('');
    page.setQuiet('from', '21:00');
    expect(page.leaveQuestion).toBe('免打扰的时间还没保存，离开就没有了');
    notices.resetQuiet();
    expect([page.leaveQuestion, page.quiet.from]).toEqual(['', '22:00']);
    page.toggleQuiet();
    page.toggleQuiet();
    expect([page.quiet.from, page.leaveQuestion]).toEqual(['22:00', '']);
  });

  test('that could not be saved stay as typed, and say why', async () => {
    const { page, answers } = await opened();
    answers.refuse('notice.quiet', 'no-network');
    page.toggleQuiet();
    expect(await page.saveQuiet()).toBe('网络连接不上。检查手机的网络，然后重试');
    expect(page.quiet).toMatchObject({ on: true, savable: true });
  });

  test('that are saved after the page was left are saved, and nothing of it is told on the next', async () => {
    const { page, notices, answers } = await opened();
    page.toggleQuiet();
    const saving = page.saveQuiet();
    notices.leave();
    expect(await saving).toBeNull();
    expect([answers.inputs('notice.quiet'), page.quiet.on]).toEqual([[{ quiet: NIGHT }], true]);
  });
});
