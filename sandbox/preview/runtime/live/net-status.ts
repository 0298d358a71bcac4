import type { Readings } from './flv-meter';

/** `detail.info` of live-player's netstatus event; units as in WeChat's table. */
export interface NetStatus {
  readonly videoBitrate: number;
  readonly audioBitrate: number;
  readonly videoFPS: number;
  readonly videoGOP: number;
  readonly netSpeed: number;
  readonly netJitter: number;
  readonly netQualityLevel: number;
  readonly videoWidth: number;
  readonly videoHeight: number;
  readonly videoCache: number;
  readonly audioCache: number;
  readonly vDecCacheSize: number;
  readonly vSumCacheSize: number;
  readonly avPlayInterval: number;
  readonly avRecvInterval: number;
  readonly audioCacheThreshold: number;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Not yet shown, ms. */
  readonly bufferedMs: number;
  readonly shownFrames: number;
}

interface Sample {
  readonly at: number;
  readonly readings: Readings;
  readonly picture: Picture;
}

/** Turns two samples of a stream into what WeChat reports of the time between them. */
export function toNetStatus(before: Sample, now: Sample): NetStatus {
  const seconds = Math.max(0.001, (now.at - before.at) / 1000);
  const perSecond = (from: number, to: number): number => Math.max(0, to - from) / seconds;
  const kilobits = (from: number, to: number): number => Math.round((perSecond(from, to) * 8) / 1000);
  const { readings, picture } = now;
  const fps = perSecond(before.picture.shownFrames, picture.shownFrames);
  const cache = Math.round(picture.bufferedMs);
  return {
    videoBitrate: kilobits(before.readings.videoBytes, readings.videoBytes),
    audioBitrate: kilobits(before.readings.audioBytes, readings.audioBytes),
    videoFPS: Math.round(fps),
    videoGOP: Math.round(readings.gopSeconds),
    netSpeed: kilobits(before.readings.bytes, readings.bytes),
    netJitter: Math.round(readings.jitterMs),
    netQualityLevel: qualityOf(readings.jitterMs),
    videoWidth: picture.width,
    videoHeight: picture.height,
    videoCache: cache,
    audioCache: cache,
    vDecCacheSize: 0,
    vSumCacheSize: Math.round((picture.bufferedMs / 1000) * fps),
    avPlayInterval: 0,
    avRecvInterval: 0,
    audioCacheThreshold: 0,
  };
}

/** 1 best to 6 unusable, by how unevenly frames arrive. */
function qualityOf(jitterMs: number): number {
  const limits = [100, 250, 500, 1000, 2000];
  const level = limits.findIndex((limit) => jitterMs < limit);
  return level === -1 ? 6 : level + 1;
}
