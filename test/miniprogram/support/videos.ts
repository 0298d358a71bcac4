import type { CloudVideo } from '../../../typings/contract/domain';
import type { InputOf } from '../../../typings/contract/calls';
import { VideosPage } from '../../../miniprogram/playback/stores/videos-page';
import { VideosStore } from '../../../miniprogram/playback/stores/videos-store';
import { dictionaries } from '../../../miniprogram/playback/i18n/index';
import { Answers } from './answers';
import { makeChannel } from './cloud';
import { FakeClock, makeNetwork, NOON } from './phone';

const HOUR = 3_600_000;
export const PAGE = 30;
export const SHANGHAI_YEAR = [{ from: NOON - 400 * 24 * HOUR, minutes: 480 }];

export function makeVideo(id: string, change: Partial<CloudVideo> = {}): CloudVideo {
  return { id, name: `录像 ${id}`, from: NOON - 2 * HOUR, to: NOON - HOUR, bytes: 48 * 1_048_576, ...change };
}

/** Newest first, a minute apart. */
export const makeVideos = (count: number): readonly CloudVideo[] =>
  Array.from({ length: count }, (_, index) => makeVideo(`v${index}`, { from: NOON - 2 * HOUR - index * 60_000 }));

/** A vendor that keeps these, thirty a page. */
export class FakeShelf {
  constructor(public videos: readonly CloudVideo[]) {}

  serve(answers: Answers): Answers {
    return answers
      .on('video.list', (input) => this.list(input))
      .on('video.rename', ({ id, name }) => {
        this.videos = this.videos.map((video) => (video.id === id ? { ...video, name } : video));
        return null;
      })
      .on('video.remove', ({ ids }) => {
        this.videos = this.videos.filter(({ id }) => !ids.includes(id));
        return null;
      });
  }

  private list({ page, name }: InputOf<'video.list'>) {
    const fitting = this.videos.filter((video) => name === undefined || video.name.includes(name));
    const videos = fitting.slice((page - 1) * PAGE, page * PAGE);
    return { videos, pages: Math.max(1, Math.ceil(fitting.length / PAGE)), offsets: SHANGHAI_YEAR };
  }
}

/** The page of recordings, open on a camera with these rights. */
export async function openVideos(
  videos: readonly CloudVideo[],
  rights: readonly ('playback' | 'manage')[] = ['playback'],
) {
  const clock = new FakeClock();
  const network = makeNetwork();
  const shelf = new FakeShelf(videos);
  const answers = shelf.serve(new Answers());
  const gate = makeChannel('gate', { name: '收银台', rights });
  const store = new VideosStore({ call: answers.call, clock, network, find: () => gate });
  const page = new VideosPage({ videos: store, words: () => dictionaries['zh-CN'] });
  page.open('gate');
  store.show();
  await clock.pass(0);
  return { store, page, clock, network, shelf, answers, asked: () => answers.inputs('video.list') };
}
