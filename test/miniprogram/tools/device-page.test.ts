import { makeDeferred } from '../support/answers';
import { NOON } from '../support/phone';
import { makeMessage, makeTools, readable } from '../support/tools';

const HOUR = 3_600_000;

describe('messages of a device', () => {
  test('are those of a day, newest first, with when and how long', async () => {
    const { devicePage, cloud, answers } = makeTools();
    cloud.messages = [makeMessage('2'), makeMessage('1', { at: NOON - 2 * HOUR })];
    await devicePage.open('gate');
    expect(devicePage.title).toBe('收银台 · 设备工具');
    expect(answers.inputs('message.list')).toEqual([{ channelId: 'gate', from: NOON - 24 * HOUR, to: NOON }]);
    expect(devicePage.rows).toEqual([
      { key: '2', when: '今天 14:04', size: '8 B', body: '消息 2', mark: '' },
      { key: '1', when: '今天 12:05', size: '8 B', body: '消息 1', mark: '' },
    ]);
    expect(devicePage.note).toBe('共 2 条');
  });

  test('are looked for in an hour or a week', async () => {
    const { devicePage, messages, answers } = makeTools();
    await devicePage.open('gate');
    await messages.look('week');
    await messages.look('hour');
    expect(answers.inputs('message.list').map(({ from }) => NOON - from)).toEqual([24 * HOUR, 168 * HOUR, HOUR]);
    expect(devicePage.note).toBe('这段时间没有消息');
  });

  test('are read as text or as digits; what is no text says so, and what is long is cut', async () => {
    const { devicePage, cloud } = makeTools();
    const long = { text: null, hex: 'ff'.repeat(512), bytes: 600 };
    cloud.messages = [makeMessage('text', readable('hi')), makeMessage('long', long)];
    await devicePage.open('gate');
    expect(devicePage.rows.map(({ mark }) => mark)).toEqual(['', '不是文字，只显示前 512 字节']);
    expect(devicePage.rows[1]?.body.startsWith('ff ff')).toBe(true);
    expect(devicePage.rows[1]?.body.endsWith('ff …')).toBe(true);
    devicePage.read('hex');
    expect(devicePage.rows[0]).toMatchObject({ body: '68 69', mark: '' });
    expect(devicePage.rows[1]?.mark).toBe('只显示前 512 字节');
  });

  test('of which there are more say so', async () => {
    const { devicePage, cloud } = makeTools();
    cloud.messages = Array.from({ length: 200 }, (_, n) => makeMessage(`m${n}`));
    await devicePage.open('gate');
    expect(devicePage.note).toBe('只显示最新的 200 条，还有更早的');
  });

  test('that do not come say why, and take nothing else away', async () => {
    const { devicePage, messages, answers } = makeTools();
    answers.refuse('message.list', 'vendor-unavailable');
    await devicePage.open('gate');
    expect(devicePage.screen.kind).toBe('content');
    expect(devicePage.note).toBe('没有取到：云平台没有回应。等一会儿再试');
    expect(messages.failure?.code).toBe('vendor-unavailable');
  });

  test('that do not come anew stay, with their age', async () => {
    const { devicePage, messages, answers, cloud } = makeTools();
    cloud.messages = [makeMessage('1')];
    await devicePage.open('gate');
    answers.refuse('message.list', 'no-network');
    await messages.refresh();
    expect(devicePage.rows).toHaveLength(1);
    expect(devicePage.note).toMatch(/^网络连接不上，下面是 今天 \d\d:\d\d 的$/);
    answers.refuse('message.list', 'permission-denied');
    await messages.refresh();
    expect(devicePage.rows).toEqual([]);
  });

  test.each([
    ['unsupported', '这个摄像头没有设备工具'],
    ['permission-denied', '你不能管理这个摄像头'],
    ['not-found', '找不到这个摄像头'],
  ] as const)('that are %s leave nothing to do here', async (code, title) => {
    const { devicePage, answers } = makeTools();
    answers.refuse('message.list', code);
    await devicePage.open('gate');
    expect(devicePage.screen).toMatchObject({ kind: 'card', act: 'back', title });
  });

  test('of a camera that is gone, or of none, lead back', async () => {
    const { devicePage } = makeTools();
    await devicePage.open('nowhere');
    expect(devicePage.screen).toMatchObject({ kind: 'card', title: '找不到这个摄像头' });
    await devicePage.open(null);
    expect(devicePage.screen).toMatchObject({ kind: 'card', title: '找不到这个摄像头' });
  });

  test('of a device that was left do not show on the next', async () => {
    const { devicePage, answers, cloud } = makeTools();
    const slow = makeDeferred<{ messages: never[]; more: boolean }>();
    answers.on('message.list', () => slow.promise);
    const opening = devicePage.open('gate');
    cloud.messages = [makeMessage('1')];
    cloud.serve(answers);
    await devicePage.open('yard');
    slow.resolve({ messages: [], more: false });
    await opening;
    expect([devicePage.title, devicePage.rows.length]).toEqual(['后门 · 设备工具', 1]);
  });
});

describe('data for a device', () => {
  test('is counted in bytes beside the field, and refused there', async () => {
    const { devicePage, data, answers } = makeTools();
    await devicePage.open('gate');
    expect(devicePage.data).toMatchObject({ count: '0 / 128 字节', problem: '', button: '发送数据' });
    await data.send();
    expect(devicePage.data.problem).toBe('写点什么再发');
    data.type('你好');
    expect(devicePage.data).toMatchObject({ count: '6 / 128 字节', problem: '' });
    data.type('a'.repeat(129));
    expect(devicePage.data).toMatchObject({ count: '129 / 128 字节', problem: '最多 128 字节' });
    await data.send();
    data.choose('hex');
    data.type('0g');
    expect(devicePage.data.problem).toBe('只能是 0–9 和 A–F');
    data.type('0');
    expect(devicePage.data.problem).toBe('两个数字是一个字节，还差一个');
    expect(answers.inputs('data.send')).toEqual([]);
  });

  test('goes out as digits in pairs, and says that it went', async () => {
    const { devicePage, data, cloud } = makeTools();
    await devicePage.open('gate');
    data.choose('hex');
    data.type('01 A0\nff');
    await data.send();
    expect(cloud.told).toEqual([{ hex: '01a0ff' }]);
    expect(devicePage.data).toMatchObject({ line: '已交给设备', tone: 'good', reply: '' });
    data.type('02');
    expect(devicePage.data.line).toBe('');
  });

  test('whose answer got lost is sent again under the same key, and anything else is another wish', async () => {
    const { devicePage, data, cloud, answers } = makeTools();
    await devicePage.open('gate');
    data.type('on');
    answers.refuse('data.send', 'timeout');
    await data.send();
    expect(devicePage.data).toMatchObject({
      line: '等了 8 秒没有回应，可能已经送到。再按一次不会送两遍',
      tone: 'bad',
    });
    cloud.serve(answers);
    await data.send();
    await data.send();
    data.type('off');
    await data.send();

    const keys = answers.inputs('data.send').map(({ requestKey }) => requestKey);
    expect(keys[1]).toBe(keys[0]);
    expect(new Set(keys).size).toBe(3);
    expect(cloud.told).toEqual([{ text: 'on' }, { text: 'on' }, { text: 'off' }]);
  });

  test('of which the cloud does not know either whether it arrived goes out anew only as another wish', async () => {
    const { devicePage, data, cloud, answers } = makeTools();
    await devicePage.open('gate');
    data.type('on');
    answers.refuse('data.send', 'vendor-unavailable');
    await data.send();
    expect(devicePage.data.line).toContain('可能已经送到。再按一次不会送两遍');
    answers.refuse('data.send', 'conflict');
    await data.send();
    expect(devicePage.data).toMatchObject({
      line: '无法确定有没有送到。先看看设备，再决定要不要重发',
      tone: 'bad',
    });
    cloud.serve(answers);
    await data.send();

    const keys = answers.inputs('data.send').map(({ requestKey }) => requestKey);
    expect([keys[1] === keys[0], keys[2] === keys[0]]).toEqual([true, false]);
  });

  test('that is refused says why', async () => {
    const { devicePage, data, answers } = makeTools();
    await devicePage.open('gate');
    data.type('on');
    answers.refuse('data.send', 'device-offline');
    await data.send();
    expect(devicePage.data.line).toBe('没有送到：设备离线。检查它的电源和网络，等它在线再发');
  });

  test('is not changed while it is sent', async () => {
    const { devicePage, data, answers } = makeTools();
    await devicePage.open('gate');
    data.type('on');
    const slow = makeDeferred<null>();
    answers.on('data.send', () => slow.promise);
    const sending = data.send();
    data.type('off');
    data.choose('hex');
    await data.send();
    expect(devicePage.data).toMatchObject({ typed: 'on', mode: 'text', button: '正在发送', off: true });
    slow.resolve(null);
    await sending;
    expect(answers.inputs('data.send')).toHaveLength(1);
  });
});

describe('a command', () => {
  test('shows what the device said, as text where it is text', async () => {
    const { devicePage, command, cloud } = makeTools();
    await devicePage.open('gate');
    command.type('status?');
    cloud.reply = readable('ok');
    await command.send();
    expect(devicePage.command).toMatchObject({ line: '设备回了 2 B', tone: 'good', reply: 'ok' });
    cloud.reply = { text: null, hex: '00ff', bytes: 2 };
    await command.send();
    expect(devicePage.command.reply).toBe('00 ff');
    cloud.reply = null;
    await command.send();
    expect(devicePage.command).toMatchObject({ line: '设备收到了，没有回话', reply: '' });
  });

  test('may be 4096 bytes long, and says that a reply is waited for', async () => {
    const { devicePage, command, answers } = makeTools();
    await devicePage.open('gate');
    command.type('a'.repeat(4097));
    expect(devicePage.command.problem).toBe('最多 4096 字节');
    command.type('a'.repeat(4096));
    const slow = makeDeferred<{ reply: null }>();
    answers.on('command.send', () => slow.promise);
    const sending = command.send();
    expect(devicePage.command).toMatchObject({ problem: '', button: '正在等设备回话' });
    devicePage.leave();
    slow.resolve({ reply: null });
    await sending;
    expect(devicePage.command).toMatchObject({ typed: '', line: '' });
  });
});
