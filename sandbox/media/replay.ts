import { AAC_FRAME_MS, aacFrameFrom } from './aac';
import type { RecordedAnswer } from './audience';
import type { Clock } from './clock';
import type { FeedViewer } from './feed';
import { audioConfig, audioTag, describeStream, videoConfig, videoEnd, videoTag } from './flv-tags';
import { Footage } from './footage';
import { FORMATS, FPS, frameFrom, frameInstant } from './formats';
import { MediaPacket } from './packet';

const KEY_EVERY_MS = 2000;
/** A viewer this far behind is waited for: nothing of a recording is left out. */
const MOST_BACKLOG_BYTES = 512 * 1024;
const LOOK_AGAIN_MS = 50;
/** A stream held up for longer goes on from there; what is missing less is made up for. */
const MOST_LATE_MS = 500;

export interface ReplayViewer extends FeedViewer {
  /** The recording is over, in order. */
  end(): void;
}

/**
 * One viewer's run through a recording. Pictures come at the pace of the clock; at a higher speed some are left out, at
 * a lower one they come less often, and each shows its true instant. The hum beneath goes on at its own pace.
 */
export class Replay {
  private readonly footage: Footage;
  private readonly first: number;
  private readonly stride: number;
  private readonly keyEvery: number;
  private readonly sound: number;
  private began: number;
  private step = 0;
  private heard = 0;
  private cancel: () => void;

  constructor(
    private readonly answer: RecordedAnswer,
    private readonly viewer: ReplayViewer,
    private readonly clock: Clock,
  ) {
    const { camera, quality, span, speed } = answer;
    this.footage = new Footage({ ...camera, recorded: true }, quality);
    this.first = frameFrom(span.from);
    this.stride = Math.max(1, Math.round(speed));
    this.keyEvery = Math.max(1, Math.round((KEY_EVERY_MS / 1000) * FPS * (speed / this.stride)));
    this.sound = aacFrameFrom(frameInstant(this.first));
    this.began = clock.now();
    const heads = [describeStream(FORMATS[quality]), videoConfig(this.footage.parameterSets), audioConfig()];
    for (const tag of heads) viewer.deliver(new MediaPacket(tag));
    this.cancel = clock.after(0, () => this.tick());
  }

  stop(): void {
    this.cancel();
  }

  /** What is due: a picture, or the end. */
  private tick(): void {
    const now = this.clock.now();
    if (this.viewer.backlog() > MOST_BACKLOG_BYTES) {
      this.cancel = this.clock.after(LOOK_AGAIN_MS, () => this.tick());
      return;
    }
    const due = this.streamTime();
    if (now - (this.began + due) > MOST_LATE_MS) this.began = now - due;
    if (this.isOver(now)) {
      this.viewer.deliver(new MediaPacket(videoEnd(Math.round(due))));
      this.viewer.end();
      return;
    }
    // Delivering may make the viewer leave, which must find this tick's successor to call off.
    const frame = this.first + this.step * this.stride;
    const key = this.step % this.keyEvery === 0;
    this.step++;
    this.cancel = this.clock.after(Math.max(0, this.began + this.streamTime() - now), () => this.tick());
    this.emit({ frame, key, at: Math.round(due) });
  }

  /** When the next picture is due on the stream's own clock; the end, when none is left. */
  private streamTime(): number {
    const { span, speed } = this.answer;
    const instant = Math.min(frameInstant(this.first + this.step * this.stride), span.to);
    return (instant - frameInstant(this.first)) / speed;
  }

  /** Also where the recording is still being made, once it has been seen to where it has come. */
  private isOver(now: number): boolean {
    const instant = frameInstant(this.first + this.step * this.stride);
    return instant >= this.answer.span.to || instant > now;
  }

  private emit({ frame, key, at }: { frame: number; key: boolean; at: number }): void {
    this.viewer.deliver(new MediaPacket(videoTag(this.footage.frame(frame, key), at)));
    for (; this.heard * AAC_FRAME_MS <= at; this.heard++) {
      this.viewer.deliver(new MediaPacket(audioTag(this.sound + this.heard, this.heard * AAC_FRAME_MS)));
    }
  }
}
