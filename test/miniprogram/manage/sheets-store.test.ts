import type { SaveResult } from '../../../miniprogram/services/album';
import { fetchCodes, pauseAfter } from '../../../miniprogram/manage/stores/sheet-codes';
import { drawSheet } from '../../../miniprogram/manage/stores/sheet-drawing';
import { layOutSheet } from '../../../miniprogram/manage/stores/sheet-layout';
import type { SheetCanvas } from '../../../miniprogram/manage/stores/sheet-printing';
import { SheetsStore } from '../../../miniprogram/manage/stores/sheets-store';
import { CallFailed } from '../../../miniprogram/utils/call-failed';
import type { Channel } from '../../../typings/contract/domain';
import type { CodeStyle } from '../../../typings/contract/codes';
import { Answers, makeDeferred } from '../support/answers';
import { FakeCloud, makeChannel } from '../support/cloud';
import { FakeClock, NOON, settled } from '../support/phone';

const shop = (cameras: number): readonly Channel[] =>
  Array.from({ length: cameras }, (_, n) => makeChannel(`c${n}`, { name: `摄像头 ${n}`, rights: ['view', 'manage'] }));

/** A canvas that keeps what is drawn on it, and files named after the sheets. */
function makeCanvas() {
  const drawn: string[][] = [];
  let texts: string[] = [];
  let isBroken = false;
  const surface: SheetCanvas['surface'] = {
    ...{ fillStyle: '', strokeStyle: '', lineWidth: 0, font: '' },
    ...{ textAlign: 'center', textBaseline: 'middle' },
    fillRect: () => void (texts = []),
    strokeRect: () => undefined,
    setLineDash: () => undefined,
    fillText: (text: string) => void texts.push(text),
    drawImage: (picture: object) => void texts.push(`[${(picture as { src: string }).src}]`),
    measureText: (text: string) => ({ width: text.length * 20 }),
  };
  const canvas: SheetCanvas = {
    surface,
    loadPicture: (src) => Promise.resolve({ src: src.replace('data:image/png;base64,', '') }),
    toFile(width) {
      if (isBroken) return Promise.reject(new Error('no memory'));
      if (width !== undefined) return Promise.resolve(`tmp/${drawn.length}-${width}px.png`);
      drawn.push(texts);
      return Promise.resolve(`tmp/${drawn.length}.png`);
    },
  };
  return { canvas, drawn, tear: () => (isBroken = true) };
}

async function makeStore(cameras: number, styles: readonly CodeStyle[] = ['mini-program', 'link']) {
  const clock = new FakeClock();
  const cloud = new FakeCloud(shop(cameras));
  const answers = new Answers()
    .on('channel.list', (input) => cloud.call('channel.list', input))
    .on('code.styles', () => ({ styles }))
    .on('code.image', ({ channelId, style }) => ({ png: `${channelId}/${style}` }));
  const saved: string[] = [];
  const album = { result: 'saved' as SaveResult, allowed: true };
  const sheets = new SheetsStore({
    call: answers.call,
    clock,
    album: {
      saveVideo: () => Promise.reject(new Error('no video here')),
      saveImage(path, name) {
        if (album.result === 'saved') saved.push(`${name}: ${path}`);
        return Promise.resolve(album.result);
      },
      openSettings() {
        album.result = 'saved';
        return Promise.resolve(album.allowed);
      },
    },
    previewPx: () => 328,
    words: () => ({ hint: '扫一扫', page: (n, m) => `${n}/${m}`, file: (n) => `南京路店 码 ${n}` }),
  });
  const paper = makeCanvas();
  sheets.attach(paper.canvas);
  await sheets.open('s0');
  await settled();
  return { sheets, answers, clock, saved, album, ...paper };
}

test('all cameras of the store are read, and the first sheet is drawn to show how it looks', async () => {
  const { sheets, drawn } = await makeStore(250);

  expect(sheets.cameras).toHaveLength(250);
  expect(sheets.pages).toHaveLength(42);
  expect(sheets.pages.filter(({ files }) => files !== null)).toHaveLength(1);
  expect(drawn[0]).toEqual(expect.arrayContaining(['[c0/mini-program]', '摄像头 0', '南京路店', '扫一扫', '1/42']));
  expect(sheets.job).toEqual({ kind: 'none' });
});

test('all sheets go into the album under their numbers, one after the other', async () => {
  const { sheets, saved } = await makeStore(13);
  await sheets.saveAll();

  expect(saved.map((each) => each.split(':')[0])).toEqual(['南京路店 码 1', '南京路店 码 2', '南京路店 码 3']);
  expect(sheets.job).toEqual({ kind: 'saved' });
});

test('what was stopped goes on where it was, and nothing is saved twice', async () => {
  const { sheets, answers, saved } = await makeStore(18);
  const late = makeDeferred<{ png: string }>();
  answers.on('code.image', () => late.promise);
  const work = sheets.saveAll();
  await settled();
  expect(sheets.job).toEqual({ kind: 'drawing', n: 2 });
  sheets.stop();
  late.resolve({ png: 'late' });
  await work;
  expect([sheets.job, saved]).toEqual([{ kind: 'stopped', n: 2 }, ['南京路店 码 1: tmp/1.png']]);

  await sheets.saveAll();
  expect(saved).toHaveLength(3);
  expect(sheets.job).toEqual({ kind: 'saved' });
});

test('another size or style begins anew', async () => {
  const { sheets, drawn } = await makeStore(13);
  sheets.chooseSize('small');
  await settled();
  expect(sheets.pages).toHaveLength(2);
  sheets.chooseStyle('link');
  await settled();

  expect(drawn.at(-1)).toContain('[c11/link]');
  expect(sheets.pages.map(({ files }) => files)).toEqual([{ path: 'tmp/3.png', preview: 'tmp/3-328px.png' }, null]);
});

test('without the permission saving stops, and goes on once it is given', async () => {
  const { sheets, album, saved } = await makeStore(7);
  album.result = 'denied';
  await sheets.saveAll();
  expect(sheets.job).toEqual({ kind: 'unsaved', n: 1, why: 'denied' });

  await sheets.openSettings();
  expect(saved).toHaveLength(2);
});

test('without the agreement on privacy no settings are opened, and saving goes on at the next try', async () => {
  const { sheets, album, saved } = await makeStore(7);
  album.result = 'no-consent';
  await sheets.saveAll();
  await sheets.openSettings();
  expect(sheets.job).toEqual({ kind: 'unsaved', n: 1, why: 'no-consent' });

  album.result = 'saved';
  await sheets.saveAll();
  expect(saved).toHaveLength(2);
});

test('a sheet that cannot be drawn says which and why', async () => {
  const { sheets, answers, tear } = await makeStore(7);
  answers.refuse('code.image', 'permission-denied');
  await sheets.drawAll();
  expect(sheets.job).toMatchObject({ kind: 'failed', n: 2, failure: { code: 'permission-denied' } });

  answers.on('code.image', () => ({ png: 'x' }));
  tear();
  await sheets.drawAll();
  expect(sheets.job).toEqual({ kind: 'undrawn', n: 2 });
});

test('an installation without codes has no sheets', async () => {
  const { sheets, drawn } = await makeStore(7, []);

  expect([sheets.pages, drawn, sheets.style]).toEqual([[], [], null]);
});

test('who leaves the page leaves nothing going on', async () => {
  const { sheets, answers } = await makeStore(20);
  const work = sheets.drawAll();
  sheets.leave();
  await work;
  const asked = answers.inputs('code.image').length;
  await settled();

  expect(answers.inputs('code.image')).toHaveLength(asked);
  expect(sheets.pages).toEqual([]);
});

describe('the codes of a sheet', () => {
  const ids = Array.from({ length: 12 }, (_, n) => `c${n}`);

  test('are asked for four at a time', async () => {
    let under = 0;
    let most = 0;
    const answers = new Answers().on('code.image', async ({ channelId }) => {
      most = Math.max(most, (under += 1));
      await settled();
      under -= 1;
      return { png: channelId };
    });
    const pngs = await fetchCodes(ids, 'link', { call: answers.call, clock: new FakeClock(), isOver: () => false });

    expect([...(pngs ?? new Map<string, string>())].every(([id, png]) => id === png)).toBe(true);
    expect([pngs?.size, most]).toEqual([12, 4]);
  });

  test('wait their turn where the cloud says so', async () => {
    const clock = new FakeClock();
    const answers = new Answers().refuse('code.image', 'rate-limited', NOON + 700);
    const fetched = fetchCodes(['c0'], 'link', { call: answers.call, clock, isOver: () => false });
    await clock.pass(600);
    expect(answers.inputs('code.image')).toHaveLength(1);
    answers.on('code.image', () => ({ png: 'x' }));
    await clock.pass(200);

    expect((await fetched)?.get('c0')).toBe('x');
  });

  test('that cannot be had stop the others too', async () => {
    const clock = new FakeClock();
    const answers = new Answers().refuse('code.image', 'not-found');
    const fetched = fetchCodes(ids, 'link', { call: answers.call, clock, isOver: () => false });

    await expect(fetched).rejects.toMatchObject({ code: 'not-found' });
    await settled();
    expect(answers.inputs('code.image').length).toBeLessThanOrEqual(4);
  });

  test.each([
    ['timeout', 1, 1_000],
    ['no-network', 2, 3_000],
    ['timeout', 3, null],
    ['permission-denied', 1, null],
  ] as const)('after %s for the %sth time there is a pause of %s ms', (code, tries, pause) => {
    expect(pauseAfter(new CallFailed(code, '', null), { tries, turns: 0, now: NOON })).toBe(pause);
  });

  test('are given up when the cloud has no turn for them', () => {
    const failure = new CallFailed('rate-limited', '', NOON + 300);

    expect(pauseAfter(failure, { tries: 1, turns: 1, now: NOON })).toBe(300);
    expect(pauseAfter(failure, { tries: 30, turns: 21, now: NOON })).toBeNull();
  });
});

test('a code whose picture is lacking leaves its place empty, with the names below', () => {
  const { canvas, drawn } = makeCanvas();
  const cameras = [
    { id: 'a', name: '收银台', storeName: '南京路店' },
    { id: 'b', name: '后门', storeName: '南京路店' },
  ];
  const words = { hint: '扫', page: () => '1/1', measure: (text: string, fontPx: number) => text.length * fontPx };
  const sheet = layOutSheet(cameras, 0, { size: 'large', ...words });
  drawSheet(canvas.surface, sheet, new Map([['a', { src: 'A' }]]));
  void canvas.toFile();

  expect(drawn[0]).toEqual(['[A]', '收银台', '南京路店', '扫', '后门', '南京路店', '扫', '1/1']);
});
