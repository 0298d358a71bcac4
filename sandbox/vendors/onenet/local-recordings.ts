import { motionSpans, recordedFiles, type DemoCamera, type Span } from '../simulator';
import { formatTime, parseTime, type Fields } from './fields';
import type { Channel } from './registry';

const BYTES_PER_SECOND = 64_000;
const MOST_PER_PAGE = 100;
/** `warn_type`: the guide says that 0 asks for all and numbers nothing else; motion is the first of its alarms. */
const WARN = { none: 0, motion: 1 } as const;

interface LaterFile extends Span {
  readonly warnType: number;
}

/**
 * Command 10 of section 3.2: files on the camera's own card. Cameras spell the answer in three ways: as the guide
 * prints it, as the vendor's device SDK does, and as the guide's later edition has it. Null for a malformed question.
 */
export function listLocal({ camera, since }: Channel, cmd: Fields, now: number): Fields | null {
  const { page, per_page: perPage } = cmd;
  const span = readSpan(cmd);
  if (!isCount(page) || !isCount(perPage) || perPage > MOST_PER_PAGE || !span) return null;
  const files = recordedFiles(camera.device, span, now).filter(({ from }) => from >= since);
  const cut = <F>(list: readonly F[]) => {
    const rows = list.slice((page - 1) * perPage, page * perPage);
    return { rows, counts: { all_count: list.length, cur_count: rows.length } };
  };
  switch (editionOf(camera)) {
    case 'sdk': {
      const { rows, counts } = cut(files);
      return inSdkSpelling(camera, rows, { ...counts, page, per_page: perPage });
    }
    case 'later': {
      const wanted = laterFiles(camera, files, { span, now }).filter(({ warnType }) => isWanted(cmd, warnType));
      const { rows, counts } = cut(wanted);
      return { ...counts, channel_id: Number(camera.channel), rvods: rows.map(laterRow) };
    }
    case 'guide': {
      const { rows, counts } = cut(files);
      return { ...counts, rvods: rows.map((file) => guideRow(camera, file)) };
    }
  }
}

/** Which edition of the guide a camera's firmware follows; some have made the step to the later one. */
function editionOf({ trait, device }: DemoCamera): 'guide' | 'sdk' | 'later' {
  if (trait === 'main-only') return 'sdk';
  return trait === 'flaky' || device % 2 === 0 ? 'later' : 'guide';
}

/** A camera that tells motion begins a file when it begins and another when it is over. */
function laterFiles(
  { device }: DemoCamera,
  files: readonly Span[],
  { span, now }: { readonly span: Span; readonly now: number },
): LaterFile[] {
  return files.flatMap((file) => {
    const parts: LaterFile[] = [];
    let at = file.from;
    for (const motion of motionSpans(device, file, now)) {
      if (motion.from > at) parts.push({ from: at, to: motion.from, warnType: WARN.none });
      parts.push({ ...motion, warnType: WARN.motion });
      at = motion.to;
    }
    if (at < file.to) parts.push({ from: at, to: file.to, warnType: WARN.none });
    return parts.filter(({ from, to }) => from < span.to && to > span.from);
  });
}

const isWanted = ({ warn_type: wanted }: Fields, warnType: number): boolean =>
  wanted === undefined || wanted === 0 || wanted === warnType;

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

const laterRow = (file: LaterFile): object => ({
  warn_type: file.warnType,
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
