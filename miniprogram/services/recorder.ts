import { meterLevel, Mp3Loudness } from '../utils/mp3-level';

/** A message that was recorded: an mp3 of 16 kHz mono in a temporary file, which lives as long as the app. */
export interface RecordedFile {
  readonly path: string;
  readonly durationMs: number;
}

/** Why nothing was recorded: `denied` by a permission, `busy` when something else has the microphone. */
export type RecorderFault = 'denied' | 'busy' | 'failed';

/** What one recording tells of itself. After `stopped` or `failed` it tells nothing more. */
export interface RecorderHandlers {
  started(): void;
  /** How loud it is now, 0 to 1 of a meter; some six times a second. */
  level(level: number): void;
  /** The phone took the microphone away, for a call or an alarm. What was recorded comes with `stopped`. */
  interrupted(): void;
  stopped(file: RecordedFile): void;
  failed(fault: RecorderFault): void;
}

/** A recording that was asked for. */
export interface Recording {
  /** Ends it, at the latest as soon as it begins. May be repeated. */
  stop(): void;
}

export interface Recorder {
  /** One at a time: of a recording that has not ended by then, nothing more is heard. */
  start(handlers: RecorderHandlers): Recording;
  /** Records for a moment and throws it away: only this makes a phone ask its own question for the microphone. */
  probe(): Promise<'recorded' | RecorderFault>;
}

/** What the vendors' cameras play, and WeChat's own limit behind ours. `frameSize` is KB of mp3: a sixth of a second. */
const OPTIONS: WechatMiniprogram.RecorderManagerStartOption = {
  duration: 60_000,
  sampleRate: 16_000,
  numberOfChannels: 1,
  encodeBitRate: 48_000,
  format: 'mp3',
  frameSize: 1,
};

interface Turn {
  readonly handlers: RecorderHandlers;
  readonly loudness: Mp3Loudness;
  running: boolean;
  stopping: boolean;
}

type InterruptionEvent = 'onInterruptionBegin' | 'onInterruptionEnd';
type Manager = Pick<
  WechatMiniprogram.RecorderManager,
  'start' | 'stop' | 'onStart' | 'onStop' | 'onError' | 'onPause' | 'onFrameRecorded' | InterruptionEvent
>;

/**
 * WeChat has one recorder for the whole app, and no way to take a handler back: they are registered once, and speak to
 * whoever records now.
 */
class SharedRecorder implements Recorder {
  private manager: Manager | null = null;
  private turn: Turn | null = null;
  /** A call or an alarm has the microphone; a phone that is asked to record then only says that it failed. */
  private isTaken = false;

  start(handlers: RecorderHandlers): Recording {
    const manager = this.prepare();
    // It would refuse to begin while the one before still runs.
    if (this.turn?.running === true) manager.stop();
    const turn: Turn = { handlers, loudness: new Mp3Loudness(), running: false, stopping: false };
    this.turn = turn;
    manager.start(OPTIONS);
    return { stop: () => this.stop(turn) };
  }

  probe(): Promise<'recorded' | RecorderFault> {
    return new Promise((resolve) => {
      const recording = this.start({
        started: () => recording.stop(),
        level: () => undefined,
        interrupted: () => recording.stop(),
        stopped: () => resolve('recorded'),
        failed: resolve,
      });
    });
  }

  private stop(turn: Turn): void {
    if (this.turn !== turn || turn.stopping) return;
    turn.stopping = true;
    // Before it runs, a stop is an error on some phones, and the recording begins all the same.
    if (turn.running) this.manager?.stop();
  }

  private prepare(): Manager {
    if (this.manager !== null) return this.manager;
    const manager = wx.getRecorderManager();
    manager.onStart(() => this.began());
    manager.onFrameRecorded(({ frameBuffer }) => this.heard(frameBuffer));
    manager.onStop(({ tempFilePath, duration }) => this.ended({ path: tempFilePath, durationMs: duration }));
    manager.onError(({ errMsg }) => this.broke(errMsg));
    manager.onPause(() => this.interrupted());
    manager.onInterruptionBegin(() => this.taken());
    manager.onInterruptionEnd(() => this.given());
    // Calls by telephone and alarms are told here only.
    wx.onAudioInterruptionBegin(() => this.taken());
    wx.onAudioInterruptionEnd(() => this.given());
    this.manager = manager;
    return manager;
  }

  private began(): void {
    const { turn } = this;
    if (turn === null) return;
    turn.running = true;
    if (turn.stopping) this.manager?.stop();
    else turn.handlers.started();
  }

  private heard(bytes: ArrayBuffer): void {
    const { turn } = this;
    if (turn?.running !== true) return;
    const loudness = turn.loudness.take(new Uint8Array(bytes));
    if (loudness !== null && !turn.stopping) turn.handlers.level(meterLevel(loudness));
  }

  private taken(): void {
    this.isTaken = true;
    this.interrupted();
  }

  private given(): void {
    this.isTaken = false;
  }

  private interrupted(): void {
    if (this.turn?.running === true && !this.turn.stopping) this.turn.handlers.interrupted();
  }

  /** The end of a recording that has not begun is that of the one before. */
  private ended(file: RecordedFile): void {
    const { turn } = this;
    if (turn?.running !== true) return;
    this.turn = null;
    turn.handlers.stopped(file);
  }

  private broke(errMsg: string): void {
    const { turn } = this;
    this.turn = null;
    const fault = faultOf(errMsg);
    turn?.handlers.failed(this.isTaken && fault === 'failed' ? 'busy' : fault);
  }
}

/** In the order in which they are looked for. */
const FAULTS: readonly (readonly [RegExp, RecorderFault])[] = [
  [/auth|permission|denied|deny|privacy|scope/i, 'denied'],
  [/is recording|paused|busy|occupied|in use|interrupt/i, 'busy'],
];

function faultOf(errMsg: string): RecorderFault {
  return FAULTS.find(([pattern]) => pattern.test(errMsg))?.[1] ?? 'failed';
}

export const createRecorder = (): Recorder => new SharedRecorder();

/** The phone's one recorder. */
export const recorder: Recorder = createRecorder();
