import { at, NOW, textAt } from '../support';
import { DOME_C6, ENCRYPTED, FIXED_C3, HIKVISION, OFFLINE, startRig, type Form, type Rig } from './rig';

const BY_TIME = '/api/lapp/video/by/time';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Midnight in Beijing before NOW. */
const MIDNIGHT = Date.UTC(2024, 0, 1, 16);
const CLOUD = '1';
const LOCAL = '2';

interface Row {
  readonly startTime: number;
  readonly endTime: number;
}

let rig: Rig;

beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const ask = (form: Form = {}): Promise<unknown> => rig.ask(BY_TIME, { channelNo: '1', ...form });
const day = (offset: number): Form => ({
  startTime: String(MIDNIGHT + offset * DAY),
  endTime: String(MIDNIGHT + (offset + 1) * DAY),
});
function rowsIn(value: unknown): readonly Row[] {
  if (!Array.isArray(value)) throw new Error(`no rows: ${JSON.stringify(value)}`);
  return value.map((row) => ({ startTime: Number(at(row, 'startTime')), endTime: Number(at(row, 'endTime')) }));
}
const rows = async (form: Form): Promise<readonly Row[]> => rowsIn(at(await ask(form), 'data'));
/** An offset of a past day that has recordings. */
async function busyDay(recType: string): Promise<number> {
  for (let offset = -2; ; offset--) if (at(await ask({ ...day(offset), recType }), 'data') !== null) return offset;
}

describe('video/by/time, first version', () => {
  test('files of a day come in order, in ms, and do not overlap', async () => {
    const files = await rows({ ...day(await busyDay(LOCAL)), recType: LOCAL });
    expect(files.length).toBeGreaterThan(8);
    files.reduce((before, file) => {
      expect(file.startTime).toBeGreaterThanOrEqual(before.endTime);
      expect(file.endTime).toBeGreaterThan(file.startTime);
      return file;
    });
  });

  test('1 is the cloud and 2 the card, unlike in an address', async () => {
    const offset = await busyDay(CLOUD);
    const cloud = await ask({ ...day(offset), recType: CLOUD });
    const local = await ask({ ...day(offset), recType: LOCAL });
    expect(at(cloud, 'data', 0)).toMatchObject({ recType: 1, deviceSerial: DOME_C6, channelNo: 1, crypt: 0 });
    expect(at(local, 'data', 0)).toMatchObject({ recType: 2, downloadPath: '' });
    for (const clip of rowsIn(at(cloud, 'data'))) expect(clip.endTime - clip.startTime).toBeLessThanOrEqual(120_000);
  });

  test('0 and nothing choose the cloud where there is one, else the card', async () => {
    const offset = await busyDay(CLOUD);
    expect(await ask(day(offset))).toEqual(await ask({ ...day(offset), recType: CLOUD }));
    const fixed = { ...day(offset), deviceSerial: FIXED_C3 };
    expect(await ask({ ...fixed, recType: '0' })).toEqual(await ask({ ...fixed, recType: LOCAL }));
  });

  test('a day without recordings is null', async () => {
    const empty: number[] = [];
    for (let offset = -12; offset < 0; offset++) {
      if (at(await ask({ ...day(offset), recType: LOCAL }), 'data') === null) empty.push(offset);
    }
    expect(empty.length).toBeGreaterThan(0);
  });

  test('a file may reach over the ends of what was asked', async () => {
    const [first] = await rows({ ...day(await busyDay(LOCAL)), recType: LOCAL });
    const inside = first!.startTime + 60_000;
    const [same] = await rows({ startTime: String(inside), endTime: String(inside + 1_000), recType: LOCAL });
    expect(same).toEqual(first);
  });

  test('some night is recorded past midnight', async () => {
    const late: number[] = [];
    for (let offset = -12; offset < 0; offset++) {
      const span = { startTime: String(MIDNIGHT + offset * DAY), endTime: String(MIDNIGHT + offset * DAY + 1) };
      if (at(await ask({ ...span, recType: LOCAL }), 'data') !== null) late.push(offset);
    }
    expect(late.length).toBeGreaterThan(0);
  });

  test('without times today is meant, from midnight in Beijing to now', async () => {
    rig.clock.advance(9 * HOUR);
    const today = { startTime: String(MIDNIGHT), endTime: String(NOW + 9 * HOUR) };
    expect(await ask({ recType: LOCAL })).toEqual(await ask({ ...today, recType: LOCAL }));
  });

  test('nothing is recorded in the future', async () => {
    rig.clock.advance(12 * HOUR);
    for (const { endTime } of await rows({ ...day(0), recType: LOCAL })) {
      expect(endTime).toBeLessThanOrEqual(NOW + 12 * HOUR);
    }
  });

  test('an encrypted camera marks its files', async () => {
    const span = { startTime: String(MIDNIGHT - 5 * DAY), endTime: String(MIDNIGHT) };
    const file = at(await ask({ ...span, deviceSerial: ENCRYPTED, recType: LOCAL }), 'data', 0);
    expect(at(file, 'crypt')).toBe(1);
    expect(at(file, 'keyChecksum')).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('video/by/time, version 2.0', () => {
  test('pages are followed by nextFileTime until isAll, and hold what the first version holds', async () => {
    const offset = await busyDay(LOCAL);
    const { startTime = '', endTime = '' } = day(offset);
    const whole = await rows({ startTime, endTime, recType: LOCAL });
    const collected: Row[] = [];
    let from = startTime;
    for (let page = 0; page < 50; page++) {
      const data = at(await ask({ startTime: from, endTime, recType: LOCAL, version: '2.0', pageSize: '4' }), 'data');
      collected.push(...rowsIn(at(data, 'files')));
      if (at(data, 'isAll') === true) break;
      expect(rowsIn(at(data, 'files'))).toHaveLength(4);
      from = String(at(data, 'nextFileTime'));
    }
    expect(collected).toEqual(whole);
  });

  test('a day without recordings is an empty page', async () => {
    const form = { startTime: String(NOW - 90 * DAY), endTime: String(NOW - 89 * DAY), recType: LOCAL };
    expect(at(await ask({ ...form, version: '2.0' }), 'data')).toEqual({ files: [], isAll: true });
  });

  test.each([
    [{ recType: CLOUD, pageSize: '1000' }, '200'],
    [{ recType: CLOUD, pageSize: '1001' }, '10001'],
    [{ recType: LOCAL, pageSize: '500' }, '200'],
    [{ recType: LOCAL, pageSize: '501' }, '10001'],
    [{ recType: LOCAL, pageSize: '0' }, '10001'],
    [{ version: '3.0' }, '10001'],
  ])('%j is %s', async (form: Form, code) => {
    expect(at(await ask({ version: '2.0', ...form }), 'code')).toBe(code);
  });
});

test.each([
  [{ startTime: '2024-01-01 00:00:00' }, '10001'],
  [{ startTime: String(NOW), endTime: String(NOW) }, '10001'],
  [{ recType: '3' }, '10001'],
  [{ channelNo: '2' }, '20032'],
  [{ deviceSerial: 'K10000099' }, '20002'],
  [{ deviceSerial: 'k1' }, '20014'],
  [{ deviceSerial: FIXED_C3, recType: CLOUD }, '10011'],
  [{ deviceSerial: OFFLINE, recType: LOCAL }, '20007'],
])('video/by/time with %j is %s', async (form: Form, code) => {
  expect(at(await ask(form), 'code')).toBe(code);
});

test('the cloud answers for a camera whose line is down', async () => {
  rig.simulator.setFaults({ offline: true });
  expect(at(await ask({ recType: CLOUD }), 'code')).toBe('200');
  expect(at(await ask({ recType: LOCAL }), 'code')).toBe('20007');
});

test.each(['10004', '10013', '60024', '49999'])('video/by/time tells %s on request', async (code) => {
  rig.simulator.setFaults({ answer: { endpoint: BY_TIME, code } });
  expect(at(await ask(), 'code')).toBe(code);
});

describe('playback addresses', () => {
  const LIVE = '/api/lapp/v2/live/address/get';
  const SPAN = { startTime: '2024-01-01 11:01:05', stopTime: '2024-01-01 11:02:23' };
  const playback = (form: Form = {}): Promise<unknown> => rig.ask(LIVE, { protocol: '3', type: '2', ...SPAN, ...form });
  const urlOf = async (form: Form = {}): Promise<URL> => new URL(textAt(await playback(form), 'data', 'url'));
  const spanOf = async (form: Form): Promise<unknown> => {
    const { searchParams } = await urlOf({ startTime: '', stopTime: '', ...form });
    return [searchParams.get('begin'), searchParams.get('end')];
  };

  test.each([
    ['2', 'local'],
    ['3', 'cloud'],
  ])('type %s is %s, with the span in the shape of the guide', async (type, rec) => {
    const url = await urlOf({ type, expireTime: '86400' });
    const { id = '', ...facts } = Object.fromEntries(url.searchParams);
    expect(url.pathname).toBe('/v3/openpb/K10000001_1_1');
    expect(Object.keys(Object.fromEntries(url.searchParams))).toEqual([
      'begin',
      'end',
      'expire',
      'id',
      'rec',
      't',
      'ev',
    ]);
    expect(id).toMatch(/^\d{18}$/);
    expect(facts).toMatchObject({ begin: '20240101110105', end: '20240101110223', rec, ev: '100' });
    expect(facts['expire']).toBe(String(Math.floor(NOW / 1000) + 86_400));
  });

  test.each([
    ['3', 'rtmp', ''],
    ['4', 'http', '.flv'],
    ['5', 'http', '.m3u8'],
  ] as const)('protocol %s is served from %s', async (protocol, base, ending) => {
    const { href } = await urlOf({ protocol });
    expect(href.startsWith(`${rig.origin[base]}/v3/openpb/K10000001_1_1${ending}?begin=`)).toBe(true);
  });

  test("the vendor's own protocol names span and place", async () => {
    expect((await urlOf({ protocol: '1', type: '3' })).href).toBe(
      'ezopen://open.ys7.com/K10000001/1.cloud.rec?begin=20240101110105&end=20240101110223',
    );
  });

  test('times left out mean a day', async () => {
    expect(await spanOf({})).toEqual(['20240101030405', '20240102030405']);
    expect(await spanOf({ startTime: '2024-01-01 08:00:00' })).toEqual(['20240101080000', '20240102080000']);
    expect(await spanOf({ stopTime: '2024-01-01 08:00:00' })).toEqual(['20231231080000', '20240101080000']);
  });

  test.each([
    [{ protocol: '2' }, '10001'],
    [{ startTime: '1704078065000' }, '10001'],
    [{ startTime: '2024-01-01T11:01:05' }, '10001'],
    [{ startTime: '2024-02-30 11:01:05' }, '10001'],
    [{ stopTime: SPAN.startTime }, '10001'],
    [{ type: '3', stopTime: '2024-01-02 00:00:00' }, '10001'],
    [{ type: '3', stopTime: '2024-01-01 23:59:59' }, '200'],
    [{ type: '2', stopTime: '2024-01-02 00:00:00' }, '200'],
    [{ type: '3', startTime: '', stopTime: '' }, '10001'],
    [{ playbackSpeed: '2', protocol: '4' }, '200'],
    [{ playbackSpeed: '3', protocol: '4' }, '10001'],
    [{ playbackSpeed: '2', protocol: '3' }, '10001'],
    [{ deviceSerial: OFFLINE }, '20007'],
    [{ deviceSerial: ENCRYPTED }, '60019'],
    [{ deviceSerial: FIXED_C3, type: '3' }, '20019'],
    [{ deviceSerial: HIKVISION }, '200'],
  ])('with %j it is %s', async (form: Form, code) => {
    expect(at(await playback(form), 'code')).toBe(code);
  });

  describe('pulled', () => {
    const text = (instant: number): string => new Date(instant + 8 * HOUR).toISOString().slice(0, 19).replace('T', ' ');
    /** The first file of a day, and an address from a minute before it to its middle. */
    const recorded = async (place: typeof LOCAL | typeof CLOUD) => {
      const [file] = await rows({ ...day(await busyDay(place)), recType: place });
      const middle = file!.startTime + Math.floor((file!.endTime - file!.startTime) / 2_000) * 1_000;
      const type = place === LOCAL ? '2' : '3';
      const span = { startTime: text(file!.startTime - 60_000), stopTime: text(middle) };
      return { file: file!, middle, url: await urlOf({ type, protocol: '4', ...span }) };
    };

    test.each([LOCAL, CLOUD] as const)('recType %s plays from its first recorded instant', async (place) => {
      const { file, middle, url } = await recorded(place);
      expect(rig.origin.pull(url.href)).toMatchObject({
        kind: 'recorded',
        place: place === LOCAL ? 'device' : 'cloud',
        camera: { device: 1 },
        span: { from: file.startTime, to: middle },
        speed: 1,
      });
    });

    test('a changed span is forbidden, a span without recordings is not there', async () => {
      const { href } = await urlOf({ startTime: '2024-01-01 03:00:00', stopTime: '2024-01-01 03:30:00' });
      const forbidden = { kind: 'refused', reason: 'forbidden' };
      const missing = { kind: 'refused', reason: 'not-found' };
      expect(rig.origin.pull(href.replace('end=20240101033000', 'end=20240101093000'))).toEqual(forbidden);
      expect(rig.origin.pull(href)).toEqual(missing);
      const cloud = await urlOf({ type: '3', startTime: '2024-01-01 03:00:00', stopTime: '2024-01-01 03:30:00' });
      expect(rig.origin.pull(cloud.href)).toEqual(missing);
    });

    test.each([
      ['2', 2],
      ['0.5', 0.5],
      ['16', 16],
      ['-1', 16],
    ])('playbackSpeed %s plays at %d', async (playbackSpeed, speed) => {
      const { file } = await recorded(LOCAL);
      const span = { startTime: text(file.startTime), stopTime: text(file.endTime) };
      const { href } = await urlOf({ protocol: '4', ...span, playbackSpeed });
      expect(rig.origin.pull(href)).toMatchObject({ kind: 'recorded', speed, span: { from: file.startTime } });
      expect(rig.origin.pull(href.replace('speed=', 'speed=0'))).toEqual({ kind: 'refused', reason: 'forbidden' });
    });

    test('over HLS (protocol 5) it is the same recording', async () => {
      const { file, middle } = await recorded(LOCAL);
      const { href } = await urlOf({ protocol: '5', startTime: text(file.startTime), stopTime: text(middle) });
      expect(rig.origin.pull(href)).toMatchObject({ kind: 'recorded', span: { from: file.startTime, to: middle } });
    });

    test('a recording that is being made grows, and can be played beyond the moment at which it was asked for', async () => {
      rig.clock.advance(9 * HOUR);
      const running = async () => (await rows({ ...day(0), recType: LOCAL })).at(-1)!;
      const before = await running();
      expect(before.endTime).toBe(rig.clock.now());
      rig.clock.advance(60_000);
      expect(await running()).toEqual({ ...before, endTime: before.endTime + 60_000 });
      const now = Math.floor(rig.clock.now() / 1000) * 1000;
      const span = { from: now - 10_000, to: now + 60_000 };
      const { href } = await urlOf({ startTime: text(span.from), stopTime: text(span.to) });
      expect(rig.origin.pull(href)).toMatchObject({ span });
    });

    test('addresses issued before they expired at once open nothing, later ones do', async () => {
      const { url } = await recorded(LOCAL);
      rig.simulator.setFaults({ expireAddresses: true });
      expect(rig.origin.pull(url.href)).toEqual({ kind: 'refused', reason: 'forbidden' });
      expect(rig.origin.pull((await recorded(LOCAL)).url.href).kind).toBe('recorded');
    });

    test('what the card holds is out of reach with its camera, what the cloud holds is not', async () => {
      const local = await recorded(LOCAL);
      const cloud = await recorded(CLOUD);
      rig.simulator.setFaults({ offline: true });
      expect(rig.origin.pull(local.url.href).kind).toBe('refused');
      expect(rig.origin.pull(cloud.url.href).kind).toBe('recorded');
    });

    test('once the camera is encrypted its addresses are forbidden', async () => {
      const { url } = await recorded(LOCAL);
      await rig.codeOf('/api/lapp/device/encrypt/on');
      expect(rig.origin.pull(url.href)).toEqual({ kind: 'refused', reason: 'forbidden' });
    });
  });
});
