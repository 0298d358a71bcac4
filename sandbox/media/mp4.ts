import { ArrayBufferTarget, Muxer } from 'mp4-muxer';
import { AAC_CONFIG, AAC_FRAME_MS, AAC_SAMPLE_RATE, aacFrame } from './aac';
import { CLIP_FPS, clipFormat, ClipRun, type ClipSource } from './clip';
import { avcConfiguration, sampleOf } from './flv-tags';

const US_PER_MS = 1000;
const PICTURE_US = (1000 / CLIP_FPS) * US_PER_MS;
/** Constrained Baseline, level 3.1. */
const VIDEO_CODEC = 'avc1.42c01f';
const AUDIO_CODEC = 'mp4a.40.2';

/**
 * An MP4 file with its index in front, so that it plays while it loads. The same source always gives the same file, but
 * for the time of making that is written in it.
 */
export async function renderMp4(source: ClipSource, { hasSound }: { readonly hasSound: boolean }): Promise<Buffer> {
  const run = new ClipRun(source);
  const { width, height } = clipFormat(source.quality);
  const target = new ArrayBufferTarget();
  const muxer = new Muxer({
    target,
    fastStart: 'in-memory',
    video: { codec: 'avc', width, height },
    ...(hasSound && { audio: { codec: 'aac', numberOfChannels: 1, sampleRate: AAC_SAMPLE_RATE } }),
  });
  const video = { decoderConfig: { codec: VIDEO_CODEC, description: avcConfiguration(run.parameterSets) } };
  const sound = { codec: AUDIO_CODEC, numberOfChannels: 1, sampleRate: AAC_SAMPLE_RATE, description: AAC_CONFIG };
  const audio = { decoderConfig: sound };
  for await (const second of run.steps()) {
    for (const { at, unit, sounds } of second) {
      muxer.addVideoChunkRaw(sampleOf(unit), unit.key ? 'key' : 'delta', at * US_PER_MS, PICTURE_US, video);
      if (!hasSound) continue;
      for (const { frame, at: from } of sounds) {
        muxer.addAudioChunkRaw(aacFrame(frame), 'key', from * US_PER_MS, AAC_FRAME_MS * US_PER_MS, audio);
      }
    }
  }
  muxer.finalize();
  return Buffer.from(target.buffer);
}
