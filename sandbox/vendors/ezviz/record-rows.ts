import { toLocalTime } from './fields';
import { STATUS, type RecordFile, type RecordTask } from './record-tasks';

/** The demo account's project, to which its files go. */
export const PROJECT = 'kandian-clips';

const MINUTE_MS = 60_000;
const PLAYBACK_TASK = { taskType: 3, taskSubType: 30 } as const;
const VIDEO_FILE = 1;
/** The guide's `status` of a file; 1 uploading and 2 failed do not come about here. */
const FILE_STATE = { good: 0, expired: 3, deleted: 4 } as const;

/** `2023-01-04T16:42:57`, as these calls write times. */
const stamp = (at: number): string => toLocalTime(at).replace(' ', 'T');

export function describeTask(task: RecordTask, status: number, files: readonly RecordFile[]): object {
  const { camera, span, place, sliceMs, hasSound } = task.wish;
  return {
    taskId: task.id,
    projectId: PROJECT,
    deviceSerial: camera.demo.serial,
    channelNo: Number(camera.demo.channel),
    ...PLAYBACK_TASK,
    taskStatus: status,
    taskDetail: { recType: place, format: 'mp4', voiceSwitch: hasSound ? 1 : 0, sliceDuration: sliceMs / MINUTE_MS },
    fileNum: files.length,
    totalSize: files.reduce((sum, { bytes }) => sum + bytes, 0),
    startTime: stamp(span.from),
    endTime: stamp(span.to),
    timingPoints: null,
    errorCode: status === STATUS.failed ? task.failure : '0',
    errorMsg: status === STATUS.failed ? '任务异常结束' : null,
    createTime: stamp(task.createdAt),
  };
}

export const describeFile = (
  file: RecordFile,
  { isKept, expiresAt, url }: { isKept: boolean; expiresAt: number; url: string | null },
): object => ({
  projectId: PROJECT,
  fileId: file.id,
  fileType: VIDEO_FILE,
  status: stateOf(file, isKept),
  fileCount: 1,
  fileSize: file.bytes,
  duration: Math.round(file.footageMs / 1000),
  errorCode: '0',
  expireTime: stamp(expiresAt),
  storageType: 1,
  lastTransferTime: null,
  unfreezeTime: null,
  createTime: stamp(file.madeAt),
  updateTime: stamp(file.madeAt),
  taskId: file.task.id,
  downloadUrls: url === null ? null : [url],
  replayRecord: true,
});

function stateOf({ deleted }: RecordFile, isKept: boolean): number {
  if (deleted) return FILE_STATE.deleted;
  return isKept ? FILE_STATE.good : FILE_STATE.expired;
}
