import * as v from 'valibot';
import type { ClipOutcome, Clips } from '../../core/capabilities';
import { chinaTime } from '../../core/china-time';
import { CallError } from '../../core/errors';
import type { ChannelAddress } from '../../core/ports';
import { idText, integer } from '../../core/reply-fields';
import { refusalOf } from '../../core/vendor-calls';
import type { EzvizClient } from './client';
import { fileFailures, refusals, taskFailures } from './codes';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** The vendor slices at half an hour; a phone downloads 200 MB at once, which a sharp picture fills sooner. */
const LONGEST_MS = 10 * MINUTE;
const REC_TYPE = { device: 'local', cloud: 'cloud' } as const;
/** How long a file may be fetched from its address, s; the guide allows a minute to a week. */
const LINK_SECONDS = 86_400;
const START_TIMEOUT_MS = 10_000;
/** More than a clip ever has: a second one is a surprise to be told. */
const PAGE = { pageNumber: 0, pageSize: 10 } as const;

const LABEL = 'ezviz open/cloud/task';
const STATUS = { done: '0', waiting: '1', working: '2' } as const;
const FILE_STATUS = { good: '0', arriving: '1' } as const;

const started = v.looseObject({ taskId: v.pipe(idText, v.regex(/^[\w-]{1,64}$/)) });
const task = v.looseObject({ taskStatus: idText, errorCode: v.nullish(idText, '0') });
const files = v.nullish(v.array(v.looseObject({ fileId: idText, status: idText })), []);
const link = v.looseObject({
  /** Epoch ms. */
  expire: v.pipe(integer, v.minValue(0)),
  urls: v.pipe(v.array(v.pipe(v.string(), v.regex(/^https?:\/\/[^/]/))), v.minLength(1)),
});

/**
 * Clips by the vendor's cloud recording (云录制), a paid service: it copies a stretch into a file of `project`, which is
 * there to be fetched some time later.
 */
export function createClips(
  { read, commandData }: EzvizClient,
  project: string,
): Clips & Required<Pick<Clips, 'check'>> {
  /** The guide has one call for a task's files, and another for the address of a file. */
  async function fetchFile(taskId: string): Promise<ClipOutcome> {
    const target = { path: '/api/v3/open/cloud/task/files', shape: { token: 'query' } } as const;
    const [file, second] = (await read(target, { taskId, ...PAGE }, files)).data;
    if (file === undefined || file.status === FILE_STATUS.arriving) return { kind: 'preparing', task: taskId };
    if (second !== undefined) throw unexpected('a clip in several files');
    if (file.status !== FILE_STATUS.good) return failedBy(fileFailures, file.status);
    const { data } = await read(
      '/api/service/cloudrecord/file/official/download',
      { fileId: file.fileId, projectId: project, contentType: 'video/mp4', expireSeconds: LINK_SECONDS },
      link,
    );
    const [url = '', another] = data.urls;
    if (another !== undefined) throw unexpected('a clip in several files');
    return { kind: 'ready', url, expiresAt: data.expire };
  }

  return {
    places: ['device', 'cloud'],
    format: 'mp4',
    longestMs: LONGEST_MS,

    async start(address, { place, from, to }) {
      if (to <= from || to - from > LONGEST_MS) {
        throw new CallError('invalid-argument', 'ezviz: a clip lasts at most 10 minutes', { vendor: 'ezviz' });
      }
      const params = {
        projectId: project,
        recType: REC_TYPE[place],
        startTime: digitsOf(from),
        endTime: digitsOf(Math.ceil(to / SECOND) * SECOND),
        format: 'mp4',
      };
      const { taskId } = await commandData('/api/open/cloud/v1/rec/video/save', params, {
        schema: started,
        timeoutMs: START_TIMEOUT_MS,
        shape: { method: 'POST', headers: deviceHeaders(address) },
      });
      return { kind: 'preparing', task: taskId };
    },

    async check(_, taskId) {
      const target = { path: '/api/v3/open/cloud/task', shape: { token: 'query', id: taskId } } as const;
      const { data } = await read(target, {}, task);
      switch (data.taskStatus) {
        case STATUS.done:
          return fetchFile(taskId);
        case STATUS.waiting:
        case STATUS.working:
          return { kind: 'preparing', task: taskId };
        default:
          return failureOf(data);
      }
    },
  };
}

/** Of the codes of a task the guide says nothing; those of other calls that name a cause are taken at their word. */
function failureOf({ taskStatus, errorCode }: v.InferOutput<typeof task>): ClipOutcome {
  const refusal = refusalOf(refusals, errorCode);
  if (refusal === 'device-offline') return { kind: 'refused', why: 'recorder-offline' };
  if (refusal === 'device-encrypted') {
    throw new CallError(refusal, `${LABEL}: the recording is encrypted`, { vendor: 'ezviz' });
  }
  return failedBy(taskFailures, taskStatus);
}

function failedBy(table: typeof taskFailures, status: string): ClipOutcome {
  const why = Object.hasOwn(table, status) ? table[status] : undefined;
  if (why === undefined) throw unexpected('an unknown status', status);
  return { kind: 'refused', why };
}

const unexpected = (what: string, vendorCode?: string): CallError =>
  new CallError('vendor-protocol', `${LABEL}: ${what}`, {
    vendor: 'ezviz',
    ...(vendorCode !== undefined && { vendorCode }),
  });

/** How these calls name a channel. */
const deviceHeaders = ({ deviceId, channelId }: ChannelAddress) => ({ deviceSerial: deviceId, localIndex: channelId });

/** `yyyyMMddHHmmss` in China. */
const digitsOf = (at: number): string => chinaTime(at).replace(/\D/g, '');
