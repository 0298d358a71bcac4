import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { recordedFiles, recordedFlv, type DemoCamera, type SimContext, type Span } from '../simulator';
import type { Organisation } from './organisation';
import { badParameter, integer, time, type Params } from './params';
import { timestamp } from './times';

const LONGEST_MS = 10 * 60_000;
const MOST_ID = 99_999_999_999;
/** A recorder plays back so many cameras at once. */
const RECORDER_CHANNELS = 4;
/** More footage than this under way, and the recorder's processor is at its limit. */
const RECORDER_LOAD_MS = 25 * 60_000;
/**
 * A recorder hands footage over this many times faster than it was recorded: ten minutes take it five seconds, unless
 * the file is read to its end before.
 */
const HAND_OVER_RATE = 120;
const FILE_LIFE_MS = 3_600_000;
/** Some cameras stand alone, without a recorder. */
const ALONE_EVERY = 7;

/** The page's nine results of a download. */
const RESULT = {
  ready: '0',
  recorderOffline: '1',
  requestFailed: '-1',
  noRecorder: '-2',
  taskRunning: '-3',
  channelsFull: '-4',
  loadTooHigh: '-5',
} as const;

interface Task {
  readonly camera: DemoCamera;
  readonly span: Span;
  readonly until: number;
}

const hasRecorder = ({ device }: DemoCamera): boolean => device % ALONE_EVERY !== 0;

/** startRecReqDown and the files it offers. One recorder serves the cameras of a store. */
export function createDownload(context: SimContext, organisation: Organisation) {
  const tasks = new Set<Task>();
  const files = new Map<string, Task>();
  /** Downloads under way, which are read from the recorder itself, and of which camera each is. */
  const open = new Map<Readable, DemoCamera>();

  const running = (): Task[] => {
    for (const task of tasks) if (task.until <= context.now()) tasks.delete(task);
    return [...tasks];
  };
  /** What stands in the way of a download; null when nothing does. */
  const obstacle = (camera: DemoCamera, span: Span): string | null => {
    if (!hasRecorder(camera)) return RESULT.noRecorder;
    if (context.isOffline(camera)) return RESULT.recorderOffline;
    const recorder = running().filter((task) => task.camera.store === camera.store);
    if (recorder.some((task) => task.camera === camera)) return RESULT.taskRunning;
    if (recorder.length >= RECORDER_CHANNELS) return RESULT.channelsFull;
    if ([...recorder, { span }].reduce((sum, { span: one }) => sum + length(one), 0) > RECORDER_LOAD_MS) {
      return RESULT.loadTooHigh;
    }
    // No word is documented for a time without footage.
    return recordedFiles(camera.device, span, context.now()).length === 0 ? RESULT.requestFailed : null;
  };

  return {
    startRecReqDown: (params: Params): object => {
      const camera = organisation.findCamera(integer(params, 'id', { least: 0, most: MOST_ID }));
      const span = readSpan(params);
      const result = obstacle(camera, span);
      if (result !== null) return { result };
      const task = { camera, span, until: context.now() + length(span) / HAND_OVER_RATE };
      tasks.add(task);
      const path = `/FLV_${hex()}_${hex()}_${timestamp(context.now())}.flv`;
      files.set(path, task);
      context.after(FILE_LIFE_MS, () => void files.delete(path));
      return { result: RESULT.ready, url: context.baseUrl() + path };
    },

    /** The file at a path; null where there is none. Read to its end, the camera is free for the next download. */
    file: async (path: string): Promise<{ body: Readable; bytes: number } | null> => {
      const task = files.get(path);
      if (!task || context.isOffline(task.camera)) return null;
      const { body, bytes } = await recordedFlv(task.camera, task.span, context.now());
      open.set(body, task.camera);
      body.once('end', () => void tasks.delete(task));
      // Whoever reads it hears of it; it may break off before anybody does.
      body.once('error', () => undefined);
      body.once('close', () => void open.delete(body));
      return { body, bytes };
    },

    /** Recorders have lost their lines: what they were handing over breaks off. */
    loseLines: (): void => {
      for (const [body, camera] of open) if (context.isOffline(camera)) body.destroy(new Error('the recorder is gone'));
      for (const task of tasks) if (context.isOffline(task.camera)) tasks.delete(task);
    },

    expireFiles: (): void => files.clear(),
  };
}

const length = ({ from, to }: Span): number => to - from;
const hex = (): string => randomBytes(6).toString('hex');

/** Exactly ten minutes are still allowed. */
function readSpan(params: Params): Span {
  const span = { from: time(params, 'startTime'), to: time(params, 'endTime') };
  if (span.to <= span.from || length(span) > LONGEST_MS) throw badParameter('endTime');
  return span;
}
