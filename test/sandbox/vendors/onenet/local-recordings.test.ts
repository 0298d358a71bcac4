import { at, startRig, textAt, type Rig } from './rig';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.simulator.close());

async function ask(cmd: object, device = '2160001'): Promise<{ code: unknown; list: unknown }> {
  const json = { type: 'video', cmdId: 10, cmd: { channel_id: 1, page: 1, per_page: 20, ...cmd } };
  const reply = await rig.ask('POST /ipc/video/cmds', { device_id: device, qos: '1' }, { json });
  if (at(reply, 'data', 'cmd_status') === 2) rig.clock.advance(2_000);
  const uuid = { device_id: device, cmd_uuid: textAt(reply, 'data', 'cmd_uuid') };
  const late = await rig.ask('GET /ipc/video/cmd_resp', uuid);
  const text = Buffer.from(textAt(late, 'resp'), 'base64').toString('utf8');
  const list: unknown = text === '' ? null : JSON.parse(text);
  return { code: at(reply, 'data', 'dev_resp', 'resp_code'), list };
}
const listed = async (cmd: object, device?: string): Promise<unknown> => (await ask(cmd, device)).list;
const rows = async (cmd: object): Promise<Record<string, string>[]> =>
  at(await listed(cmd), 'rvods') as Record<string, string>[];

const LONG_AGO = { start_time: '2020-01-01 00:00:00', end_time: '2020-01-02 00:00:00' };

test('the guide’s spelling: counts, and files with beginTime and endTime', async () => {
  const list = await listed({ per_page: 3 });
  expect(list).toEqual({
    all_count: expect.any(Number) as number,
    cur_count: 3,
    rvods: expect.any(Array) as unknown[],
  });
  expect(at(list, 'rvods', 0)).toEqual({
    channel_id: 1,
    video_desc: '',
    size: expect.any(Number) as number,
    beginTime: expect.stringMatching(/^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d$/) as string,
    endTime: expect.any(String) as string,
  });
});

test('pages from 1 on give every file once', async () => {
  const total = Number(at(await listed({}), 'all_count'));
  const seen = new Set<string>();
  for (let page = 1; page <= Math.ceil(total / 50); page++) {
    for (const { beginTime } of await rows({ page, per_page: 50 })) seen.add(beginTime!);
  }
  expect(seen.size).toBe(total);
  expect(await rows({ page: Math.ceil(total / 50) + 1, per_page: 50 })).toEqual([]);
});

test('times narrow the list, either alone as well', async () => {
  const [first, second] = await rows({});
  const span = { start_time: first!.beginTime, end_time: first!.endTime };
  expect(await rows(span)).toEqual([first]);
  expect((await rows({ start_time: second!.beginTime }))[0]).toEqual(second);
  expect(await rows({ end_time: first!.endTime })).toEqual([first]);
  expect(await rows(LONG_AGO)).toEqual([]);
});

test("the device SDK's spelling, with its pages, and with the colon in a key when nothing was found", async () => {
  const list = await listed({ page: 2, per_page: 4 }, '2160004');
  expect(list).toMatchObject({ cur_count: 4, page: 2, per_page: 4, page_total: expect.any(Number) as number });
  expect(Object.keys(at(list, 'rvods', 0) as object).sort()).toEqual(
    ['beginTime', 'channel_id', 'endTime', 'size', 'video_title'].sort(),
  );
  expect(await listed(LONG_AGO, '2160004')).toEqual({ all_count: 0, cur_count: 0, 'page:': 1, rvods: [] });
});

test("the later edition's spelling: start_time and end_time, the channel outside", async () => {
  const list = await listed({ per_page: 1 }, '2160003');
  expect(list).toMatchObject({ cur_count: 1, channel_id: 1 });
  expect(Object.keys(at(list, 'rvods', 0) as object).sort()).toEqual(
    ['end_time', 'size', 'start_time', 'video_desc', 'warn_type'].sort(),
  );
});

describe('a camera of the later edition', () => {
  const LATER = '2160003';
  const SPAN = { start_time: '2023-12-30 00:00:00', end_time: '2024-01-02 00:00:00', per_page: 100 };
  const later = async (cmd: object): Promise<Record<string, unknown>[]> =>
    at(await listed({ ...SPAN, ...cmd }, LATER), 'rvods') as Record<string, unknown>[];

  test('tells by warn_type when something moved: a file of its own between those before and after', async () => {
    const files = await later({});
    const moving = files.findIndex(({ warn_type }) => warn_type === 1);
    const [before, motion, after] = files.slice(moving - 1, moving + 2);
    expect([before!['warn_type'], after!['warn_type']]).toEqual([0, 0]);
    expect([motion!['start_time'], after!['start_time']]).toEqual([before!['end_time'], motion!['end_time']]);
    const lasts = Date.parse(String(motion!['end_time'])) - Date.parse(String(motion!['start_time']));
    expect(lasts).toBeGreaterThanOrEqual(30_000);
    expect(lasts).toBeLessThanOrEqual(120_000);
  });

  test('gives those alone when it is asked for them, and all for 0', async () => {
    const files = await later({});
    expect(await later({ warn_type: 0 })).toEqual(files);
    expect(new Set((await later({ warn_type: 1 })).map(({ warn_type }) => warn_type))).toEqual(new Set([1]));
    expect(await later({ warn_type: 7 })).toEqual([]);
  });
});

test.each([
  [{ page: 0 }],
  [{ page: '1' }],
  [{ per_page: undefined }],
  [{ per_page: 101 }],
  [{ start_time: '2024-01-01' }],
  [{ start_time: 1704067200 }],
  [{ start_time: '2024-01-02 00:00:00', end_time: '2024-01-01 00:00:00' }],
])('%j is resp_code 5', async (cmd) => {
  expect(await ask(cmd)).toEqual({ code: 5, list: null });
});
