import { chinaTime } from '../../../../../cloudfunctions/core/china-time';
import { PTZ_CODE, type Level } from '../../../../../cloudfunctions/vendors/onenet/api/camera';
import { START } from '../../../../support/fake-clock';
import { ADDRESS, base64, makeFixed, makeRig, succ, type Asked } from '../rig';

const sent = succ({ data: { cmd_uuid: '2303-312-Fws', cmd_status: 2 } });
const answered = (answer: object | string) => {
  const resp_data = base64(typeof answer === 'string' ? answer : JSON.stringify(answer));
  return succ({ data: { cmd_uuid: '2303-312-Fws', cmd_status: 4, dev_resp: { resp_code: 0, resp_data } } });
};
const SPAN = { from: START, to: START + 86_400_000 };

test.each([1, 2, 3, 4] satisfies Level[])('§3.2a level %i is told to the camera by its number', async (level) => {
  const { api, only } = makeFixed(sent);
  await api.camera.setLevel(ADDRESS, level);
  expect(only().json).toEqual({ type: 'video', cmdId: 6, cmd: { channel_id: 2, level } });
  expect(only().query).toEqual({ device_id: '2162826', qos: '0', type: '0' });
});

const MOTIONS = [
  ['zoom-in', 1],
  ['zoom-out', 2],
  ['focus-near', 3],
  ['focus-far', 4],
  ['iris-open', 5],
  ['iris-close', 6],
  ['up', 11],
  ['down', 12],
  ['left', 13],
  ['right', 14],
  ['auto-scan', 22],
] as const;

test.each(MOTIONS)('§3.2b %s is the code %i', async (motion, code) => {
  const { driver, only } = makeFixed(sent);
  expect(await driver.ptz?.start(ADDRESS, motion, 0.5)).toBe('moved');
  expect(only().json).toEqual({ type: 'video', cmdId: 7, cmd: { channel_id: 2, stop: 0, cmd: code, speed: 4 } });
});

test('the driver offers the motions of the guide, and the diagonals of a newer edition', () => {
  expect(new Set(makeFixed(sent).driver.ptz?.motions)).toEqual(new Set(Object.keys(PTZ_CODE)));
  expect(Object.keys(PTZ_CODE)).toEqual(expect.arrayContaining(MOTIONS.map(([motion]) => motion)));
  expect(PTZ_CODE).toMatchObject({ 'up-left': 15, 'up-right': 16, 'down-left': 17, 'down-right': 18 });
});

test.each([
  [0, 1],
  [0.17, 2],
  [0.5, 4],
  [0.83, 6],
  [1, 7],
])('§3.2b our speed %f is theirs %i', async (speed, theirs) => {
  const { driver, only } = makeFixed(sent);
  await driver.ptz?.start(ADDRESS, 'left', speed);
  expect(only().json).toMatchObject({ cmd: { speed: theirs } });
});

test.each([-0.1, 1.1, NaN])('a speed of %f is refused without a call', async (speed) => {
  const { driver, asked } = makeFixed(sent);
  await expect(driver.ptz?.start(ADDRESS, 'left', speed)).rejects.toMatchObject({ code: 'invalid-argument' });
  expect(asked).toHaveLength(0);
});

test('§3.2b start is 0 and step is 2, both sent once; stop is 1 and may be repeated', async () => {
  const { driver, asked } = makeFixed(sent);
  await driver.ptz?.start(ADDRESS, 'left', 1);
  await driver.ptz?.step?.(ADDRESS, 'left', 1);
  await driver.ptz?.stop(ADDRESS, 'left');
  expect(asked.map(({ json, kind }) => [json, kind])).toMatchObject([
    [{ cmd: { stop: 0, cmd: 13 } }, 'command'],
    [{ cmd: { stop: 2, cmd: 13 } }, 'command'],
    [{ cmd: { stop: 1, cmd: 13 } }, 'repeatable-command'],
  ]);
});

test('a motion that the device refuses at once is told; a late answer is not waited for', async () => {
  const refused = succ({ data: { cmd_uuid: 'u', cmd_status: 4, dev_resp: { resp_code: 4, resp_data: '' } } });
  await expect(makeFixed(refused).driver.ptz?.start(ADDRESS, 'left', 1)).rejects.toMatchObject({ code: 'unsupported' });
  const { driver, asked } = makeFixed(sent);
  await driver.ptz?.start(ADDRESS, 'left', 1);
  expect(asked).toHaveLength(1);
});

test('a channel that is no number cannot be commanded', async () => {
  const { driver, asked } = makeFixed(sent);
  const call = driver.ptz?.start({ ...ADDRESS, channelId: 'x' }, 'left', 1);
  await expect(call).rejects.toMatchObject({ code: 'invalid-argument' });
  expect(asked).toHaveLength(0);
});

const FROM = '2017-09-29 12:00:31';
const TO = '2017-09-29 13:00:30';

test.each([
  ['the guide', { channel_id: 2, video_desc: 'test123', size: 222, beginTime: FROM, endTime: TO }],
  ['the device SDK', { channel_id: 2, video_title: 'test123', size: 222, beginTime: FROM, endTime: TO }],
  ['a newer edition', { warn_type: 0, video_desc: 'test123', size: 222, start_time: FROM, end_time: TO }],
])('§3.2c a recording as %s spells it', async (_, row) => {
  const { api, only } = makeFixed(answered({ all_count: 1, cur_count: 1, page: 1, per_page: 100, rvods: [row] }));
  const [recording] = await api.camera.listRecordings(ADDRESS, SPAN);
  expect(recording).toMatchObject({ name: 'test123', bytes: 222 });
  expect([recording?.from, recording?.to].map((at) => chinaTime(at ?? 0))).toEqual([FROM, TO]);
  expect(only().query).toMatchObject({ qos: '1', type: '0' });
  expect(only().json).toEqual({
    type: 'video',
    cmdId: 10,
    cmd: {
      channel_id: 2,
      page: 1,
      per_page: 100,
      start_time: '2024-01-01 08:00:00',
      end_time: '2024-01-02 08:00:00',
    },
  });
});

test('§3.2c a device that finds nothing says so under a key with a colon', async () => {
  const { api } = makeFixed(answered('{"all_count":0,"cur_count":0,"page:":1,"rvods":[]}'));
  expect(await api.camera.listRecordings(ADDRESS, SPAN)).toEqual([]);
});

test('§3.2c 5,600 files of a month, one for each motion, cost 56 commands', async () => {
  const FILES = 5600;
  const month = { from: START, to: START + 31 * 86_400_000 };
  const row = (index: number) => ({
    warn_type: index % 2,
    start_time: chinaTime(START + index * 400_000),
    end_time: chinaTime(START + (index + 1) * 400_000),
  });
  const { driver, asked } = makeRig(({ json }: Asked) => {
    const page = Number(/"page":(\d+)/.exec(JSON.stringify(json))?.[1]);
    const rvods = Array.from({ length: 100 }, (_, index) => row((page - 1) * 100 + index));
    return answered({ all_count: FILES, cur_count: rvods.length, rvods });
  });
  expect(await driver.recordings?.list(ADDRESS, { ...month, place: 'device' })).toHaveLength(FILES);
  expect(asked).toHaveLength(56);
});

test('§3.2c recordings come page after page, in order of time, without those of other channels', async () => {
  const at = (index: number) => chinaTime(START + index * 60_000);
  const rows = Array.from({ length: 250 }, (_, index) => ({
    channel_id: index === 7 ? 3 : 2,
    size: index,
    beginTime: at(index),
    endTime: at(index + 1),
  })).reverse();
  const { driver, asked } = makeRig(({ json }: Asked) => {
    const page = Number(/"page":(\d+)/.exec(JSON.stringify(json))?.[1]);
    const rvods = rows.slice((page - 1) * 100, page * 100);
    return answered({ all_count: rows.length, cur_count: rvods.length, rvods });
  });
  const found = await driver.recordings?.list(ADDRESS, { ...SPAN, place: 'device' });
  expect(found?.map(({ bytes }) => bytes)).toEqual(Array.from({ length: 250 }, (_, i) => i).filter((i) => i !== 7));
  expect(found?.[0]).toEqual({
    from: START,
    to: START + 60_000,
    place: 'device',
    id: null,
    trigger: 'unknown',
    bytes: 0,
  });
  expect(asked).toHaveLength(3);
});

test.each([
  ['is not JSON', 'page one'],
  ['has a time that is none', { all_count: 1, rvods: [{ beginTime: 'soon', endTime: TO }] }],
  ['ends at a time that is none', { all_count: 1, rvods: [{ beginTime: FROM, endTime: 'soon' }] }],
  ['does not say when it began', { all_count: 1, rvods: [{ endTime: TO }] }],
])('§3.2c an answer that %s is vendor-protocol', async (_, answer) => {
  const { api } = makeFixed(answered(answer));
  await expect(api.camera.listRecordings(ADDRESS, SPAN)).rejects.toMatchObject({ code: 'vendor-protocol' });
});

test.each([
  ['nothing', {}],
  ['null', { endTime: null }],
  ['an empty text', { end_time: '' }],
  ['zeros', { endTime: '0000-00-00 00:00:00' }],
])('§3.2c a recording whose end is %s is still being made, and ends now', async (_, end) => {
  const { api, clock } = makeFixed(answered({ all_count: 1, rvods: [{ beginTime: FROM, ...end }] }));
  const [recording] = await api.camera.listRecordings(ADDRESS, SPAN);
  expect(recording?.to).toBe(clock.now());
});

test.each([
  [undefined, 'unknown'],
  [null, 'unknown'],
  [0, 'timed'],
  [1, 'motion'],
  ['4', 'motion'],
])('§3.2c a recording with the alarm %j was made by %s', async (warn_type, trigger) => {
  const { driver } = makeFixed(answered({ all_count: 1, rvods: [{ warn_type, start_time: FROM, end_time: TO }] }));
  expect(await driver.recordings?.list(ADDRESS, { ...SPAN, place: 'device' })).toMatchObject([{ trigger }]);
});

test('§3.2c a recording that ends when it begins is left out', async () => {
  const { driver } = makeFixed(answered({ all_count: 1, rvods: [{ beginTime: FROM, endTime: FROM }] }));
  expect(await driver.recordings?.list(ADDRESS, { ...SPAN, place: 'device' })).toEqual([]);
});
