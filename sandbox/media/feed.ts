import { AAC_FRAME_MS, aacFrameFrom } from './aac';
import type { Clock } from './clock';
import { audioConfig, audioTag, describeStream, videoConfig, videoTag } from './flv-tags';
import { Footage } from './footage';
import { FORMATS, FPS, frameFrom, frameInstant, type Quality } from './formats';
import { MediaPacket } from './packet';
import type { CameraPicture } from './scene';

const KEY_EVERY_FRAMES = 2 * FPS;
/** A viewer this far behind gets nothing until it has caught up, so it costs at most this much memory. */
const MAX_BACKLOG_BYTES = 2 * 1024 * 1024;
/** After a pause of the whole process, the missed pictures are left out rather than made in a burst. */
const MAX_LATE_MS = 500;

/** Every camera's feed, one for each quality, so that viewers of the same picture share it. */
export class Feeds {
  private readonly feeds = new Map<string, Feed>();

  constructor(private readonly clock: Clock) {}

  of(camera: CameraPicture, quality: Quality): Feed {
    const name = [camera.cloud, camera.device, quality, camera.label].join('/');
    const known = this.feeds.get(name);
    if (known !== undefined) return known;
    const feed = new Feed(camera, quality, this.clock);
    this.feeds.set(name, feed);
    return feed;
  }
}

/** Somebody who watches: takes packets and tells how many bytes have not left yet. */
export interface FeedViewer {
  deliver(packet: MediaPacket): void;
  backlog(): number;
}

/** One camera in one quality, live. Pictures are made once for all its viewers, and none without a viewer. */
class Feed {
  /** True while the viewer must not get pictures before the next key picture. */
  private readonly waiting = new Map<FeedViewer, boolean>();
  private run: FeedRun | null = null;

  constructor(
    private readonly camera: CameraPicture,
    private readonly quality: Quality,
    private readonly clock: Clock,
  ) {}

  get watched(): boolean {
    return this.waiting.size > 0;
  }

  /** Sends the stream's headers at once and a key picture next; the returned function leaves. */
  join(viewer: FeedViewer): () => void {
    const run = this.run ?? this.start();
    for (const packet of run.headers) viewer.deliver(packet);
    this.waiting.set(viewer, true);
    run.forceKey();
    return () => {
      this.waiting.delete(viewer);
      if (this.watched) return;
      this.run?.stop();
      this.run = null;
    };
  }

  private start(): FeedRun {
    const footage = new Footage(this.camera, this.quality);
    this.run = new FeedRun({ footage, quality: this.quality, clock: this.clock, emit: (packet) => this.emit(packet) });
    return this.run;
  }

  private emit(packet: MediaPacket): void {
    for (const [viewer, waiting] of this.waiting) {
      const behind = viewer.backlog() > (waiting ? MAX_BACKLOG_BYTES / 4 : MAX_BACKLOG_BYTES);
      const hold = behind || (waiting && !packet.key);
      if (hold !== waiting) this.waiting.set(viewer, hold);
      if (!hold) viewer.deliver(packet);
    }
  }
}

interface FeedRunOptions {
  readonly footage: Footage;
  readonly quality: Quality;
  readonly clock: Clock;
  readonly emit: (packet: MediaPacket) => void;
}

/** The time during which a feed is watched without a break: its clock begins at zero. */
class FeedRun {
  readonly headers: readonly MediaPacket[];
  private readonly base: number;
  private frame: number;
  private sound: number;
  private keyWanted = true;
  private stopped = false;
  private cancel: () => void;

  constructor(private readonly options: FeedRunOptions) {
    const { clock, footage, quality } = options;
    this.frame = frameFrom(clock.now());
    this.base = frameInstant(this.frame);
    this.sound = aacFrameFrom(this.base);
    const tags = [describeStream(FORMATS[quality]), videoConfig(footage.parameterSets), audioConfig()];
    this.headers = tags.map((tag) => new MediaPacket(tag));
    this.cancel = this.schedule();
  }

  forceKey(): void {
    this.keyWanted = true;
  }

  stop(): void {
    this.stopped = true;
    this.cancel();
  }

  private schedule(): () => void {
    const { clock } = this.options;
    return clock.after(Math.max(0, frameInstant(this.frame) - clock.now()), () => this.tick());
  }

  private tick(): void {
    const now = this.options.clock.now();
    if (now - frameInstant(this.frame) > MAX_LATE_MS) this.skipTo(now);
    if (frameInstant(this.frame) <= now) {
      this.emitFrame();
      this.frame++;
    }
    // Delivering may have made the last viewer leave.
    if (!this.stopped) this.cancel = this.schedule();
  }

  private skipTo(now: number): void {
    this.frame = frameFrom(now);
    this.sound = aacFrameFrom(now);
    this.keyWanted = true;
  }

  private emitFrame(): void {
    const { footage, emit } = this.options;
    const instant = frameInstant(this.frame);
    const key = this.keyWanted || this.frame % KEY_EVERY_FRAMES === 0;
    this.keyWanted = false;
    emit(new MediaPacket(videoTag(footage.frame(this.frame, key), instant - this.base)));
    for (; this.sound * AAC_FRAME_MS <= instant; this.sound++) {
      emit(new MediaPacket(audioTag(this.sound, this.sound * AAC_FRAME_MS - this.base)));
    }
  }
}
