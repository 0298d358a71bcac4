import { createHash } from 'node:crypto';
import type { SimContext, Span } from '../simulator';
import { localFiles } from './archive';
import type { Camera } from './camera';
import type { CloudStorage } from './cloud-storage';
import { Refusal, type Success } from './codes';
import type { Devices } from './devices';
import type { Endpoints } from './endpoint';
import { BEIJING_MS, localDay, malformed, type Fields } from './fields';
import { enabled } from './rows';
import { validateCodeOf } from './stock';

/** The guide's `recType`. Beware: an address's `type` is 2 for local and 3 for cloud. */
const CLOUD = 1;
const LOCAL = 2;
/** The storage's status. */
const OPEN = 1;

const DAY_MS = 86_400_000;
const LATEST_MS = 9_999_999_999_999;
const MOST_FILES = { [CLOUD]: 1000, [LOCAL]: 500 } as const;
const LOCAL_BYTES_PER_MS = 128;
const CLOUD_BYTES_PER_MS = 64;

type RecType = typeof CLOUD | typeof LOCAL;

/** What a camera's card (or recorder) and the vendor's cloud hold. */
export function createRecordings(context: SimContext, devices: Devices, storage: CloudStorage): Endpoints {
  const byTime = (fields: Fields): Success => {
    const now = context.now();
    const camera = devices.findCamera(fields, { missing: '20032' });
    const asked = {
      from: fields.integer('startTime', { least: 0, most: LATEST_MS, fallback: localDay(now) * DAY_MS - BEIJING_MS }),
      to: fields.integer('endTime', { least: 0, most: LATEST_MS, fallback: now }),
    };
    if (asked.to <= asked.from) malformed('endTime');
    const hasCloud = storage.statusOf(camera) === OPEN;
    const recType = readRecType(fields, hasCloud);
    const size = readPageSize(fields, recType);
    if (recType === CLOUD && !hasCloud) throw new Refusal('10011');
    // A card is out of reach with its camera; the cloud is not.
    if (recType === LOCAL && context.isOffline(camera.demo)) throw new Refusal('20007');
    const spans = recType === LOCAL ? localFiles(camera, asked, now) : storage.files(camera, asked);
    const toRow = (span: Span): object => row(camera, { span, recType });
    if (size === null) return { data: spans.length === 0 ? null : spans.map(toRow) };
    const next = spans[size];
    const files = spans.slice(0, size).map(toRow);
    return { data: { files, isAll: next === undefined, ...(next && { nextFileTime: next.from }) } };
  };
  return { '/api/lapp/video/by/time': { access: 'REPLAY', run: byTime } };
}

/** 0 lets the platform choose: the cloud where the camera has one. */
function readRecType(fields: Fields, hasCloud: boolean): RecType {
  switch (fields.integer('recType', { least: 0, most: 2, fallback: 0 })) {
    case 1:
      return CLOUD;
    case 2:
      return LOCAL;
    default:
      return hasCloud ? CLOUD : LOCAL;
  }
}

/** Null for the first version of the answer, which has no pages. */
function readPageSize(fields: Fields, recType: RecType): number | null {
  const version = fields.optional('version');
  if (version === null) return null;
  if (version !== '2.0') malformed('version');
  const most = MOST_FILES[recType];
  return fields.integer('pageSize', { least: 1, most, fallback: most });
}

function row(camera: Camera, { span, recType }: { span: Span; recType: RecType }): object {
  const { serial, channel } = camera.demo;
  const bytesPerMs = recType === LOCAL ? LOCAL_BYTES_PER_MS : CLOUD_BYTES_PER_MS;
  return {
    deviceSerial: serial,
    channelNo: Number(channel),
    recType,
    startTime: span.from,
    endTime: span.to,
    fileSize: (span.to - span.from) * bytesPerMs,
    crypt: enabled(camera.encrypted),
    keyChecksum: camera.encrypted ? createHash('md5').update(validateCodeOf(serial)).digest('hex') : '',
    coverPic: '',
    downloadPath: '',
  };
}
