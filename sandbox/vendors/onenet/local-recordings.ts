import { recordedFiles, type DemoCamera, type Span } from '../simulator';
import { formatTime, parseTime, type Fields } from './fields';
import type { Channel } from './registry';

const BYTES_PER_SECOND = 64_000;
const MOST_PER_PAGE = 100;

/**
 * Command 10 of section 3.2: files on the camera's own card. Cameras spell the answer in three ways: as the guide
 * prints it, as the vendor's device SDK does, and as the guide's later edition has it. Null for a malformed question.
 */
export function listLocal({ camera, since }: Channel, cmd: Fields, now: number): Fields | null {
  const { page, per_page: perPage } = cmd;
  const span = readSpan(cmd);
  if (!isCount(page) || !isCount(perPage) || perPage > MOST_PER_PAGE || !span) return null;
  const files = recordedFiles(camera.device, span, now).filter(({ from }) => from >= since);
  const rows = files.slice((page - 1) * perPage, page * perPage);
  const counts = { all_count: files.length, cur_count: rows.length };
  switch (camera.trait) {
    case 'main-only':
      return inSdkSpelling(camera, rows, { ...counts, page, per_page: perPage });
    case 'flaky':
      return { ...counts, channel_id: Number(camera.channel), rvods: rows.map(laterRow) };
    default:
      return { ...counts, rvods: rows.map((file) => guideRow(camera, file)) };
  }
}

/** Everything when no times are given. */
function readSpan({ start_time: start, end_time: end }: Fields): Span | null {
  const from = start === undefined ? 0 : typeof start === 'string' ? parseTime(start) : null;
  const to = end === undefined ? Number.MAX_SAFE_INTEGER : typeof end === 'string' ? parseTime(end) : null;
  return from === null || to === null || to <= from ? null : { from, to };
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value > 0;
const bytes = ({ from, to }: Span): number => ((to - from) / 1000) * BYTES_PER_SECOND;

const guideRow = (camera: DemoCamera, file: Span): object => ({
  channel_id: Number(camera.channel),
  video_desc: '',
  size: bytes(file),
  beginTime: formatTime(file.from),
  endTime: formatTime(file.to),
});

const laterRow = (file: Span): object => ({
  warn_type: 0,
  video_desc: '',
  size: bytes(file),
  start_time: formatTime(file.from),
  end_time: formatTime(file.to),
});

interface Counts {
  readonly all_count: number;
  readonly cur_count: number;
  readonly page: number;
  readonly per_page: number;
}

/** The SDK writes a colon into a key when it found nothing. */
function inSdkSpelling(camera: DemoCamera, rows: readonly Span[], { page, per_page, ...counts }: Counts): Fields {
  if (rows.length === 0) return { ...counts, 'page:': page, rvods: [] };
  const rvods = rows.map((file) => ({
    channel_id: Number(camera.channel),
    video_title: '',
    beginTime: formatTime(file.from),
    endTime: formatTime(file.to),
    size: bytes(file),
  }));
  return { ...counts, page, per_page, page_total: Math.ceil(counts.all_count / per_page), rvods };
}
