import { recordedFiles } from '../../../../sandbox/vendors/recordings';
import { readMp4Bytes } from '../../../support/media/mp4-bytes';
import { at, NOW, send, textAt } from '../support';
import { DOME_C6, ENCRYPTED, OFFLINE, RECORDER, startRig, type Form, type Rig } from './rig';

// Hours of recordings are made into files here.
jest.setTimeout(30_000);

const SAVE = '/api/open/cloud/v1/rec/video/save';
const FILES = '/api/v3/open/cloud/task/files';
const DAY_FILES = '/api/open/cloud/v1/files';
const DOWNLOAD = '/api/service/cloudrecord/file/official/download';
const PROJECT = 'kandian-clips';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DONE = 0;
const FAILED = 4;

const digits = (instant: number): string =>
  new Date(instant + 8 * 3_600_000).toISOString().replace(/[-T:]/g, '').slice(0, 14);
/** A file of the C6 of the last days. */
const FILE = recordedFiles(1, { from: NOW - 3 * DAY, to: NOW }, NOW).find(({ from, to }) => to - from > 40 * MINUTE)!;
const span = (minutes: number, from = FILE.from): Form => ({
  startTime: digits(from),
  endTime: digits(from + minutes * MINUTE),
});
const WISH: Form = { projectId: PROJECT, recType: 'local', ...span(1) };

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.close());

const headers = (serial = DOME_C6): Form => ({ accessToken: rig.token, deviceSerial: serial, localIndex: '1' });
const save = async (form: Form = WISH, serial = DOME_C6): Promise<unknown> =>
  (await send(rig.simulator.baseUrl + SAVE, { form, headers: headers(serial) })).body;
const get = async (path: string, query: Form = {}, method = 'GET'): Promise<unknown> =>
  (await send(rig.simulator.baseUrl + path, { method, query, headers: { accessToken: rig.token } })).body;
const code = (reply: unknown): unknown => at(reply, 'meta', 'code');
const taskOf = async (...wish: Parameters<typeof save>): Promise<string> =>
  textAt(await save(...wish), 'data', 'taskId');
const stateOf = (task: string): Promise<unknown> => get(`/api/v3/open/cloud/task/${task}`);
const statusOf = async (task: string): Promise<unknown> => at(await stateOf(task), 'data', 'taskStatus');
const filesOf = (task: string, query: Form = {}): Promise<unknown> =>
  get(FILES, { taskId: task, pageNumber: '0', pageSize: '50', ...query });
/** A file that is done. */
async function copied(form: Form = WISH): Promise<string> {
  const task = await taskOf(form);
  rig.clock.advance(MINUTE);
  return textAt(await filesOf(task), 'data', 0, 'fileId');
}
const linkOf = (fileId: string, query: Form = {}): Promise<unknown> =>
  get(DOWNLOAD, { fileId, projectId: PROJECT, contentType: 'video/mp4', ...query });

test('a task waits, copies at a pace of its own, and is done', async () => {
  const task = await taskOf({ ...WISH, ...span(10) });
  const course: unknown[] = [];
  for (const ms of [0, 999, 1, 4999, 1]) {
    rig.clock.advance(ms);
    course.push(await statusOf(task));
  }
  expect(course).toEqual([1, 1, 2, 2, DONE]);
  expect(at(await stateOf(task), 'data')).toMatchObject({
    ...{ taskId: task, projectId: PROJECT, deviceSerial: DOME_C6, channelNo: 1, taskType: 3, fileNum: 1 },
    ...{ errorCode: '0', errorMsg: null, createTime: '2024-01-02T03:04:05' },
  });
});

test('its file downloads as an MP4 of the length that was told, over a link that ends', async () => {
  const task = await taskOf();
  expect(at(await filesOf(task), 'data')).toEqual([]);
  rig.clock.advance(MINUTE);
  const row = at(await filesOf(task), 'data', 0);
  expect(row).toMatchObject({ projectId: PROJECT, fileType: 1, status: 0, fileCount: 1, duration: 60, taskId: task });
  expect(row).toMatchObject({ downloadUrls: null, replayRecord: true });
  const link = await linkOf(textAt(row, 'fileId'));
  expect(at(link, 'data', 'expire')).toBe(rig.clock.now() + 7_200_000);
  const response = await fetch(textAt(link, 'data', 'urls', 0));
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(response.headers.get('content-type')).toBe('video/mp4');
  expect([Number(response.headers.get('content-length')), bytes.length]).toEqual([at(row, 'fileSize'), bytes.length]);
  expect(at(row, 'fileSize')).toBe(bytes.length);
  const [video, sound] = readMp4Bytes(bytes).tracks;
  expect([video?.codec, sound?.codec, video?.samples.length]).toEqual(['avc1', 'mp4a', 300]);
});

test('a link lives as long as was asked, and dies with its address or its file', async () => {
  const file = await copied();
  const short = textAt(await linkOf(file, { expireSeconds: '60' }), 'data', 'urls', 0);
  const long = textAt(await linkOf(file), 'data', 'urls', 0);
  rig.clock.advance(MINUTE);
  expect([(await fetch(short)).status, (await fetch(long)).status]).toEqual([403, 200]);
  expect((await fetch(long.replace(file, 'f'.repeat(32)))).status).toBe(403);
  rig.simulator.setFaults({ expireAddresses: true });
  expect((await fetch(long)).status).toBe(403);
  expect(code(await get('/api/open/cloud/v1/file', { fileId: file, projectId: PROJECT }, 'DELETE'))).toBe(200);
  expect(code(await linkOf(file))).toBe(404);
});

test('a deleted file stays in the list, as deleted', async () => {
  const file = await copied();
  const link = textAt(await linkOf(file), 'data', 'urls', 0);
  await get('/api/open/cloud/v1/file', { fileId: file, projectId: PROJECT }, 'DELETE');
  expect((await fetch(link)).status).toBe(404);
  const rows = await get(DAY_FILES, { projectId: PROJECT, hasUrl: 'true' });
  expect(at(rows, 'data')).toMatchObject([{ fileId: file, status: 4, downloadUrls: null }]);
});

test('a file is kept for thirty days', async () => {
  const task = await taskOf();
  rig.clock.advance(MINUTE);
  const file = textAt(await filesOf(task), 'data', 0, 'fileId');
  rig.clock.advance(30 * DAY);
  const renewed = await rig.call('/api/lapp/token/get', {
    appKey: 'sandbox-ezviz-app-key',
    appSecret: 'sandbox-ezviz-app-secret',
  });
  const query = { accessToken: textAt(renewed, 'data', 'accessToken'), fileId: file, projectId: PROJECT };
  const { body } = await send(rig.simulator.baseUrl + DOWNLOAD, { method: 'GET', query });
  expect(code(body)).toBe(404);
});

test('a long stretch comes in slices, and rows in pages with links where they are wanted', async () => {
  const task = await taskOf({ ...WISH, recType: 'cloud', ...span(90), voiceSwitch: '0' });
  rig.clock.advance(MINUTE);
  const rows = await filesOf(task, { hasUrl: 'true' });
  expect(at(rows, 'data')).toHaveLength(3);
  expect(await filesOf(task, { pageNumber: '1', pageSize: '1' })).toMatchObject({
    data: [{ fileId: textAt(rows, 'data', 1, 'fileId'), downloadUrls: null }],
  });
  const response = await fetch(textAt(rows, 'data', 1, 'downloadUrls', 0));
  const { tracks } = readMp4Bytes(Buffer.from(await response.arrayBuffer()));
  expect(tracks.map(({ codec }) => codec)).toEqual(['avc1']);
  expect(Math.round(tracks[0]!.durationMs / 1000)).toBe(at(rows, 'data', 1, 'duration'));
});

test('what moved is copied from the cloud, also while the camera is off its line', async () => {
  rig.simulator.setFaults({ offline: true });
  const task = await taskOf({ ...WISH, recType: 'cloud', ...span(30) });
  rig.clock.advance(MINUTE);
  const seconds = Number(at(await filesOf(task), 'data', 0, 'duration'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThan(30 * 60);
});

test.each([
  ['the camera is off its line', WISH, OFFLINE, '20007'],
  ['nothing was recorded then', { ...WISH, ...span(5, NOW - 60 * DAY) }, DOME_C6, '5402'],
  ['the camera is encrypted and its code was not given', WISH, ENCRYPTED, '60019'],
])('a task comes to nothing when %s', async (_when, form: Form, serial, errorCode) => {
  const task = await taskOf(form, serial);
  rig.clock.advance(MINUTE);
  expect(at(await stateOf(task), 'data')).toMatchObject({ taskStatus: FAILED, errorCode, fileNum: 0 });
  expect(at(await filesOf(task), 'data')).toEqual([]);
});

test('a recorder that loses its line while it is being copied from ends the task; one from the cloud goes on', async () => {
  const [local, cloud] = [
    await taskOf({ ...WISH, ...span(20) }),
    await taskOf({ ...WISH, recType: 'cloud', ...span(20) }),
  ];
  rig.clock.advance(1_500);
  rig.simulator.setFaults({ offline: true });
  rig.clock.advance(MINUTE);
  expect([await statusOf(local), await statusOf(cloud)]).toEqual([FAILED, DONE]);
});

test('a task can be stopped before it is done', async () => {
  const task = await taskOf({ ...WISH, ...span(20) });
  const stop = { form: { taskId: task }, headers: { accessToken: rig.token } };
  await send(`${rig.simulator.baseUrl}/api/v3/open/cloud/video/frame/stop`, stop);
  rig.clock.advance(MINUTE);
  expect([await statusOf(task), at(await filesOf(task), 'data')]).toEqual([3, []]);
});

test.each([
  [{ projectId: 'another' }, 404],
  [{ projectId: '' }, 400],
  [{ recType: 'record' }, 400],
  [{ format: 'ps' }, 400],
  [{ sliceDuration: '29' }, 400],
  [{ startTime: '2024-01-01 00:00:00' }, 400],
  [{ endTime: WISH['startTime'] ?? '' }, 400],
  [{ endTime: digits(FILE.from + 211 * MINUTE) }, 400],
  [{ startTime: digits(NOW + MINUTE), endTime: digits(NOW + 2 * MINUTE) }, 400],
])('saving with %j is %d', async (change: Form, expected) => {
  expect(code(await save({ ...WISH, ...change }))).toBe(expected);
});

test('what is not there is 404, and a token that is none of ours is 10002 as everywhere', async () => {
  expect(code(await save(WISH, 'K10000099'))).toBe(404);
  expect(code(await stateOf('nothing'))).toBe(404);
  expect(code(await filesOf('nothing'))).toBe(404);
  expect(code(await linkOf('nothing'))).toBe(404);
  const file = await copied();
  expect(code(await linkOf(file, { projectId: 'another' }))).toBe(404);
  expect(code(await linkOf(file, { expireSeconds: '59' }))).toBe(400);
  expect(code(await linkOf(file, { contentType: 'text/html' }))).toBe(400);
  const { body } = await send(rig.simulator.baseUrl + FILES, { method: 'GET', query: { accessToken: 'at.none' } });
  expect(code(body)).toBe(10002);
});

test.each([400, 403, 404, 429, 500])('%d on request', async (wanted) => {
  rig.simulator.setFaults({ answer: { endpoint: SAVE, code: String(wanted) } });
  expect(code(await save())).toBe(wanted);
  rig.simulator.setFaults({ answer: { endpoint: '/api/v3/open/cloud/task/{taskId}', code: String(wanted) } });
  expect(code(await stateOf('any'))).toBe(wanted);
});

test('the second lens of a recorder is named by `localIndex`', async () => {
  const form = { ...WISH, ...span(1) };
  const sent = { form, headers: { ...headers(RECORDER), localIndex: '2' } };
  const { body } = await send(rig.simulator.baseUrl + SAVE, sent);
  expect(at(await stateOf(textAt(body, 'data', 'taskId')), 'data', 'channelNo')).toBe(2);
});

test('the account names the project', () => {
  expect(rig.simulator.credentials).toMatchObject({ recordingProject: PROJECT });
});
