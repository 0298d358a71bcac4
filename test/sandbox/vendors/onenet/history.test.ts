import { recordedFiles } from '../../../../sandbox/vendors/recordings';
import { accessToken, at, CHANNEL, NOW, startRig, textAt, type Rig } from './rig';

let rig: Rig;
beforeEach(async () => {
  rig = await startRig();
});
afterEach(() => rig.simulator.close());

const MINUTE = 60_000;
const FORBIDDEN = { kind: 'refused', reason: 'forbidden' };
const MISSING = { kind: 'refused', reason: 'not-found' };
/** A file of the first camera that begins on the hour and fills it. */
const FILE = recordedFiles(1, { from: NOW - 7 * 86_400_000, to: NOW }, NOW).find(
  ({ from, to }) => from % (60 * MINUTE) === 0 && to - from === 60 * MINUTE,
)!;
const digits = (instant: number, count: 12 | 14 = 14): string =>
  new Date(instant + 8 * 3_600_000).toISOString().replace(/[-T:]/g, '').slice(0, count);
const history = (begin: string, end: string, token: string, camera = '2160001-1'): string =>
  `${rig.origin.rtmp}/rvod/${camera}-${begin}-${end}?${token}`;

describe('the history address', () => {
  test.each([12, 14] as const)('with times of %d digits plays what was recorded then', async (count) => {
    const span = [FILE.from + 5 * MINUTE, FILE.from + 15 * MINUTE].map((instant) => digits(instant, count));
    expect(rig.origin.pull(history(span[0]!, span[1]!, await accessToken(rig)))).toEqual({
      ...{ kind: 'recorded', place: 'device', quality: 'sub', speed: 1 },
      camera: { cloud: 2, device: 1, label: 'CASHIER 01' },
      span: { from: FILE.from + 5 * MINUTE, to: FILE.from + 15 * MINUTE },
    });
  });

  test('begun in a gap it shows the next recording, and it ends where that ends', async () => {
    const files = recordedFiles(1, { from: NOW - 7 * 86_400_000, to: NOW }, NOW);
    const index = files.findIndex(({ from }, nth) => nth > 0 && from > files[nth - 1]!.to);
    const [before, after] = [files[index - 1]!, files[index]!];
    const url = history(digits(before.to), digits(after.from + MINUTE), await accessToken(rig));
    expect(rig.origin.pull(url)).toMatchObject({ span: { from: after.from, to: after.from + MINUTE } });
    const over = history(digits(before.to - MINUTE), digits(after.from + MINUTE), await accessToken(rig));
    expect(rig.origin.pull(over)).toMatchObject({ span: { from: before.to - MINUTE, to: before.to } });
  });

  test('wants the token of its channel, raw', async () => {
    const span = [digits(FILE.from), digits(FILE.to)] as const;
    const token = await accessToken(rig);
    expect(rig.origin.pull(history(...span, ''))).toEqual(FORBIDDEN);
    expect(rig.origin.pull(history(...span, `token=${token}`))).toEqual(FORBIDDEN);
    expect(rig.origin.pull(history(...span, token, '2160005-1'))).toEqual(FORBIDDEN);
  });

  test.each([
    ['nothing was recorded', '20200101000000', '20200101001000'],
    ['it ends before it begins', digits(FILE.to), digits(FILE.from)],
    ['the day does not exist', '20240230000000', '20240301000000'],
    ['it has another number of digits', '20240101', '20240102'],
  ])('there is no stream when %s', async (_when, begin, end) => {
    expect(rig.origin.pull(history(begin, end, await accessToken(rig)))).toEqual(MISSING);
  });
});

test('runs on over files that follow each other, and over the present into what is still being recorded', async () => {
  rig.clock.advance(9 * 60 * MINUTE);
  const now = rig.clock.now();
  const files = recordedFiles(1, { from: now - 3 * 60 * MINUTE, to: now }, now);
  const [running, before] = [files.at(-1)!, files.at(-2)!];
  expect([running.to, running.from]).toEqual([now, before.to]);
  const span = { from: before.to - MINUTE, to: now + 2 * MINUTE };
  const url = history(digits(span.from), digits(span.to), await accessToken(rig));
  expect(rig.origin.pull(url)).toMatchObject({ span: { from: span.from, to: Math.floor(span.to / 1000) * 1000 } });
});

describe("a video's RTMP address", () => {
  const first = async (): Promise<unknown> =>
    at(await rig.ask('GET /ipc/video/vod/get_video_list', CHANNEL), 'data', 'videos', 0);
  const token = async (id: string): Promise<string> =>
    textAt(await rig.ask('GET /ipc/video/vod/get_play_token', { ...CHANNEL, video_id: id }), 'data', 'token');

  test('plays it with the token that was fetched for it, for two hours', async () => {
    const video = await first();
    const url = `${textAt(video, 'rtmp_url')}?${await token(textAt(video, 'videoid'))}`;
    const from = Date.parse(`${textAt(video, 'start').replace(' ', 'T')}+08:00`);
    expect(rig.origin.pull(url)).toMatchObject({ kind: 'recorded', place: 'cloud', span: { from } });
    rig.clock.advance(2 * 3_600_000);
    expect(rig.origin.pull(url)).toEqual(FORBIDDEN);
  });

  test('over HLS it is the same video, with the token as a parameter', async () => {
    const video = await first();
    const own = await token(textAt(video, 'videoid'));
    const url = textAt(video, 'hls_url');
    expect(rig.origin.pull(`${url}?token=${own}`)).toEqual(rig.origin.pull(`${textAt(video, 'rtmp_url')}?${own}`));
    expect(rig.origin.pull(`${url}?${own}`)).toEqual(FORBIDDEN);
    expect(rig.origin.pull(`${url.replace('/index', '9/index')}?token=${own}`)).toEqual(MISSING);
    rig.simulator.setFaults({ expireAddresses: true });
    expect(rig.origin.pull(`${url}?token=${own}`)).toEqual(FORBIDDEN);
  });

  test("no other token opens it: not the channel's, not another video's, none that was expired", async () => {
    const video = await first();
    const url = textAt(video, 'rtmp_url');
    const own = await token(textAt(video, 'videoid'));
    expect(rig.origin.pull(`${url}?${await accessToken(rig)}`)).toEqual(FORBIDDEN);
    expect(rig.origin.pull(`${url}9?${own}`)).toEqual(MISSING);
    rig.simulator.setFaults({ expireTokens: true });
    expect(rig.origin.pull(`${url}?${own}`)).toEqual(FORBIDDEN);
  });
});
