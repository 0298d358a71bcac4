import fc from 'fast-check';
import { chinaTime, parseChinaTime } from '../../../../../cloudfunctions/core/china-time';
import { START } from '../../../../support/fake-clock';
import { makeFixed, makeRig, succ, type Asked } from '../rig';

const MSG = 'bXlfdGVzdF8xMjM0NQ==';
const page = (rows: readonly object[], total = rows.length) =>
  succ({
    page_info: { total_num: total, page_total: Math.ceil(total / 50), page_size: 50, current_page: 1 },
    result: rows,
  });
const SPAN = { from: START, to: START + 3600_000 };

test('§9 messages come decoded, in order of time, with ids too large for 32 bits', async () => {
  const { api, only } = makeFixed(
    page([
      { create_time: '2018-01-08 09:27:00', msg_id: 4_398_046_511_104, msg: MSG },
      { create_time: '2018-01-04 16:27:40', msg_id: 14, msg: MSG },
    ]),
  );
  const messages = await api.messages.read('2162826', SPAN);
  expect(messages.map(({ id, at, bytes }) => [id, chinaTime(at), Buffer.from(bytes).toString()])).toEqual([
    ['14', '2018-01-04 16:27:40', 'my_test_12345'],
    ['4398046511104', '2018-01-08 09:27:00', 'my_test_12345'],
  ]);
  expect(only()).toMatchObject({ method: 'GET', path: '/ipc/video/device/QryDevMsg' });
  expect(only().query).toEqual({
    device_id: '2162826',
    begin_time: '2024-01-01 08:00:00',
    end_time: '2024-01-01 09:00:00',
  });
});

test.each([
  ['counts its last second in', (at: number, end: number) => at <= end],
  ['leaves its last second out', (at: number, end: number) => at < end],
])('§9 where a span %s, more than a page is read by halves, each message once', async (_, before) => {
  const rows = Array.from({ length: 300 }, (__, index) => ({
    create_time: chinaTime(START + index * 10_000),
    msg_id: 14,
    msg: Buffer.from(String(index)).toString('base64'),
  }));
  const { api, asked } = makeRig(({ query }: Asked) => {
    const [begin = 0, end = 0] = [query.begin_time, query.end_time].map((text) => parseChinaTime(text ?? '') ?? 0);
    const within = rows.filter(({ create_time }) => {
      const at = parseChinaTime(create_time) ?? 0;
      return at >= begin && before(at, end);
    });
    return page(within.slice(0, 50), within.length);
  });
  const messages = await api.messages.read('2162826', SPAN);
  expect(messages.map(({ bytes }) => Number(Buffer.from(bytes).toString()))).toEqual(rows.map((__, index) => index));
  expect(asked.length).toBeLessThan(32);
});

test('§9 more messages in one second than a page has are refused by name', async () => {
  const { api, asked } = makeFixed(page([{ create_time: '2024-01-01 08:00:00', msg_id: 1, msg: MSG }], 51));
  await expect(api.messages.read('2162826', SPAN)).rejects.toMatchObject({ code: 'unsupported' });
  expect(asked.length).toBeLessThan(20);
});

/** A vendor that keeps messages, and says of a span whether it takes in its last second. */
function makeKeeper(times: readonly number[], isInclusive: boolean) {
  return makeRig(({ query }: Asked) => {
    const [begin = 0, end = 0] = [query.begin_time, query.end_time].map((text) => parseChinaTime(text ?? '') ?? 0);
    const within = times.filter((at) => at >= begin && (at < end || (isInclusive && at === end)));
    const rows = within.map((at) => ({ create_time: chinaTime(at), msg_id: 14, msg: MSG }));
    return page(rows.slice(0, 50), rows.length);
  });
}

describe('the latest', () => {
  const WEEK = { from: START, to: START + 7 * 86_400_000 };
  const second = fc.integer({ min: 0, max: 7 * 86_400 - 1 });

  test('§9 are told in order of time, none twice and none left out between them', async () => {
    const times = fc.uniqueArray(second, { maxLength: 400 });
    await fc.assert(
      fc.asyncProperty(times, fc.boolean(), fc.integer({ min: 1, max: 200 }), async (seconds, isInclusive, most) => {
        const all = seconds.map((at) => START + at * 1000).sort((a, b) => a - b);
        const { api, asked } = makeKeeper(all, isInclusive);
        const { messages, more } = await api.messages.latest('2162826', WEEK, most);
        const told = messages.map(({ at }) => at);
        expect(told.length).toBeLessThanOrEqual(most);
        expect(told).toEqual(all.slice(all.length - told.length));
        expect(more).toBe(told.length < all.length);
        expect(told.length).toBeGreaterThanOrEqual(Math.min(most, all.length, 50) / 2);
        expect(asked.length).toBeLessThanOrEqual(40);
      }),
      { numRuns: 60 },
    );
  });

  test('§9 where a burst lies days back, they are found within forty pages', async () => {
    const burst = Array.from({ length: 3600 }, (_, index) => START + index * 1000);
    const { api, asked } = makeKeeper(burst, true);
    const { messages, more } = await api.messages.latest('2162826', WEEK, 200);
    expect([messages.at(-1)?.at, more]).toEqual([burst.at(-1), true]);
    expect(messages.length).toBeGreaterThan(25);
    expect(asked.length).toBeLessThanOrEqual(40);
  });

  test.each([true, false])(
    '§9 of more in one second than a page has, a page is told (its last second counted in: %s)',
    async (isInclusive) => {
      const { api } = makeKeeper(
        Array.from({ length: 60 }, () => START + 5000),
        isInclusive,
      );
      const { messages, more } = await api.messages.latest('2162826', SPAN, 200);
      expect([messages.length, more]).toEqual([50, true]);
    },
  );

  test('§9 what fits a page costs one call', async () => {
    const { api, asked } = makeKeeper([START, START + 1000], true);
    expect(await api.messages.latest('2162826', WEEK, 1)).toMatchObject({
      messages: [{ at: START + 1000 }],
      more: true,
    });
    expect(asked).toHaveLength(1);
  });
});

test('§9 a message that is not base64 is vendor-protocol', async () => {
  const { api } = makeFixed(page([{ create_time: '2024-01-01 08:00:00', msg_id: 1, msg: '?' }]));
  await expect(api.messages.read('2162826', SPAN)).rejects.toMatchObject({
    code: 'vendor-protocol',
    message: expect.stringContaining('result.0.msg') as unknown,
  });
});

test('§11 128 bytes reach the device as they are; one more costs no call', async () => {
  const { api, asked } = makeFixed(succ());
  const bytes = new Uint8Array(128).fill(7);
  await api.messages.tell('2162826', bytes);
  expect(asked[0]).toMatchObject({
    method: 'POST',
    path: '/ipc/video/dev_active',
    query: { device_id: '2162826' },
    kind: 'command',
  });
  expect(asked[0]?.bytes).toEqual(bytes);
  await expect(api.messages.tell('2162826', new Uint8Array(129))).rejects.toMatchObject({ code: 'invalid-argument' });
  expect(asked).toHaveLength(1);
});
