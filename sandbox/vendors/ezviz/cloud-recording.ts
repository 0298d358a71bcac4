import type { SimContext } from '../simulator';
import type { CloudStorage } from './cloud-storage';
import { Refusal, type Success } from './codes';
import type { Devices } from './devices';
import type { Endpoints } from './endpoint';
import { BEIJING_MS, localDay, malformed, type Fields } from './fields';
import type { Files, ServedFile } from './files';
import { describeFile, describeTask, PROJECT } from './record-rows';
import { RecordTasks, type RecordFile, type RecordTask, type RecordWish } from './record-tasks';
import { validateCodeOf } from './stock';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const SLICE_MINUTES = { least: 30, most: 210, fallback: 30 };
/** The vendor names no longest span; the sandbox makes no more than the longest slice holds. */
const LONGEST_MS = SLICE_MINUTES.most * MINUTE_MS;
const LINK_SECONDS = { least: 60, most: 604_800, fallback: 7_200 };
const PAGE = { least: 0, most: 9_999, fallback: 0 };
const CONTENT_TYPES: readonly string[] = ['video/flv', 'image/png', 'video/mp4', 'image/jpg', 'image/jpeg'];

export interface CloudRecording {
  readonly endpoints: Endpoints;
  /** The file behind a link; null when it is gone. */
  readonly open: (name: string) => Promise<ServedFile | null>;
  readonly loseLines: () => void;
}

interface Parts {
  readonly context: SimContext;
  readonly devices: Devices;
  readonly storage: CloudStorage;
  readonly files: () => Files;
}

/** Cloud recording (云录制): recordings copied into files of a project, which can be downloaded. A paid service. */
export function createCloudRecording({ context, devices, storage, files }: Parts): CloudRecording {
  const tasks = new RecordTasks(context, storage);
  const linkTo = ({ id }: RecordFile, lifeMs: number): string => files().addressOf('records', `${id}.mp4`, lifeMs);
  const save = (fields: Fields): Success => {
    checkProject(fields);
    const camera = devices.findCamera(fields);
    const unlocked = fields.optional('validateCode') === validateCodeOf(camera.demo.serial);
    return { data: { taskId: tasks.start({ camera, unlocked, ...readWish(fields, context.now()) }).id } };
  };
  const open = async (name: string): Promise<ServedFile | null> => {
    const file = await tasks.file(name.replace(/\.mp4$/, ''));
    return file && tasks.isKept(file) ? { type: 'video/mp4', body: await tasks.render(file) } : null;
  };
  const endpoints: Endpoints = {
    '/api/open/cloud/v1/rec/video/save': { shape: 'cloud', method: 'POST', access: 'REPLAY', run: save },
    ...taskEndpoints(tasks, linkTo),
    ...fileEndpoints(tasks, { linkTo, now: context.now }),
  };
  return { endpoints, open, loseLines: () => tasks.loseLines() };
}

type LinkTo = (file: RecordFile, lifeMs: number) => string;

function taskEndpoints(tasks: RecordTasks, linkTo: LinkTo): Endpoints {
  const find = (fields: Fields): RecordTask => tasks.find(fields.text('taskId')) ?? missing();
  const state = async (fields: Fields): Promise<Success> => {
    const task = find(fields);
    return { data: describeTask(task, tasks.statusOf(task), await tasks.filesOf(task)) };
  };
  const list = async (fields: Fields): Promise<Success> => {
    const size = fields.integer('pageSize', { least: 1, most: 50, fallback: 10 });
    return page(await tasks.filesOf(find(fields)), { fields, size, tasks, linkTo });
  };
  const stop = (fields: Fields): Success => {
    tasks.stop(find(fields));
    return {};
  };
  return {
    '/api/v3/open/cloud/task/{taskId}': { shape: 'cloud', access: 'owner', run: state },
    '/api/v3/open/cloud/task/files': { shape: 'cloud', access: 'owner', run: list },
    '/api/v3/open/cloud/video/frame/stop': { shape: 'cloud', method: 'POST', access: 'owner', run: stop },
  };
}

function fileEndpoints(
  tasks: RecordTasks,
  { linkTo, now }: { readonly linkTo: LinkTo; readonly now: () => number },
): Endpoints {
  const find = async (fields: Fields): Promise<RecordFile> => {
    checkProject(fields);
    const file = await tasks.file(fields.text('fileId'));
    return file && tasks.isKept(file) ? file : missing();
  };
  const list = async (fields: Fields): Promise<Success> => {
    checkProject(fields);
    const { from, to } = readDay(fields, now());
    const all = (await Promise.all(tasks.all().map((task) => tasks.filesOf(task)))).flat();
    const size = fields.integer('pageSize', { least: 1, most: 20, fallback: 10 });
    return page(
      all.filter(({ madeAt }) => madeAt >= from && madeAt <= to),
      { fields, size, tasks, linkTo },
    );
  };
  const download = async (fields: Fields): Promise<Success> => {
    const file = await find(fields);
    const type = fields.optional('contentType');
    if (type !== null && !CONTENT_TYPES.includes(type)) malformed('contentType');
    const lifeMs = fields.integer('expireSeconds', LINK_SECONDS) * 1000;
    return { data: { expire: now() + lifeMs, urls: [linkTo(file, lifeMs)] } };
  };
  const remove = async (fields: Fields): Promise<Success> => {
    (await find(fields)).deleted = true;
    return {};
  };
  return {
    '/api/open/cloud/v1/files': { shape: 'cloud', access: 'owner', run: list },
    '/api/open/cloud/v1/file': { shape: 'cloud', method: 'DELETE', access: 'owner', run: remove },
    '/api/service/cloudrecord/file/official/download': { shape: 'cloud', access: 'owner', run: download },
  };
}

interface Page {
  readonly fields: Fields;
  readonly size: number;
  readonly tasks: RecordTasks;
  readonly linkTo: LinkTo;
}

/** Rows with links where `hasUrl` asks for them. */
function page(files: readonly RecordFile[], { fields, size, tasks, linkTo }: Page): Success {
  const number = fields.integer('pageNumber', PAGE);
  const hasUrl = fields.optional('hasUrl') === 'true';
  const rows = files.slice(number * size, (number + 1) * size).map((file) =>
    describeFile(file, {
      isKept: tasks.isKept(file),
      expiresAt: tasks.expiryOf(file),
      url: hasUrl && tasks.isKept(file) ? linkTo(file, LINK_SECONDS.fallback * 1000) : null,
    }),
  );
  return { data: rows };
}

function missing(): never {
  throw new Refusal('404');
}

function checkProject(fields: Fields): void {
  if (fields.text('projectId') !== PROJECT) missing();
}

/** `record` copies from another service of the vendor, and `ps` is another container: neither is simulated. */
function readWish(fields: Fields, now: number): Omit<RecordWish, 'camera' | 'unlocked'> {
  const place = fields.oneOf('recType', ['local', 'cloud']);
  const from = fields.digitTime('startTime') ?? malformed('startTime');
  const to = fields.digitTime('endTime') ?? malformed('endTime');
  if (to <= from || from >= now || to - from > LONGEST_MS) malformed('endTime');
  if ((fields.optional('format') ?? 'mp4') !== 'mp4') malformed('format');
  return {
    place,
    span: { from, to },
    sliceMs: fields.integer('sliceDuration', SLICE_MINUTES) * MINUTE_MS,
    hasSound: fields.integer('voiceSwitch', { least: 0, most: 2, fallback: 2 }) !== 0,
  };
}

/** A stretch of one day; today when left out. */
function readDay(fields: Fields, now: number): { from: number; to: number } {
  const from = fields.digitTime('startTime') ?? localDay(now) * DAY_MS - BEIJING_MS;
  const to = fields.digitTime('endTime') ?? now;
  if (to < from || localDay(from) !== localDay(to)) malformed('endTime');
  return { from, to };
}
