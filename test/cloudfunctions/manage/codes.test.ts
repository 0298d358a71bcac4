import fc from 'fast-check';
import { PNG } from 'pngjs';
import { CallError } from '../../../cloudfunctions/core/errors';
import { createCameraCodes } from '../../../cloudfunctions/core/tickets/camera-codes';
import { dataOf, SETTINGS } from '../../support/cloud-rig';
import { readCode } from '../../support/read-code';
import { ScheduledDatabase } from '../../support/scheduled-database';
import { createTicketRig, PERSONAS } from '../../support/ticket-rig';

type Style = 'link' | 'mini-program';

async function start(settings = SETTINGS) {
  const tickets = await createTicketRig(settings);
  const { instance, chain, rig } = tickets;
  const channelId = chain.channels.a1;
  const ask = async (style: Style, on = instance) => on.call(PERSONAS.managerA, 'code.image', { channelId, style });
  const imageOf = async (style: Style) => Buffer.from(dataOf('code.image', await ask(style)).png, 'base64');
  const codeOf = async () => (await rig.database.collection('codes').get(channelId))?.code ?? '';
  return { ...tickets, channelId, ask, imageOf, codeOf };
}

describe('the picture of a camera’s code', () => {
  test('as an ordinary link says the installation’s own link and the code', async () => {
    const { imageOf, codeOf } = await start();
    const png = await imageOf('link');
    const code = await codeOf();
    expect(code).toMatch(/^c[0-9A-Za-z]{24}$/);
    expect(readCode(png)).toBe(`https://kandian.example/k/${code}`);
  });

  test('as an ordinary link has four modules of blank around it', async () => {
    const { imageOf } = await start();
    const { width, height, data } = PNG.sync.read(await imageOf('link'));
    const isDark = (x: number, y: number): boolean => (data[(y * width + x) * 4] ?? 255) < 128;
    const columns = Array.from({ length: width }, (_, x) => x).filter((x) =>
      Array.from({ length: height }, (_, y) => y).some((y) => isDark(x, y)),
    );
    const left = columns[0] ?? 0;
    const finder = Array.from({ length: width }, (_, x) => x).findIndex((x) => x > left && !isDark(x, left)) - left;
    expect(left).toBeGreaterThanOrEqual((finder / 7) * 4);
  });

  test('as a mini-program code leads to the entry page, dark on white whatever the screen', async () => {
    const { rig, imageOf, codeOf } = await start();
    const png = await imageOf('mini-program');
    const code = await codeOf();
    expect(rig.wxaCodes.drawn).toEqual([{ page: 'pages/entry/entry', scene: code, version: 'release', width: 430 }]);
    expect(code.length).toBeLessThanOrEqual(32);
    const { data } = PNG.sync.read(png);
    expect([...data.subarray(0, 4)]).toEqual([255, 255, 255, 255]);
    expect(readCode(png)).toBe(`pages/entry/entry?${code}`);
  });

  test('opens the version that the installation says', async () => {
    const { rig, imageOf } = await start({ ...SETTINGS, codeVersion: 'trial' });
    await imageOf('mini-program');
    expect(rig.wxaCodes.drawn).toMatchObject([{ version: 'trial' }]);
  });

  test('is drawn once, and shown again for nothing', async () => {
    const { rig, imageOf } = await start();
    expect(await imageOf('mini-program')).toEqual(await imageOf('mini-program'));
    expect(rig.wxaCodes.drawn).toHaveLength(1);
    rig.clock.advance(3_600_000);
    await imageOf('mini-program');
    expect(rig.wxaCodes.drawn).toHaveLength(2);
  });

  test('that WeChat does not draw is asked for again', async () => {
    const { rig, ask, imageOf } = await start();
    rig.wxaCodes.failure = new CallError('rate-limited', 'too many');
    expect(await ask('mini-program')).toMatchObject({ ok: false, error: { code: 'rate-limited' } });
    rig.wxaCodes.failure = null;
    expect((await imageOf('mini-program')).length).toBeGreaterThan(100);
  });

  test('in a style that the installation has not is unsupported, and is not offered', async () => {
    const { ask, instance } = await start({ ...SETTINGS, link: null });
    expect(await ask('link')).toMatchObject({ ok: false, error: { code: 'unsupported' } });
    const styles = async (on: typeof instance) => dataOf('code.styles', await on.call(PERSONAS.staffA, 'code.styles'));
    expect(await styles(instance)).toEqual({ styles: ['mini-program'] });
    expect(await styles((await start()).instance)).toEqual({ styles: ['mini-program', 'link'] });
  });

  test('is for who manages the camera', async () => {
    const { chain, outcome, rig } = await start();
    const { a1, b1 } = chain.channels;
    for (const [action, more] of [
      ['code.image', { style: 'link' }],
      ['code.replace', { requestKey: 'another-key' }],
    ] as const) {
      expect(await outcome(PERSONAS.staffA, action, { channelId: a1, ...more })).toBe('permission-denied');
      expect(await outcome(PERSONAS.managerA, action, { channelId: b1, ...more })).toBe('not-found');
      expect(await outcome(PERSONAS.stranger, action, { channelId: a1, ...more })).toBe('permission-denied');
    }
    expect(rig.database.all('codes')).toEqual([]);
  });
});

describe('a camera’s code', () => {
  test('stays the same until it is replaced, and then the old one is unknown', async () => {
    const { rig, imageOf, codeOf, outcome, look, channelId } = await start();
    await imageOf('link');
    const first = await codeOf();
    await imageOf('mini-program');
    expect(await codeOf()).toBe(first);
    expect(await outcome(PERSONAS.managerA, 'code.replace', { channelId, requestKey: 'another-key' })).toBe('ok');
    const second = await codeOf();
    expect(second).not.toBe(first);
    expect(await look(second, PERSONAS.staffA)).toEqual({ kind: 'camera', channelId });
    expect(await outcome(PERSONAS.staffA, 'entry.look', { code: first })).toBe('not-found');
    const told = rig.database.all('audit');
    expect(told).toMatchObject([{ action: 'code.replace', kind: 'code', channelId, cameraName: '收银台' }]);
    for (const code of [first, second]) expect(JSON.stringify([told, rig.log])).not.toContain(code);
  });

  test('can be replaced before it was ever shown', async () => {
    const { outcome, codeOf, channelId } = await start();
    expect(await outcome(PERSONAS.managerA, 'code.replace', { channelId, requestKey: 'another-key' })).toBe('ok');
    expect(await codeOf()).toMatch(/^c/);
  });

  test('is one, however many ask for it first', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, isReplaced) => {
        const database = new ScheduledDatabase();
        const codes = createCameraCodes(database);
        database.orderBy(scheduler);
        const asking = Array.from({ length: 3 }, async () => codes.codeOf('camera'));
        const replacing = isReplaced ? [codes.replace('camera')] : [];
        const [told] = await scheduler.waitFor(Promise.all([Promise.all(asking), Promise.all(replacing)]));
        const [kept, ...more] = database.memory.all('codes');
        expect(more).toEqual([]);
        if (!isReplaced) expect(new Set(told)).toEqual(new Set([kept?.code]));
      }),
    );
  });
});
