import type { VideoFormat } from './h264-headers';

export type Quality = 'main' | 'sub';

export const FPS = 15;

export const FORMATS: Readonly<Record<Quality, VideoFormat>> = {
  main: { width: 1280, height: 720, fps: FPS },
  sub: { width: 640, height: 360, fps: FPS },
};

/** Frames of all cameras lie on one grid from the epoch on: frame `n` shows this instant (epoch ms). */
export const frameInstant = (n: number): number => Math.round((n * 1000) / FPS);

/** The first frame at or after an instant. */
export const frameFrom = (instant: number): number => Math.ceil((instant * FPS) / 1000);
