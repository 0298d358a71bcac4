import { recordedFiles, type SimContext, type Span } from '../simulator';
import { formatTime } from './fields';
import type { Channel } from './registry';

/** A recording in the cloud; `end` null while it runs. */
export interface Video {
  readonly id: string;
  readonly name: string;
  readonly from: number;
  readonly end: number | null;
}

interface Shelf {
  readonly made: Map<string, Video>;
  readonly gone: Set<string>;
  readonly names: Map<string, string>;
  /** Id of the recording that runs. */
  running: string | null;
}

const DAY_MS = 86_400_000;
const KEPT_DAYS = 7;
/** One file of so many on the card is in the cloud as well. */
const CLOUD_EVERY = 4;

export type VideoStore = ReturnType<typeof createVideoStore>;

/** Recordings in the cloud by channel: those of the product's plan, and those that callers start. */
export function createVideoStore(context: SimContext) {
  const shelves = new WeakMap<Channel, Shelf>();
  let started = 0;
  const shelfOf = (channel: Channel): Shelf => {
    const shelf = shelves.get(channel) ?? { made: new Map(), gone: new Set(), names: new Map(), running: null };
    shelves.set(channel, shelf);
    return shelf;
  };
  const list = (channel: Channel): readonly Video[] => {
    const { made, gone, names } = shelfOf(channel);
    return [...plannedVideos(channel, context.now()), ...made.values()]
      .filter(({ id }) => !gone.has(id))
      .map((video) => ({ ...video, name: names.get(video.id) ?? video.name }))
      .sort((a, b) => a.from - b.from);
  };
  return {
    list,
    find: (channel: Channel, id: string): Video | undefined => list(channel).find((video) => video.id === id),
    isRecording: (channel: Channel): boolean => shelfOf(channel).running !== null,
    start: (channel: Channel): void => {
      const shelf = shelfOf(channel);
      const from = context.now();
      const id = videoId(channel, from) + String(started++ % 10);
      shelf.made.set(id, { id, name: `rec-${formatTime(from)}`, from, end: null });
      shelf.running = id;
    },
    stop: (channel: Channel): void => {
      const shelf = shelfOf(channel);
      const video = shelf.made.get(shelf.running ?? '');
      if (video) shelf.made.set(video.id, { ...video, end: context.now() });
      shelf.running = null;
    },
    remove: (channel: Channel, id: string): void => {
      const shelf = shelfOf(channel);
      shelf.gone.add(id);
      if (shelf.running === id) shelf.running = null;
    },
    rename: (channel: Channel, id: string, name: string): void => {
      shelfOf(channel).names.set(id, name);
    },
  };
}

/** The span of a video; one that runs ends now. */
export const spanOf = ({ from, end }: Video, now: number): Span => ({ from, to: end ?? now });

function plannedVideos({ camera, since }: Channel, now: number): Video[] {
  const from = Math.max(now - KEPT_DAYS * DAY_MS, since);
  return recordedFiles(camera.device, { from, to: now }, now)
    .filter((file) => Math.floor(file.from / 1000) % CLOUD_EVERY === 0)
    .map((file) => ({
      id: String(camera.device) + String(Math.floor(file.from / 1000)),
      name: `auto-${formatTime(file.from)}`,
      from: file.from,
      end: file.to,
    }));
}

const videoId = ({ camera }: Channel, from: number): string => String(camera.device) + String(Math.floor(from / 1000));
