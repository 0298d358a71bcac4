import fc from 'fast-check';
import type { PastWish, Recording } from '../../../../cloudfunctions/core/capabilities';
import { parseChinaTime } from '../../../../cloudfunctions/core/china-time';
import { firstPart } from '../../../../cloudfunctions/vendors/ezviz/recordings';
import type { AskedOf } from '../../../support/driver-deps';
import { ADDRESS, makeApi, refused, success } from './rig';

const HOUR = 3600_000;
const at = (text: string): number => parseChinaTime(text) ?? NaN;
const NOON = at('2020-11-16 12:00:00');
const MIDNIGHT = at('2020-11-17 00:00:00');
const DAY = { from: at('2020-11-16 00:00:00'), to: MIDNIGHT };
const file = (from: number, to: number, more: object = {}) => ({ startTime: from, endTime: to, ...more });
const recording = (place: Recording['place'], from: number, to: number): Recording => ({
  place,
  from,
  to,
  id: null,
  trigger: 'unknown',
  bytes: null,
});
/** The recording of the guide's sample, and the answer printed there. */
const SAMPLE = { from: at('2020-11-16 11:01:05'), to: at('2020-11-16 11:02:23') };
const PRINTED = {
  id: '244844909163069440',
  url: 'rtmp://rtmp01open.ys7.com:1935/v3/openpb/203751922_1_1?begin=20201116110105&end=20201116110223&expire=1604647605&id=244844909163069440&rec=local&t=c2b0a5ed5a7c49ae61976155c83c434a619286a0e6650c98c0bb58962ea161f3&ev=100',
  expireTime: '2020-11-06 15:26:45',
};

/** The sample from its first picture on, by RTMP as it is printed. */
const past = (place: Recording['place'], more: Partial<PastWish> = {}): PastWish => ({
  place,
  recording: { ...SAMPLE, id: null },
  at: SAMPLE.from,
  speed: 1,
  avoid: ['flv'],
  ...more,
});

describe('listing', () => {
  test.each([
    ['cloud', '1', '1000'],
    ['device', '2', '500'],
  ] as const)('at the place %s the vendor calls it %s and gives up to %s a page', async (place, recType, pageSize) => {
    const { api, calls } = makeApi(() =>
      success({ files: [file(NOON, NOON + HOUR, { fileSize: '77' })], isAll: true }),
    );
    expect(await api.recordings.list(ADDRESS, { place, ...DAY })).toEqual([
      { ...recording(place, NOON, NOON + HOUR), bytes: 77 },
    ]);
    expect(calls()[0]?.fields).toMatchObject({ recType, pageSize, version: '2.0' });
    expect(calls()).toHaveLength(1);
  });

  test("the guide's sample instants go out as epoch ms", async () => {
    const { api, calls } = makeApi(() => success(null));
    await api.recordings.list(ADDRESS, { place: 'device', ...SAMPLE });
    expect(calls()[0]?.fields).toMatchObject({ startTime: '1605495665000', endTime: '1605495743000' });
  });

  test.each([null, undefined, [], { files: null }, { files: [], isAll: true }])(
    'a day without recordings may be %j',
    async (data) => {
      const { api, calls } = makeApi(() => success(data));
      expect(await api.recordings.list(ADDRESS, { place: 'device', ...DAY })).toEqual([]);
      expect(calls()).toHaveLength(1);
    },
  );

  test('an instant that no calendar can tell is a malformed reply', async () => {
    const { api } = makeApi(() => success({ files: [file(NOON, Number.MAX_SAFE_INTEGER)], isAll: true }));
    await expect(api.recordings.list(ADDRESS, { place: 'device', ...DAY })).rejects.toMatchObject({
      code: 'vendor-protocol',
      message: 'ezviz video/by/time: unexpected files.0.endTime',
    });
  });

  test("the first edition's rows are as good", async () => {
    const { api } = makeApi(() => success([file(NOON, NOON + HOUR, { recType: 2, coverPic: '' })]));
    expect(await api.recordings.list(ADDRESS, { place: 'device', ...DAY })).toHaveLength(1);
  });

  test('further pages begin where the vendor says, and what is on two of them is told once', async () => {
    const pages: Readonly<Record<string, unknown>> = {
      [DAY.from]: { files: [file(NOON, NOON + HOUR)], isAll: false, nextFileTime: NOON + HOUR },
      [NOON + HOUR]: { files: [file(NOON + 2 * HOUR, NOON + 3 * HOUR), file(NOON, NOON + HOUR)], isAll: true },
    };
    const { api, calls } = makeApi(({ fields }) => success(pages[fields.startTime ?? '']));
    const found = await api.recordings.list(ADDRESS, { place: 'device', ...DAY });
    expect(found.map(({ from }) => from)).toEqual([NOON, NOON + 2 * HOUR]);
    expect(calls().map(({ fields }) => fields.endTime)).toEqual([String(DAY.to), String(DAY.to)]);
  });

  test.each([0, DAY.from, null])('a next page that is none (%j) ends the list', async (nextFileTime) => {
    const { api, calls } = makeApi(() => success({ files: [file(NOON, NOON + HOUR)], isAll: false, nextFileTime }));
    expect(await api.recordings.list(ADDRESS, { place: 'device', ...DAY })).toHaveLength(1);
    expect(calls()).toHaveLength(1);
  });

  test('a list without an end is refused after fifty pages, not cut short', async () => {
    const next = ({ fields }: AskedOf) => Number(fields.startTime) + 1000;
    const { api, calls } = makeApi((asked) => success({ files: [], isAll: false, nextFileTime: next(asked) }));
    await expect(api.recordings.list(ADDRESS, { place: 'device', ...DAY })).rejects.toMatchObject({
      code: 'unsupported',
    });
    expect(calls()).toHaveLength(50);
  });

  test('recordings may reach over the ends of the day, and come in order', async () => {
    const files = [file(NOON, NOON + HOUR), file(DAY.from - HOUR, DAY.from + HOUR), file(DAY.to - 1, DAY.to + HOUR)];
    const { api } = makeApi(() => success({ files, isAll: true }));
    const found = await api.recordings.list(ADDRESS, { place: 'cloud', ...DAY });
    expect(found.map(({ from }) => from)).toEqual([DAY.from - HOUR, NOON, DAY.to - 1]);
  });

  test.each([0, null, undefined])('one that ends at %j is still being made, and ends now', async (endTime) => {
    const { api, clock } = makeApi(() => success({ files: [{ startTime: NOON, endTime }], isAll: true }));
    const found = await api.recordings.list(ADDRESS, { place: 'device', ...DAY });
    expect(found).toMatchObject([{ from: NOON, to: clock.now() }]);
  });

  test.each([
    ['ALARM', 'motion'],
    ['TIMING', 'timed'],
    ['IO', 'unknown'],
    ['ALLEVENT', 'unknown'],
    [null, 'unknown'],
    ['constructor', 'unknown'],
  ])('what had the camera record, %s, is %s', async (localType, trigger) => {
    const { api } = makeApi(() => success({ files: [file(NOON, NOON + HOUR, { localType })], isAll: true }));
    expect(await api.recordings.list(ADDRESS, { place: 'device', ...DAY })).toMatchObject([{ trigger }]);
  });

  test('2,500 files of a month cost three calls in the cloud and five at the device', async () => {
    const FILES = 2500;
    const month = { from: DAY.from, to: DAY.from + 31 * 24 * HOUR };
    const step = Math.floor((month.to - month.from) / FILES);
    const all = Array.from({ length: FILES }, (_, index) =>
      file(month.from + index * step, month.from + index * step + 30_000),
    );
    const { api, calls } = makeApi(({ fields }) => {
      const left = all.filter(({ startTime }) => startTime >= Number(fields.startTime));
      const size = Number(fields.pageSize);
      return success({
        files: left.slice(0, size),
        isAll: left.length <= size,
        nextFileTime: left[size]?.startTime ?? 0,
      });
    });
    for (const [place, count] of [
      ['cloud', 3],
      ['device', 5],
    ] as const) {
      const before = calls().length;
      expect(await api.recordings.list(ADDRESS, { place, ...month })).toHaveLength(FILES);
      expect(calls().length - before).toBe(count);
    }
  });

  test('one that ends before it begins is left out', async () => {
    const { api } = makeApi(() => success({ files: [file(NOON, NOON)], isAll: 1 }));
    expect(await api.recordings.list(ADDRESS, { place: 'cloud', ...DAY })).toEqual([]);
  });
});

describe('opening', () => {
  const opened = (place: Recording['place']) =>
    makeApi(({ fields }) =>
      success(fields.protocol === '3' ? PRINTED : { ...PRINTED, url: PRINTED.url.replace('rtmp:', 'https:') }),
    ).api.recordings.open(ADDRESS, past(place));

  test('the address is the one printed in the guide', async () => {
    expect(await opened('device')).toEqual({
      sources: [{ protocol: 'rtmp', url: PRINTED.url, codec: 'unknown', expiresAt: 1_604_647_605_000 }],
      ...SAMPLE,
    });
  });

  test.each([
    ['device', '2'],
    ['cloud', '3'],
  ] as const)("a recording at the place %s is of type %s, with China's wall clock", async (place, type) => {
    const { api, calls } = makeApi(() => success(PRINTED));
    await api.recordings.open(ADDRESS, past(place));
    expect(calls()[0]?.fields).toMatchObject({
      type,
      startTime: '2020-11-16 11:01:05',
      stopTime: '2020-11-16 11:02:23',
    });
    expect(calls()[0]?.fields).not.toHaveProperty('quality');
  });

  test.each([
    [[], '4'],
    [['flv'], '3'],
    [['flv', 'rtmp'], '4'],
    [['hls'], '4'],
  ] as const)('of the protocols but %j it asks for %s: there is no HLS of recordings', async (avoid, protocol) => {
    const url = protocol === '4' ? 'https://h/1.flv' : PRINTED.url;
    const { api, calls } = makeApi(() => success({ url }));
    await api.recordings.open(ADDRESS, past('device', { avoid }));
    expect(calls().map(({ fields }) => fields.protocol)).toEqual([protocol]);
  });

  test('a protocol refused for recordings is still asked for live', async () => {
    const { api, calls } = makeApi(({ fields }) =>
      fields.type === undefined
        ? success({ url: 'https://h/1.flv' })
        : fields.protocol === '4'
          ? refused('60020')
          : success(PRINTED),
    );
    await api.recordings.open(ADDRESS, past('device', { avoid: [] }));
    await api.recordings.open(ADDRESS, past('device', { avoid: [] }));
    await api.openLive(ADDRESS, 'main', []);
    expect(calls().map(({ fields }) => fields.protocol)).toEqual(['4', '3', '3', '4']);
  });

  test.each([
    ['before it', { at: SAMPLE.from - 1 }],
    ['when it ends', { at: SAMPLE.to }],
    ['at a speed that is not offered', { speed: 3 }],
    ['backwards', { speed: -1 }],
  ])('a recording to be played %s is refused without a call', async (_, more) => {
    const { api, calls } = makeApi(() => success(PRINTED));
    await expect(api.recordings.open(ADDRESS, past('cloud', more))).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(calls()).toHaveLength(0);
  });

  test('in the cloud a recording over midnight is played to the last second of its first day', async () => {
    const { api, calls } = makeApi(() => success(PRINTED));
    const night = { from: MIDNIGHT - HOUR, to: MIDNIGHT + HOUR };
    const open = (place: Recording['place']) =>
      api.recordings.open(ADDRESS, past(place, { recording: { ...night, id: null }, at: night.from }));
    expect(await open('cloud')).toMatchObject({ from: night.from, to: MIDNIGHT });
    expect(await open('device')).toMatchObject(night);
    expect(calls().map(({ fields }) => fields.stopTime)).toEqual(['2020-11-16 23:59:59', '2020-11-17 01:00:00']);
  });

  test('an instant is a second, in the text that the vendor takes', async () => {
    const { api, calls } = makeApi(() => success(PRINTED));
    const recording = { from: NOON, to: NOON + 210, id: null };
    const opened = await api.recordings.open(ADDRESS, past('device', { recording, at: NOON + 200 }));
    expect(opened).toMatchObject({ from: NOON, to: NOON + 210 });
    expect(calls()[0]?.fields).toMatchObject({ startTime: '2020-11-16 12:00:00', stopTime: '2020-11-16 12:00:01' });
  });

  test.each([0.5, 2, 4, 8])('speed %f is asked for as FLV, the one protocol that has it', async (speed) => {
    const { api, calls } = makeApi(() => success({ url: 'https://h/1.flv' }));
    expect(api.recordings.speeds).toContain(speed);
    for (const place of api.recordings.places) {
      await api.recordings.open(ADDRESS, past(place, { speed, avoid: ['flv'] }));
    }
    const asked = calls().map(({ fields }) => [fields.type, fields.protocol, fields.playbackSpeed]);
    expect(asked).toEqual([
      ['2', '4', String(speed)],
      ['3', '4', String(speed)],
    ]);
  });

  test('speed 1 is not asked for, and a camera without another says so', async () => {
    const { api, calls } = makeApi(({ fields }) =>
      fields.playbackSpeed === undefined ? success({ url: 'https://h/1.flv' }) : refused('60020'),
    );
    await expect(api.recordings.open(ADDRESS, past('device', { speed: 4 }))).rejects.toMatchObject({
      code: 'unsupported',
    });
    await api.recordings.open(ADDRESS, past('device', { avoid: [] }));
    expect(calls().map(({ fields }) => fields.protocol)).toEqual(['4', '4']);
  });
});

test('opened from end to end, the parts of a recording stay in one day each and hold all of it', () => {
  const instant = fc.integer({ min: DAY.from, max: DAY.from + 5 * 24 * HOUR });
  const held = fc.tuple(instant, instant).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b), id: null }));
  fc.assert(
    fc.property(held, instant, (recording, at) => {
      const partOf = (place: Recording['place'], from: number) => firstPart({ place, recording, at: from });
      if (at < recording.from || at >= recording.to) {
        expect([partOf('cloud', at), partOf('device', at)]).toEqual([null, null]);
        return;
      }
      expect(partOf('device', at)).toEqual({ from: toSecond(at), to: recording.to });
      let reached = at;
      while (reached < recording.to) {
        const part = partOf('cloud', reached)!;
        expect(part.from).toBe(toSecond(reached));
        expect(part.to).toBeGreaterThan(reached);
        expect(chinaDay(part.from)).toBe(chinaDay(part.to - 1));
        reached = part.to;
      }
      expect(reached).toBe(recording.to);
    }),
  );
});

const toSecond = (instant: number): number => Math.floor(instant / 1000) * 1000;
const chinaDay = (instant: number): number => Math.floor((instant + 8 * HOUR) / (24 * HOUR));
