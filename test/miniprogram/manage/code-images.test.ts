import type { CodeImage } from '../../../typings/contract/codes';
import { makeDeferred } from '../support/answers';
import { makeCodes } from '../support/codes';

const INVITE = { kind: 'invite', id: 'i1' } as const;

describe('the image of a code', () => {
  test('comes in the first style there is, and in another when that is chosen', async () => {
    const { images, answers, view } = makeCodes();
    await images.open(INVITE);
    expect(view()).toMatchObject({
      state: 'ready',
      chosen: 'mini-program',
      src: 'data:image/png;base64,i1/mini-program',
      styles: [
        { key: 'mini-program', label: '小程序码' },
        { key: 'link', label: '二维码' },
      ],
    });
    await images.choose('link');
    expect(view().src).toBe('data:image/png;base64,i1/link');
    await images.choose('mini-program');
    expect(view().src).toBe('data:image/png;base64,i1/mini-program');
    expect(answers.inputs('invite.image')).toHaveLength(2);
    expect(answers.inputs('code.styles')).toHaveLength(1);
  });

  test.each([
    [{ kind: 'share', id: 's1' } as const, 's1/mini-program'],
    [{ kind: 'camera', channelId: 'gate' } as const, 'gate/mini-program'],
  ])('of %j is asked for by its own call', async (subject, png) => {
    const { images } = makeCodes();
    await images.open(subject);
    expect(images.stage).toEqual({ kind: 'ready', png });
  });

  test('of the only style offers no choice', async () => {
    const { images, view } = makeCodes({ styles: ['mini-program'] });
    await images.open(INVITE);
    expect(view().styles).toEqual([]);
  });

  test('is not promised where there is no style', async () => {
    const { images, view } = makeCodes({ styles: [] });
    await images.open(INVITE);
    expect(view()).toMatchObject({ state: 'failed', line: '这里没有设置能用的码，请联系管理员', retry: '' });
  });

  test('that is long in coming shows its shape, then words', async () => {
    const { images, answers, clock, view } = makeCodes();
    const drawn = makeDeferred<CodeImage>();
    answers.on('invite.image', () => drawn.promise);
    void images.open(INVITE);
    expect(view().state).toBe('blank');
    await clock.pass(300);
    expect(view()).toMatchObject({ state: 'loading', line: '正在生成' });
    await clock.pass(5_000);
    expect(view().line).toBe('比平时慢：还在生成');
    drawn.resolve({ png: 'late' });
    await clock.pass(0);
    expect(view()).toMatchObject({ state: 'ready', line: '用微信扫一扫打开' });
  });

  test('that failed says why, and is asked for once more', async () => {
    const { images, answers, view } = makeCodes();
    answers.refuse('invite.image', 'not-found');
    await images.open(INVITE);
    expect(view()).toMatchObject({ state: 'failed', line: '没有生成：它已经不在了。回到列表刷新', retry: '重试' });
    answers.on('invite.image', () => ({ png: 'again' }));
    await images.reload();
    expect(images.stage).toEqual({ kind: 'ready', png: 'again' });
  });

  test('of what was left does not come in the place of the next one', async () => {
    const { images, answers } = makeCodes();
    const first = makeDeferred<CodeImage>();
    answers.on('invite.image', ({ id }) => (id === 'i1' ? first.promise : { png: id }));
    const left = images.open(INVITE);
    await images.open({ kind: 'invite', id: 'i2' });
    first.resolve({ png: 'i1' });
    await left;
    expect(images.stage).toEqual({ kind: 'ready', png: 'i2' });
    images.close();
    expect(images.stage).toEqual({ kind: 'closed' });
  });
});

describe('into the album', () => {
  test('it goes under a name, and only the album keeps it', async () => {
    const { images, phone, files, view } = makeCodes();
    await images.open(INVITE);
    await images.keep('save', '邀请');
    expect(phone).toMatchObject({ saved: ['usr:code'], names: ['邀请'] });
    expect(view().keeping).toMatchObject({ line: '已存到相册', tone: 'good' });
    expect([...files.values()]).toEqual(['i1/mini-program']);
    images.close();
    expect(files.size).toBe(0);
  });

  test('after another style was chosen, that one goes', async () => {
    const { images, files, view } = makeCodes();
    await images.open(INVITE);
    await images.keep('save', '邀请');
    await images.choose('link');
    expect(view().keeping).toMatchObject({ line: '', act: 'save' });
    await images.keep('save', '邀请');
    expect([...files.values()]).toEqual(['i1/link']);
  });

  test('without the permission it says where that is given, and goes once it is', async () => {
    const { images, phone, view } = makeCodes();
    await images.open(INVITE);
    phone.result = 'denied';
    await images.keep('save', '邀请');
    expect(view().keeping).toMatchObject({ tone: 'bad', act: 'settings', actLabel: '去设置' });
    await images.keep('settings', '邀请');
    expect(view().keeping.line).toBe('已存到相册');
  });

  test.each(['no-consent', 'undeclared'] as const)('kept out by the agreement (%s) it is tried again', async (why) => {
    const { images, phone, view } = makeCodes();
    await images.open(INVITE);
    phone.result = why;
    await images.keep('save', '邀请');
    expect(view().keeping).toMatchObject({ tone: 'bad', act: 'again', actLabel: '存到相册' });
    phone.result = 'saved';
    await images.keep('again', '邀请');
    expect(view().keeping.line).toBe('已存到相册');
  });

  test('on a full phone it says so', async () => {
    const { images, disk, view } = makeCodes();
    await images.open(INVITE);
    disk.isFull = true;
    await images.keep('save', '邀请');
    expect(view().keeping).toMatchObject({ line: '手机空间不够，没有存到相册', act: 'save' });
  });
});
