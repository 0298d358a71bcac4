import type { RecorderRecord } from '../records';
import { ApiFailure } from '../wx/api';
import { openMicrophone, type Microphone } from './microphone';
import type { EncodedSound, SoundFormat } from './sound-format';

export interface RecordingOptions extends SoundFormat {
  /** It stops by itself after so long. */
  readonly durationMs: number;
  /** Bytes of each piece that is handed out on the way; null for none. */
  readonly frameBytes: number | null;
}

export type RecorderEvent =
  | { readonly kind: 'start' | 'pause' | 'resume' | 'interruption-begin' | 'interruption-end' }
  | { readonly kind: 'frame'; readonly bytes: Uint8Array<ArrayBuffer>; readonly last: boolean }
  | { readonly kind: 'stop'; readonly bytes: Uint8Array<ArrayBuffer>; readonly durationMs: number };

interface Recording {
  readonly options: RecordingOptions;
  readonly microphone: Microphone;
  readonly sound: EncodedSound;
  readonly pieces: Uint8Array<ArrayBuffer>[];
  /** Not handed out yet. */
  rest: Uint8Array<ArrayBuffer>;
  /** Samples of one channel. */
  heard: number;
}

/** The phone's one recorder. A refused command throws in WeChat's words. */
export class Recorder {
  private recording: Recording | null = null;
  private interrupted = false;

  constructor(
    private readonly record: RecorderRecord,
    private readonly emit: (event: RecorderEvent) => void,
  ) {}

  /** `admit` passes when it may be recorded; that can take as long as a person thinks. */
  async start(options: RecordingOptions, admit: () => Promise<void>): Promise<void> {
    if (this.record.state !== 'idle') throw new ApiFailure('is recording or paused');
    this.record.state = 'starting';
    try {
      await admit();
      const recording = await this.open(options);
      this.checkFree(recording.microphone);
      this.recording = recording;
      this.record.state = 'recording';
    } catch (error) {
      this.record.state = 'idle';
      throw error;
    }
    this.emit({ kind: 'start' });
  }

  pause(): void {
    this.require('recording', 'recorder not start');
    this.record.state = 'paused';
    this.emit({ kind: 'pause' });
  }

  resume(): void {
    this.require('paused', 'recorder not pause');
    this.checkFree();
    this.record.state = 'recording';
    this.emit({ kind: 'resume' });
  }

  stop(): void {
    const { recording } = this;
    if (recording === null) throw new ApiFailure('recorder not start');
    this.recording = null;
    this.record.state = 'idle';
    recording.microphone.close();
    this.keep(recording, recording.sound.finish());
    if (recording.options.frameBytes !== null) this.emit({ kind: 'frame', bytes: recording.rest, last: true });
    const bytes = concatenate(recording.pieces);
    const durationMs = Math.round((recording.heard / recording.microphone.sampleRate) * 1000);
    this.record.recordings.push({ durationMs, bytes: bytes.length });
    this.emit({ kind: 'stop', bytes, durationMs });
  }

  /** A call takes the microphone: what is recorded pauses, and goes on only when it is told to. */
  interrupt(): void {
    this.interrupted = true;
    this.emit({ kind: 'interruption-begin' });
    this.holdBack();
  }

  endInterruption(): void {
    this.interrupted = false;
    this.emit({ kind: 'interruption-end' });
  }

  /** WeChat records nothing while it is in the background. */
  holdBack(): void {
    if (this.record.state === 'recording') this.pause();
  }

  private require(state: RecorderRecord['state'], otherwise: string): void {
    if (this.record.state !== state) throw new ApiFailure(otherwise);
  }

  private checkFree(microphone?: Microphone): void {
    if (!this.interrupted) return;
    microphone?.close();
    throw new ApiFailure('start record fail');
  }

  private async open(options: RecordingOptions): Promise<Recording> {
    const [{ encodeMp3 }, microphone] = await Promise.all([
      import('./mp3'),
      openMicrophone(options.channels, (samples) => this.hear(samples)),
    ]);
    const sound = await encodeMp3(options, microphone.sampleRate);
    return { options, microphone, sound, pieces: [], rest: new Uint8Array(), heard: 0 };
  }

  private hear(samples: readonly Float32Array[]): void {
    const { recording } = this;
    if (recording === null || this.record.state !== 'recording') return;
    const { options, microphone, sound } = recording;
    const most = Math.round((options.durationMs / 1000) * microphone.sampleRate);
    const taken = samples.map((channel) => channel.subarray(0, most - recording.heard));
    recording.heard += taken[0]?.length ?? 0;
    this.keep(recording, sound.write(taken));
    this.handOut(recording);
    if (recording.heard >= most) this.stop();
  }

  private keep(recording: Recording, bytes: Uint8Array<ArrayBuffer>): void {
    recording.pieces.push(bytes);
    if (recording.options.frameBytes !== null) recording.rest = concatenate([recording.rest, bytes]);
  }

  private handOut(recording: Recording): void {
    const { frameBytes } = recording.options;
    while (frameBytes !== null && recording.rest.length >= frameBytes) {
      const bytes = recording.rest.slice(0, frameBytes);
      recording.rest = recording.rest.slice(frameBytes);
      this.emit({ kind: 'frame', bytes, last: false });
    }
  }
}

function concatenate(pieces: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
