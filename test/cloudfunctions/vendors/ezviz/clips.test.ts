import * as v from 'valibot';
import type { ClipOutcome, Clips } from '../../../../cloudfunctions/core/capabilities';
import { createEzvizDriver } from '../../../../cloudfunctions/vendors/ezviz/driver';
import { ezvizCredentials } from '../../../../cloudfunctions/vendors/ezviz/wire';
import { makeDriverDeps, makeHttp, type AskedOf } from '../../../support/driver-deps';
import { START } from '../../../support/fake-clock';
import { ADDRESS, makeApi, success } from './rig';

const MINUTE = 60_000;
const WISH = { place: 'device', from: START, to: START + 5 * MINUTE } as const;
const TASK = 'eba536dd28274723ac6870f16576a037';
const FILE = '7b09224c0223494d91bbd04def495966';
const URL_OF_FILE = 'http://openrecord.ys7.com/VIDEO_PREVIEW_FILES/1/001/BD3957004-1/1.mp4?Expires=1&Signature=s';

const SAVE = '/api/open/cloud/v1/rec/video/save';
const STATE = `/api/v3/open/cloud/task/${TASK}`;
const FILES = '/api/v3/open/cloud/task/files';
const LINK = '/api/service/cloudrecord/file/official/download';

const good = (data: unknown) => ({ meta: { code: 200, message: '操作成功', moreInfo: null }, data });
const no = (code: number) => ({ meta: { code, message: 'no', moreInfo: null } });
const done = { taskId: TASK, taskStatus: 0, fileNum: 1, errorCode: '0', errorMsg: null };
const file = { fileId: FILE, fileType: 1, status: 0, fileCount: 1, errorCode: '0', downloadUrls: null };

/** The vendor as its pages describe it: a task that is done, with one file. */
function makeVendor(answers: Readonly<Record<string, unknown>> = {}) {
  const all: Readonly<Record<string, unknown>> = {
    [SAVE]: good({ taskId: TASK }),
    [STATE]: good(done),
    [FILES]: good([file]),
    [LINK]: good({ expire: START + 86_400_000, urls: [URL_OF_FILE] }),
    ...answers,
  };
  const { api, calls } = makeApi(({ path }) => all[path] ?? no(404), { recordingProject: 'kandian-1' });
  const clips: Clips | null = api.clips;
  if (!clips?.check) throw new Error('the account has no clips');
  const { check } = clips;
  return { clips, calls, start: () => clips.start(ADDRESS, WISH), check: () => check(ADDRESS, TASK) };
}

const paths = (calls: readonly AskedOf[]): readonly string[] => calls.map(({ path }) => path);

describe('who has clips', () => {
  const open = (more: object) => {
    const account = { baseUrl: 'https://open.ys7.com', appKey: 'k', appSecret: 's', ...more };
    const { http } = makeHttp(() => success());
    return createEzvizDriver(makeDriverDeps(v.parse(ezvizCredentials, account), http));
  };

  test('an account that names no project for them offers none', () => {
    expect(open({})).not.toHaveProperty('clips');
    expect(open({ recordingProject: 'kandian-1' }).clips).toMatchObject({
      places: ['device', 'cloud'],
      format: 'mp4',
      longestMs: 10 * MINUTE,
    });
  });

  test.each(['', 'a b', '../1', 'x'.repeat(65), 7])('a project called %j is refused', (recordingProject) => {
    expect(() => open({ recordingProject })).toThrow();
  });
});

describe('starting one', () => {
  test.each([
    ['device', 'local'],
    ['cloud', 'cloud'],
  ] as const)('at the place %s the vendor is asked for its %s recordings, once', async (place, recType) => {
    const { clips, calls } = makeVendor();
    expect(await clips.start(ADDRESS, { ...WISH, place })).toEqual({ kind: 'preparing', task: TASK });
    expect(calls()).toHaveLength(1);
    expect(calls()[0]).toMatchObject({
      path: SAVE,
      request: {
        method: 'POST',
        kind: 'command',
        headers: { accessToken: 't1', deviceSerial: '203751922', localIndex: '1' },
      },
    });
    expect(calls()[0]?.request.headers?.['content-type']).toBe('application/x-www-form-urlencoded');
    expect(calls()[0]?.fields).toEqual({
      projectId: 'kandian-1',
      recType,
      startTime: '20240101080000',
      endTime: '20240101080500',
      format: 'mp4',
    });
  });

  test('a span that begins and ends within seconds is widened to whole ones', async () => {
    const { clips, calls } = makeVendor();
    await clips.start(ADDRESS, { ...WISH, from: START + 999, to: START + 1001 });
    expect(calls()[0]?.fields).toMatchObject({ startTime: '20240101080000', endTime: '20240101080002' });
  });

  test.each([0, -1, 10 * MINUTE + 1])('a span of %i ms costs no call', async (ms) => {
    const { clips, calls } = makeVendor();
    const started = clips.start(ADDRESS, { ...WISH, to: WISH.from + ms });
    await expect(started).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(calls()).toHaveLength(0);
  });

  test.each([null, {}, { taskId: '' }, { taskId: '../../x' }, { taskId: {} }])(
    'an answer with the task %j is vendor-protocol',
    async (data) => {
      const { start } = makeVendor({ [SAVE]: good(data) });
      await expect(start()).rejects.toMatchObject({ code: 'vendor-protocol' });
    },
  );
});

describe('looking after one', () => {
  test.each([
    ['waiting', 1],
    ['at work', '2'],
  ])('while the vendor is %s, it is asked for nothing else', async (_, taskStatus) => {
    const { check, calls } = makeVendor({ [STATE]: good({ ...done, taskStatus }) });
    expect(await check()).toEqual({ kind: 'preparing', task: TASK });
    expect(paths(calls())).toEqual([STATE]);
  });

  test('a finished one is ready at an address that ends when the vendor says, by three reads', async () => {
    const { check, calls } = makeVendor();
    expect(await check()).toEqual({ kind: 'ready', url: URL_OF_FILE, expiresAt: START + 86_400_000 });
    expect(paths(calls())).toEqual([STATE, FILES, LINK]);
    expect(calls().every(({ request }) => request.kind === 'read' && request.method === 'GET')).toBe(true);
    const [state, files, link] = calls();
    expect(state?.fields).toEqual({ accessToken: 't1' });
    expect(files?.fields).toEqual({ accessToken: 't1', taskId: TASK, pageNumber: '0', pageSize: '10' });
    expect(link?.fields).toEqual({
      fileId: FILE,
      projectId: 'kandian-1',
      contentType: 'video/mp4',
      expireSeconds: '86400',
    });
    expect(link?.request.headers).toEqual({ accessToken: 't1' });
  });

  test('no task is named in what the log says of its calls', async () => {
    const { check, calls } = makeVendor();
    await check();
    expect(calls().map(({ request }) => request.label)).toEqual([
      'ezviz v3/open/cloud/task',
      'ezviz v3/open/cloud/task/files',
      'ezviz service/cloudrecord/file/official/download',
    ]);
  });

  test.each([
    ['no file yet', []],
    ['nothing to tell of files', null],
    ['a file that is being stored', [{ ...file, status: 1 }]],
  ])('with %s it is not ready', async (_, rows) => {
    const { check, calls } = makeVendor({ [FILES]: good(rows) });
    expect(await check()).toEqual({ kind: 'preparing', task: TASK });
    expect(paths(calls())).toEqual([STATE, FILES]);
  });

  const failed: ClipOutcome = { kind: 'refused', why: 'request-failed' };

  test.each([
    [{ taskStatus: 3 }, failed],
    [{ taskStatus: 4, errorCode: null }, failed],
    [{ taskStatus: 4, errorCode: '5402' }, failed],
    [{ taskStatus: 4, errorCode: '10002' }, failed],
    [
      { taskStatus: '4', errorCode: '20007' },
      { kind: 'refused', why: 'recorder-offline' },
    ],
    [
      { taskStatus: 4, errorCode: 2003 },
      { kind: 'refused', why: 'recorder-offline' },
    ],
  ])('a task that came to %j is %j', async (state, outcome) => {
    const { check, calls } = makeVendor({ [STATE]: good({ ...done, ...state }) });
    expect(await check()).toEqual(outcome);
    expect(calls()).toHaveLength(1);
  });

  test('a recording that is encrypted is told for what it is', async () => {
    const { check } = makeVendor({ [STATE]: good({ ...done, taskStatus: 4, errorCode: '60019' }) });
    await expect(check()).rejects.toMatchObject({ code: 'device-encrypted' });
  });

  test.each([2, 3, 4])('a file of status %i is refused', async (status) => {
    const { check } = makeVendor({ [FILES]: good([{ ...file, status }]) });
    expect(await check()).toEqual(failed);
  });

  test.each([
    ['a status of the task that is not printed', { [STATE]: good({ ...done, taskStatus: 5 }) }],
    ['a status of the file that is not printed', { [FILES]: good([{ ...file, status: 9 }]) }],
    ['a status called like a part of every object', { [STATE]: good({ ...done, taskStatus: 'constructor' }) }],
    ['two files', { [FILES]: good([file, file]) }],
    ['two addresses', { [LINK]: good({ expire: START, urls: [URL_OF_FILE, URL_OF_FILE] }) }],
    ['no address', { [LINK]: good({ expire: START, urls: [] }) }],
    ['an address that is none', { [LINK]: good({ expire: START, urls: ['javascript:alert(1)'] }) }],
    ['no end of the address', { [LINK]: good({ urls: [URL_OF_FILE] }) }],
    ['a task without a status', { [STATE]: good({}) }],
  ])('%s is vendor-protocol', async (_, answers) => {
    await expect(makeVendor(answers).check()).rejects.toMatchObject({ code: 'vendor-protocol', vendor: 'ezviz' });
  });
});

/** What the pages of the four calls list. */
const CODES = [
  [400, 'invalid-argument'],
  [403, 'vendor-auth'],
  [404, 'not-found'],
  [429, 'vendor-quota'],
  [500, 'vendor-unavailable'],
] as const;

describe.each([SAVE, STATE, FILES, LINK])('%s', (path) => {
  const make = (vendor: ReturnType<typeof makeVendor>) => (path === SAVE ? vendor.start() : vendor.check());

  test.each(CODES)('%i is %s', async (code, error) => {
    const call = make(makeVendor({ [path]: no(code) }));
    await expect(call).rejects.toMatchObject({ code: error, vendorCode: String(code) });
  });

  test('a token called expired is renewed and the call repeated, once', async () => {
    let refusals = 0;
    const { api, calls } = makeApi(
      (asked) => {
        const token = asked.request.headers?.accessToken ?? asked.fields.accessToken;
        if (asked.path === path && token === 't1') {
          refusals += 1;
          return no(10002);
        }
        const answers = { [SAVE]: { taskId: TASK }, [STATE]: done, [FILES]: [file] };
        return good(Reflect.get(answers, asked.path) ?? { expire: START, urls: [URL_OF_FILE] });
      },
      { recordingProject: 'kandian-1' },
    );
    if (path === SAVE) await api.clips?.start(ADDRESS, WISH);
    else await api.clips?.check(ADDRESS, TASK);
    expect(refusals).toBe(1);
    expect(calls().filter((asked) => asked.path === path)).toHaveLength(2);
  });
});
