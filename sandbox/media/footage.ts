import { FORMATS, FPS, frameInstant, type Quality } from './formats';
import { H264Encoder, type AccessUnit } from './h264';
import { PictureWords } from './picture-words';
import { Scene, type CameraPicture } from './scene';

/** One run of coded pictures of a camera, in order of time. */
export class Footage {
  private readonly encoder: H264Encoder;
  private readonly scene: Scene;
  private words: PictureWords | null = null;

  /** `fps` is what the stream says of itself; frames are counted on the grid of all cameras whatever it is. */
  constructor(camera: CameraPicture, quality: Quality, fps: number = FPS) {
    this.encoder = new H264Encoder({ ...FORMATS[quality], fps });
    this.scene = new Scene(camera, quality);
  }

  get parameterSets(): { readonly sps: Buffer; readonly pps: Buffer } {
    return { sps: this.encoder.sps, pps: this.encoder.pps };
  }

  /** Frame `n` of the grid; the first one asked for is a key picture. */
  frame(n: number, key: boolean): AccessUnit {
    const picture = this.scene.paint(frameInstant(n));
    this.words ??= new PictureWords(picture);
    return this.encoder.encode(this.words, key);
  }
}
