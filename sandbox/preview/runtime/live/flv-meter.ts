/** What has come over the wire since the meter began, read from FLV tags; each message carries one tag whole. */
export interface Readings {
  readonly bytes: number;
  readonly videoBytes: number;
  readonly audioBytes: number;
  readonly videoFrames: number;
  /** Seconds between the last two pictures that need no other. */
  readonly gopSeconds: number;
  /** Largest deviation of the arrival of frames from their own pace, ms, since the readings were last taken. */
  readonly jitterMs: number;
}

const VIDEO = 9;
const AUDIO = 8;
const HEADER_BYTES = 11;
const FLV_SIGNATURE = 0x46;

export class FlvMeter {
  /** performance.now() of the last bytes. */
  lastArrival = performance.now();
  private bytes = 0;
  private videoBytes = 0;
  private audioBytes = 0;
  private videoFrames = 0;
  private keyframeAt: number | null = null;
  private gop = 0;
  private jitter = 0;
  private pace: { timestamp: number; arrival: number } | null = null;

  /** True when these bytes are the first picture that needs no other. */
  push(message: ArrayBuffer): boolean {
    const tag = new DataView(message);
    this.lastArrival = performance.now();
    this.bytes += tag.byteLength;
    if (tag.byteLength <= HEADER_BYTES || tag.getUint8(0) === FLV_SIGNATURE) return false;
    const kind = tag.getUint8(0) & 0x1f;
    if (kind === AUDIO) this.audioBytes += tag.byteLength;
    return kind === VIDEO && this.countVideo(tag);
  }

  read(): Readings {
    const { bytes, videoBytes, audioBytes, videoFrames, gop: gopSeconds, jitter: jitterMs } = this;
    this.jitter = 0;
    return { bytes, videoBytes, audioBytes, videoFrames, gopSeconds, jitterMs };
  }

  private countVideo(tag: DataView): boolean {
    const isPicture = tag.getUint8(HEADER_BYTES + 1) === 1;
    this.videoBytes += tag.byteLength;
    if (!isPicture) return false;
    const timestamp = tag.getUint8(7) * 2 ** 24 + (tag.getUint16(4) << 8) + tag.getUint8(6); // the high byte comes last
    this.videoFrames++;
    this.measureJitter(timestamp);
    if (tag.getUint8(HEADER_BYTES) >> 4 !== 1) return false;
    const first = this.keyframeAt === null;
    if (this.keyframeAt !== null) this.gop = (timestamp - this.keyframeAt) / 1000;
    this.keyframeAt = timestamp;
    return first;
  }

  private measureJitter(timestamp: number): void {
    if (this.pace !== null) {
      const late = this.lastArrival - this.pace.arrival - (timestamp - this.pace.timestamp);
      this.jitter = Math.max(this.jitter, Math.abs(late));
    }
    this.pace = { timestamp, arrival: this.lastArrival };
  }
}
