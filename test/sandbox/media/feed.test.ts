import { Feeds, type FeedViewer } from '../../../sandbox/media/feed';
import type { MediaPacket } from '../../../sandbox/media/packet';
import { makeMediaClock, type MediaClock } from '../../support/media/media-clock';

const camera = { cloud: 1, device: 7, label: 'Cashier 01' } as const;
const MEGABYTE = 1024 * 1024;
let clock: MediaClock;
let feeds: Feeds;

beforeEach(() => {
  clock = makeMediaClock();
  feeds = new Feeds(clock);
});

interface Watcher extends FeedViewer {
  readonly packets: MediaPacket[];
  behindBytes: number;
}

function makeWatcher(): Watcher {
  const packets: MediaPacket[] = [];
  return {
    packets,
    behindBytes: 0,
    deliver: (packet) => packets.push(packet),
    backlog() {
      return this.behindBytes;
    },
  };
}

const pictures = ({ packets }: Watcher): MediaPacket[] => packets.slice(3).filter(({ tag }) => tag.kind === 'video');

test('the headers come at once and in order, before any picture', () => {
  const watcher = makeWatcher();
  feeds.of(camera, 'sub').join(watcher);
  expect(watcher.packets.map(({ tag }) => [tag.kind, tag.body[1]])).toEqual([
    ['script', 0],
    ['video', 0],
    ['audio', 0],
  ]);
});

test('fifteen pictures a second are made, the first a key picture, with sound beside them', () => {
  const watcher = makeWatcher();
  feeds.of(camera, 'sub').join(watcher);
  clock.advance(1999);
  expect(pictures(watcher)).toHaveLength(30);
  expect(pictures(watcher)[0]?.key).toBe(true);
  const sound = watcher.packets.slice(3).filter(({ tag }) => tag.kind === 'audio');
  expect(sound).toHaveLength(31);
  expect(sound.map(({ tag }) => tag.timestamp)).toEqual(sound.map((_, index) => index * 64));
});

test('a camera that nobody watches does nothing', () => {
  const feed = feeds.of(camera, 'main');
  expect(clock.waiting()).toBe(0);
  const leave = feed.join(makeWatcher());
  clock.advance(500);
  expect(clock.waiting()).toBe(1);
  leave();
  expect(clock.waiting()).toBe(0);
});

test('viewers of one picture share every packet', () => {
  const [one, other] = [makeWatcher(), makeWatcher()];
  feeds.of(camera, 'sub').join(one);
  clock.advance(1000);
  feeds.of({ ...camera }, 'sub').join(other);
  one.packets.length = 0;
  other.packets.length = 0;
  clock.advance(300);
  expect(one.packets.length).toBeGreaterThan(3);
  expect(other.packets.every((packet, index) => packet === one.packets[index])).toBe(true);
});

test('whoever joins later gets a key picture next, not at the next regular one', () => {
  feeds.of(camera, 'sub').join(makeWatcher());
  clock.advance(300);
  const late = makeWatcher();
  feeds.of(camera, 'sub').join(late);
  clock.advance(67);
  expect(pictures(late).map(({ key }) => key)).toEqual([true]);
});

test('a viewer that falls behind loses pictures and goes on with a key picture when it has caught up', () => {
  const [slow, quick] = [makeWatcher(), makeWatcher()];
  feeds.of(camera, 'sub').join(slow);
  feeds.of(camera, 'sub').join(quick);
  clock.advance(500);
  slow.behindBytes = 3 * MEGABYTE;
  const before = slow.packets.length;
  clock.advance(4000);
  expect(slow.packets).toHaveLength(before);
  slow.behindBytes = 0;
  clock.advance(2000);
  expect(slow.packets[before]?.key).toBe(true);
  expect(pictures(quick)).toHaveLength(Math.ceil(6.5 * 15));
});

test('pictures missed while the process stood still are left out', () => {
  const watcher = makeWatcher();
  const stuck = { ...clock, now: () => clock.now() + late };
  let late = 0;
  new Feeds(stuck).of(camera, 'sub').join(watcher);
  clock.advance(200);
  const before = pictures(watcher).length;
  late = 60_000;
  clock.advance(200);
  expect(pictures(watcher).length - before).toBeLessThan(6);
  expect(pictures(watcher).at(-1)?.tag.timestamp).toBeGreaterThan(60_000);
});

test('a viewer that leaves while it is served leaves the feed at rest', () => {
  const leaving = makeWatcher();
  const leave = feeds.of(camera, 'sub').join({
    ...leaving,
    deliver({ key }) {
      if (key) leave();
    },
  });
  clock.advance(1000);
  expect(clock.waiting()).toBe(0);
});
