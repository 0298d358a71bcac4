import fc from 'fast-check';
import type { Recording } from '../../../../cloudfunctions/core/capabilities';
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

  test('one that ends before it begins is left out', async () => {
    const { api } = makeApi(() => success({ files: [file(NOON, NOON)], isAll: 1 }));
    expect(await api.recordings.list(ADDRESS, { place: 'cloud', ...DAY })).toEqual([]);
  });
});

describe('opening', () => {
  const opened = (place: Recording['place']) =>
    makeApi(({ fields }) =>
      success(fields.protocol === '3' ? PRINTED : { ...PRINTED, url: PRINTED.url.replace('rtmp:', 'https:') }),
    ).api.recordings.open(ADDRESS, { recording: recording(place, SAMPLE.from, SAMPLE.to), ...SAMPLE }, ['flv']);

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
    await api.recordings.open(ADDRESS, { recording: recording(place, SAMPLE.from, SAMPLE.to), ...SAMPLE }, ['flv']);
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
    await api.recordings.open(ADDRESS, { recording: recording('device', SAMPLE.from, SAMPLE.to), ...SAMPLE }, avoid);
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
    const one = recording('device', SAMPLE.from, SAMPLE.to);
    await api.recordings.open(ADDRESS, { recording: one, ...SAMPLE });
    await api.recordings.open(ADDRESS, { recording: one, ...SAMPLE });
    await api.openLive(ADDRESS, 'main', []);
    expect(calls().map(({ fields }) => fields.protocol)).toEqual(['4', '3', '3', '4']);
  });

  test('only what the recording holds is asked for', async () => {
    const { api, calls } = makeApi(() => success(PRINTED));
    const span = { from: SAMPLE.from - HOUR, to: SAMPLE.to + HOUR };
    await api.recordings.open(ADDRESS, { recording: recording('device', SAMPLE.from, SAMPLE.to), ...span }, ['flv']);
    expect(calls()[0]?.fields).toMatchObject({ startTime: '2020-11-16 11:01:05', stopTime: '2020-11-16 11:02:23' });
  });

  test('a span outside the recording is refused without a call', async () => {
    const { api, calls } = makeApi(() => success(PRINTED));
    const held = recording('cloud', SAMPLE.from, SAMPLE.to);
    const before = { from: DAY.from, to: SAMPLE.from };
    await expect(api.recordings.open(ADDRESS, { recording: held, ...before })).rejects.toMatchObject({
      code: 'invalid-argument',
    });
    expect(calls()).toHaveLength(0);
  });

  test('in the cloud a span over midnight is played to the last second of its first day', async () => {
    const { api, calls } = makeApi(() => success(PRINTED));
    const night = { from: MIDNIGHT - HOUR, to: MIDNIGHT + HOUR };
    const open = (place: Recording['place']) =>
      api.recordings.open(ADDRESS, { recording: recording(place, night.from, night.to), ...night }, ['flv']);
    expect(await open('cloud')).toMatchObject({ from: night.from, to: MIDNIGHT });
    expect(await open('device')).toMatchObject(night);
    expect(calls().map(({ fields }) => fields.stopTime)).toEqual(['2020-11-16 23:59:59', '2020-11-17 01:00:00']);
  });

  test('an instant is a second, in the text that the vendor takes', async () => {
    const { api, calls } = makeApi(() => success(PRINTED));
    const blink = { from: NOON + 200, to: NOON + 210 };
    const wish = { recording: recording('device', NOON, NOON + HOUR), ...blink };
    expect(await api.recordings.open(ADDRESS, wish, ['flv'])).toMatchObject({ from: NOON, to: blink.to });
    expect(calls()[0]?.fields).toMatchObject({ startTime: '2020-11-16 12:00:00', stopTime: '2020-11-16 12:00:01' });
  });
});

test('opened from end to end, the parts of a span stay in one day each and hold all of it', () => {
  const instant = fc.integer({ min: DAY.from, max: DAY.from + 5 * 24 * HOUR });
  const pair = fc.tuple(instant, instant).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
  fc.assert(
    fc.property(pair, pair, (held, span) => {
      const cloud = recording('cloud', held.from, held.to);
      const device = recording('device', held.from, held.to);
      const from = Math.max(held.from, span.from);
      const to = Math.min(held.to, span.to);
      if (from >= to) {
        expect([firstPart(cloud, span), firstPart(device, span)]).toEqual([null, null]);
        return;
      }
      expect(firstPart(device, span)).toEqual({ from: toSecond(from), to });
      let reached = from;
      while (reached < to) {
        const part = firstPart(cloud, { from: reached, to: span.to })!;
        expect(part.from).toBe(toSecond(reached));
        expect(part.to).toBeGreaterThan(reached);
        expect(chinaDay(part.from)).toBe(chinaDay(part.to - 1));
        reached = part.to;
      }
      expect(reached).toBe(to);
    }),
  );
});

const toSecond = (instant: number): number => Math.floor(instant / 1000) * 1000;
const chinaDay = (instant: number): number => Math.floor((instant + 8 * HOUR) / (24 * HOUR));
