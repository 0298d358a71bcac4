import { files } from '../files';
import type { Phone } from '../phone';
import { refusingUnknown, reportUnimplemented } from '../report';
import { Signal } from '../signal';
import { Recorder, type RecorderEvent, type RecordingOptions } from '../sound/recorder';
import { BIT_RATES, type SampleRate } from '../sound/sound-format';
import { recorderRecord } from '../sounds';
import { ApiFailure } from './api';
import type { Permissions } from './permissions';

interface StartOptions {
  readonly duration?: number;
  readonly sampleRate?: number;
  readonly numberOfChannels?: number;
  readonly encodeBitRate?: number;
  readonly format?: string;
  /** KB. */
  readonly frameSize?: number;
  readonly audioSource?: string;
}

const LONGEST_MS = 600_000;

/** `wx.getRecorderManager()`: one for the whole mini-program, whose listeners stay for good. */
export function recorderApis({ device }: Phone, permissions: Permissions) {
  const listeners = createListeners();
  const recorder = new Recorder(recorderRecord, (event) => tell(listeners, event));
  device.onChange('inCall', (inCall) => (inCall ? recorder.interrupt() : recorder.endInterruption()));
  device.onChange('visible', (visible) => !visible && recorder.holdBack());
  const manager = refusingUnknown(createManager(recorder, listeners, permissions), 'RecorderManager');
  return { getRecorderManager: () => manager };
}

function createListeners() {
  return {
    start: new Signal<undefined>(),
    pause: new Signal<undefined>(),
    resume: new Signal<undefined>(),
    stop: new Signal<{ tempFilePath: string; duration: number; fileSize: number }>(),
    frame: new Signal<{ frameBuffer: ArrayBuffer; isLastFrame: boolean }>(),
    error: new Signal<{ errMsg: string }>(),
    interruptionBegin: new Signal<undefined>(),
    interruptionEnd: new Signal<undefined>(),
  };
}
type Listeners = ReturnType<typeof createListeners>;

function createManager(recorder: Recorder, listeners: Listeners, permissions: Permissions) {
  const command = (act: () => unknown): void => {
    Promise.resolve()
      .then(act)
      .catch((error: unknown) => listeners.error.emit(describe(error)));
  };
  const on =
    <T>(signal: Signal<T>) =>
    (listener: (value: T) => void): void =>
      void signal.add(listener);
  return {
    start: (options: StartOptions = {}) =>
      command(() =>
        recorder.start(readOptions(options), () => permissions.require('scope.record', 'RecorderManager.start')),
      ),
    pause: () => command(() => recorder.pause()),
    resume: () => command(() => recorder.resume()),
    stop: () => command(() => recorder.stop()),
    onStart: on(listeners.start),
    onPause: on(listeners.pause),
    onResume: on(listeners.resume),
    onStop: on(listeners.stop),
    onFrameRecorded: on(listeners.frame),
    onError: on(listeners.error),
    onInterruptionBegin: on(listeners.interruptionBegin),
    onInterruptionEnd: on(listeners.interruptionEnd),
  };
}

function tell(listeners: Listeners, event: RecorderEvent): void {
  switch (event.kind) {
    case 'start':
    case 'pause':
    case 'resume':
      listeners[event.kind].emit(undefined);
      return;
    case 'interruption-begin':
      listeners.interruptionBegin.emit(undefined);
      return;
    case 'interruption-end':
      listeners.interruptionEnd.emit(undefined);
      return;
    case 'frame':
      listeners.frame.emit({ frameBuffer: event.bytes.buffer, isLastFrame: event.last });
      return;
    case 'stop': {
      const tempFilePath = files.addTemporary({ bytes: event.bytes, type: 'audio/mpeg' }, 'mp3');
      listeners.stop.emit({ tempFilePath, duration: event.durationMs, fileSize: event.bytes.length });
    }
  }
}

/** Every failure comes through `onError`, as developer tools word it; phones leave out or add a colon. */
function describe(error: unknown): { errMsg: string } {
  if (error instanceof ApiFailure) return { errMsg: `operateRecorder:fail ${error.message}`, ...error.extra };
  const denied = error instanceof DOMException && error.name === 'NotAllowedError';
  return { errMsg: `operateRecorder:fail ${denied ? 'system permission denied' : 'start record fail'}` };
}

function readOptions(options: StartOptions): RecordingOptions {
  const { duration = 60_000, sampleRate = 8000, numberOfChannels = 2, encodeBitRate = 48_000, frameSize } = options;
  const { format = 'aac', audioSource = 'auto' } = options;
  if (format !== 'mp3') throw new ApiFailure(reportUnimplemented(`format ${format} of RecorderManager.start`));
  if (audioSource !== 'auto')
    throw new ApiFailure(reportUnimplemented(`audioSource ${audioSource} of RecorderManager.start`));
  if (!(duration > 0 && duration <= LONGEST_MS)) throw new ApiFailure('invalid duration');
  if (numberOfChannels !== 1 && numberOfChannels !== 2) throw new ApiFailure('invalid numberOfChannels');
  if (!isSampleRate(sampleRate)) throw new ApiFailure('invalid sampleRate');
  const [least, most] = BIT_RATES[sampleRate];
  if (!(encodeBitRate >= least && encodeBitRate <= most)) throw new ApiFailure('invalid encodeBitRate');
  return {
    durationMs: duration,
    channels: numberOfChannels,
    sampleRate,
    bitRate: encodeBitRate,
    frameBytes: frameSize === undefined ? null : frameSize * 1024,
  };
}

const isSampleRate = (value: number): value is SampleRate => value in BIT_RATES;
