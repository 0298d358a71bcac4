import { phoneZone } from '../../utils/time-words';

/** What some file system does not take in a name. */
const UNFIT = /[\\/:*?"<>|\s]+/g;

/** Name of a still's file, without its ending: camera and time of taking by the phone's clocks, `收银台 2026-11-22 13.37.20`. */
export function stillName(camera: string, takenAt: number): string {
  const time = new Date(takenAt + phoneZone(takenAt)).toISOString().slice(0, 19);
  return `${camera.replace(UNFIT, '_').slice(0, 40)} ${time.replace('T', ' ').replace(/:/g, '.')}`;
}
