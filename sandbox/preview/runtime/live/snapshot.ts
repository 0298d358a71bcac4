import type { StoredFile } from '../files';

/** The picture now shown as a JPEG file; null before the first one. */
export function takeSnapshot(video: HTMLVideoElement): StoredFile | null {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return null;
  const canvas = Object.assign(document.createElement('canvas'), { width: videoWidth, height: videoHeight });
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const [, data = ''] = canvas.toDataURL('image/jpeg', 0.92).split(',', 2);
  return { type: 'image/jpeg', bytes: Uint8Array.from(atob(data), (character) => character.charCodeAt(0)) };
}
