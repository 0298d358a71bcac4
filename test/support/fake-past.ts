import type {
  ClipOutcome,
  Clips,
  ClipWish,
  CloudVideos,
  Footage,
  PastWish,
  Recording,
  RecordingQuery,
  Recordings,
} from '../../cloudfunctions/core/capabilities';
import type { ChannelAddress } from '../../cloudfunctions/core/ports';
import type { RecordingPlace } from '../../typings/contract/domain';
import { makeSource, type FakeDriver } from './cloud-rig';

export const makeRecording = (from: number, to: number, more: Partial<Recording> = {}): Recording => ({
  ...{ from, to, place: 'device', id: null, trigger: 'timed', bytes: null },
  ...more,
});

/** The past of a fake vendor: what it keeps, and how it was asked for it. */
class FakeRecordings implements Recordings {
  readonly places: RecordingPlace[] = ['device', 'cloud'];
  readonly speeds = [0.5, 2];
  kept: Recording[] = [];
  readonly queries: RecordingQuery[] = [];
  readonly wishes: PastWish[] = [];

  constructor(private readonly driver: FakeDriver) {}

  async list({ deviceId }: ChannelAddress, query: RecordingQuery): Promise<readonly Recording[]> {
    this.driver.asked.push(`recordings ${deviceId} ${query.place}`);
    this.queries.push(query);
    if (this.driver.failure) throw this.driver.failure;
    const { place, from, to } = query;
    return this.kept.filter((one) => one.place === place && one.from < to && one.to > from);
  }

  async open({ deviceId }: ChannelAddress, wish: PastWish): Promise<Footage> {
    this.driver.asked.push(`past ${deviceId} ${wish.place}`);
    this.wishes.push(wish);
    if (this.driver.failure) throw this.driver.failure;
    return { sources: [makeSource()], from: Math.floor(wish.at / 1000) * 1000, to: wish.recording.to };
  }
}

/** What a fake vendor is told to answer when a clip is asked for: the first of the list, then the next. */
export type ClipScript = readonly (ClipOutcome | Error)[];

/** A vendor that hands out clips, and notices when it is asked for the same at once. */
class FakeClips implements Clips {
  readonly places: RecordingPlace[] = ['device'];
  readonly format = 'flv';
  readonly longestMs = 600_000;
  /** Camera and part of each question, in order. */
  readonly asked: { readonly deviceId: string; readonly wish: ClipWish }[] = [];
  readonly checked: string[] = [];
  /** What was asked for while it, or another part of its camera, was being asked for. */
  readonly collisions: string[] = [];
  /** Answers to come; when there are none left, clips are ready at once. */
  script: (ClipOutcome | Error)[] = [];
  checks: (ClipOutcome | Error)[] = [];
  /** What passes while the vendor works. */
  working: () => Promise<unknown> = () => Promise.resolve();
  private readonly busy = new Set<string>();

  async start({ deviceId }: ChannelAddress, wish: ClipWish): Promise<ClipOutcome> {
    this.asked.push({ deviceId, wish });
    if (this.busy.has(deviceId)) this.collisions.push(`${deviceId} ${wish.from}`);
    this.busy.add(deviceId);
    await this.working();
    this.busy.delete(deviceId);
    return answerOf(this.script.shift() ?? makeReady(wish));
  }

  async check(_: ChannelAddress, task: string): Promise<ClipOutcome> {
    this.checked.push(task);
    await this.working();
    return answerOf(this.checks.shift() ?? { kind: 'preparing', task });
  }
}

export const makeReady = ({ from }: { readonly from: number }, expiresAt: number | null = null): ClipOutcome => ({
  ...{ kind: 'ready', url: `http://media.test/clip-${from}.flv?token=secret`, expiresAt },
});

function answerOf(outcome: ClipOutcome | Error): ClipOutcome {
  if (outcome instanceof Error) throw outcome;
  return outcome;
}

/** From now on the vendor offers what it recorded. */
export function offerRecordings(driver: FakeDriver): FakeRecordings {
  const recordings = new FakeRecordings(driver);
  driver.recordings = recordings;
  return recordings;
}

/** From now on the vendor hands out clips. */
export function offerClips(driver: FakeDriver): FakeClips {
  const clips = new FakeClips();
  driver.clips = clips;
  return clips;
}

/** From now on the vendor keeps recordings under names; none of them is there. */
export function offerVideos(driver: FakeDriver): void {
  const note = (text: string): void => {
    driver.asked.push(text);
    if (driver.failure) throw driver.failure;
  };
  const videos: CloudVideos = {
    async list({ deviceId }, query) {
      note(`videos ${deviceId} ${query.page}`);
      return { videos: [], pages: 1 };
    },
    open: () => Promise.reject(new Error('played through the recordings')),
    async rename(_, id, name) {
      note(`rename ${id} ${name}`);
    },
    async remove(_, ids) {
      note(`remove ${ids.join(' ')}`);
      return [];
    },
  };
  driver.videos = videos;
}
