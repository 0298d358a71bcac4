import { CallError } from '../../../cloudfunctions/core/errors';
import { NOON, outcomeOf, PERSONAS } from '../../support/cloud-rig';
import { startControl } from '../../support/control-rig';
import { makePicture } from '../../support/fake-control';

const FILE = 'cloud://env-1.files-1/snapshots/still-0001.jpg';
const JPEG = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 0xff, 0xd9);
const ADD = { fileId: FILE, takenAt: NOON - 1000 };
const SPAN = { from: NOON - 86_400_000, to: NOON, page: 1 };

async function start(file: Uint8Array = JPEG) {
  const started = await startControl();
  const { files } = started.rig.storage;
  files.set(FILE, file);
  return { ...started, files };
}

describe('a still by the vendor', () => {
  test('comes with its address, its time and its end, and is on record', async () => {
    const { call, asked, audit } = await start();
    const data = { url: 'https://pictures.test/1.jpg', takenAt: NOON, expiresAt: NOON + 7_200_000 };
    expect(await call('snapshot.take', {}, PERSONAS.staffA)).toEqual({ ok: true, data });
    expect(asked()).toEqual(['snapshot a1']);
    expect(audit()).toEqual(['snapshot.take ok']);
  });

  test('is not asked for twice in four seconds, whoever asks', async () => {
    const { rig, chain, call, asked } = await start();
    await call('snapshot.take');
    const other = rig.startInstance();
    const wish = { channelId: chain.channels.a1 };
    const again = await other.call(PERSONAS.staffA, 'snapshot.take', wish);
    expect(again).toMatchObject({ error: { code: 'rate-limited', retryAt: NOON + 4000 } });
    rig.clock.advance(4000);
    expect(outcomeOf(await other.call(PERSONAS.staffA, 'snapshot.take', wish))).toBe('ok');
    expect(asked()).toEqual(['snapshot a1', 'snapshot a1']);
  });

  test('is unsupported where the vendor takes none', async () => {
    const { rig, driver, call } = await start();
    delete driver.snapshots;
    expect(outcomeOf(await call('snapshot.take'))).toBe('unsupported');
    expect(rig.database.writes).toEqual([]);
  });
});

describe('the gallery', () => {
  test('lists a page with one vendor call', async () => {
    const { control, call, asked, audit } = await start();
    control.pictures.push(makePicture());
    const pictures = [{ id: 'p1', takenAt: NOON, bytes: 1000, url: 'https://pictures.test/1.jpg' }];
    expect(await call('picture.list', SPAN)).toEqual({ ok: true, data: { pictures, pages: 1 } });
    expect(asked()).toEqual(['pictures a1 1']);
    expect(audit()).toEqual(['picture.list ok']);
  });

  test('keeps a still with the time at which it was taken, and the handed-in file is deleted', async () => {
    const { files, call, asked, audit } = await start();
    expect(await call('picture.add', ADD)).toEqual({ ok: true, data: null });
    expect(files.size).toBe(0);
    expect(asked()).toEqual(['put a1 jpg']);
    expect(await call('picture.list', SPAN)).toMatchObject({ data: { pictures: [{ takenAt: NOON - 1000 }] } });
    expect(audit()).toEqual(['picture.add ok', 'picture.list ok']);
  });

  test.each<[string, Uint8Array]>([
    ['a PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47)],
    ['a page of HTML', Buffer.from('<html>')],
    ['a JPEG that was cut short', JPEG.subarray(0, -2)],
    ['nothing', new Uint8Array()],
    ['more than 4 MB', new Uint8Array(5_000_000)],
  ])('does not take %s, which is deleted', async (_, file) => {
    const { files, call, asked } = await start(file);
    expect(outcomeOf(await call('picture.add', ADD))).toBe('invalid-argument');
    expect(asked()).toEqual([]);
    expect(files.size).toBe(0);
  });

  test('does not take a still of tomorrow', async () => {
    const { call, asked } = await start();
    expect(outcomeOf(await call('picture.add', { ...ADD, takenAt: NOON + 86_400_000 }))).toBe('invalid-argument');
    expect(asked()).toEqual([]);
  });

  test('takes files of its own folder only, and of people who may keep pictures', async () => {
    const { files, call } = await start();
    const fileId = 'cloud://env-1.files-1/talk/still-0001.jpg';
    expect(outcomeOf(await call('picture.add', { ...ADD, fileId }))).toBe('invalid-argument');
    expect(outcomeOf(await call('picture.add', ADD, PERSONAS.guest))).toBe('not-found');
    expect(files.has(FILE)).toBe(true);
  });

  test('deletes the file of a still that the vendor refuses', async () => {
    const { driver, files, call, audit } = await start();
    driver.failure = new CallError('vendor-quota', 'full');
    expect(outcomeOf(await call('picture.add', ADD))).toBe('vendor-quota');
    expect(files.size).toBe(0);
    expect(audit()).toEqual(['picture.add vendor-quota']);
  });

  test('forgets a picture, also one that is gone already', async () => {
    const { driver, call, asked, audit } = await start();
    expect(outcomeOf(await call('picture.remove', { id: 'p1' }))).toBe('ok');
    driver.failure = new CallError('not-found', 'gone');
    expect(outcomeOf(await call('picture.remove', { id: 'p1' }))).toBe('ok');
    expect(asked()).toEqual(['unput a1 p1', 'unput a1 p1']);
    expect(audit()).toEqual(['picture.remove ok', 'picture.remove ok']);
  });

  test.each([
    ['an end before the beginning', { from: NOON, to: NOON - 1, page: 1 }],
    ['more than a year', { from: NOON - 400 * 86_400_000, to: NOON, page: 1 }],
    ['page 0', { ...SPAN, page: 0 }],
  ])('%s is refused', async (_, data) => {
    const { call, asked } = await start();
    expect(outcomeOf(await call('picture.list', data))).toBe('invalid-argument');
    expect(asked()).toEqual([]);
  });

  test('is unsupported where the vendor keeps no pictures', async () => {
    const { driver, files, call } = await start();
    delete driver.pictures;
    expect(outcomeOf(await call('picture.list', SPAN))).toBe('unsupported');
    expect(outcomeOf(await call('picture.remove', { id: 'p1' }))).toBe('unsupported');
    expect(outcomeOf(await call('picture.add', ADD))).toBe('unsupported');
    expect(files.size).toBe(0);
  });
});
