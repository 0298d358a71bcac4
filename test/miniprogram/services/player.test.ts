import { createPlayer, noPicture, type PlayerContexts, type PlayerLoad } from '../../../miniprogram/services/player';
import { FakeClock, settled } from '../support/phone';

const load = (change: Partial<PlayerLoad> = {}): PlayerLoad => ({
  protocol: 'flv',
  url: 'https://x/1',
  mode: 'RTC',
  generation: 1,
  hold: false,
  ...change,
});

interface Callbacks {
  success?: (result: never) => void;
  fail?: (error: { errMsg: string }) => void;
}

/** Elements whose commands are answered when told to, at once by default. */
function makeElements() {
  const clock = new FakeClock();
  const log: string[] = [];
  const faults: string[] = [];
  const answer = { how: 'success' as 'success' | 'never' | 'no permission' };
  const command = (name: string) => (option?: object) => {
    const { success, fail }: Callbacks = option ?? {};
    log.push(name);
    if (answer.how === 'success') success?.(undefined as never);
    if (answer.how === 'no permission') fail?.({ errMsg: 'operateLivePlayer:fail no permission' });
  };
  const contexts: PlayerContexts = {
    live: () => ({
      play: command('play'),
      stop: command('stop'),
      requestFullScreen: command('full screen'),
      exitFullScreen: command('normal'),
      snapshot: (option) => {
        log.push('snapshot');
        option.success?.({ tempImagePath: 'wxfile://still.jpg', width: '640', height: '360', errMsg: 'ok' });
      },
    }),
    video: () => ({
      play: () => void log.push('video play'),
      pause: () => void log.push('video pause'),
      stop: () => void log.push('video stop'),
      requestFullScreen: () => void log.push('video full screen'),
      exitFullScreen: () => void log.push('video normal'),
    }),
  };
  const player = createPlayer({
    contexts,
    clock,
    show({ surface, src, mode, still, start }, done) {
      const begin = start > 0 ? `from ${start} s` : '';
      log.push(['show', surface, src, mode, still, begin].filter((part) => part !== '').join(' '));
      done();
    },
    onFault: (fault, generation) => faults.push(`${fault} ${generation}`),
  });
  return { player, log, faults, answer, clock };
}

test('the first address is put into a new player and played', async () => {
  const { player, log } = makeElements();
  player.load(load());
  await settled();

  expect(log).toEqual(['show live-player https://x/1 RTC', 'play']);
  expect(player.generation).toBe(1);
});

test('the next address waits until the stop is done, and clears the one before', async () => {
  const { player, log } = makeElements();
  player.load(load());
  await settled();
  log.length = 0;
  player.load(load({ url: 'https://x/2', generation: 2 }));
  await settled();

  expect(log).toEqual(['stop', 'show live-player RTC', 'show live-player https://x/2 RTC', 'play']);
});

test('until the player has the new address it speaks about the old one', async () => {
  const { player, answer, clock } = makeElements();
  player.load(load());
  await settled();
  answer.how = 'never';
  player.load(load({ generation: 2 }));
  await settled();
  expect(player.generation).toBe(1);
  await clock.pass(1_000);

  expect(player.generation).toBe(2);
});

test('of a burst of addresses only the last is played', async () => {
  const { player, log } = makeElements();
  player.load(load({ url: 'https://x/1', generation: 1 }));
  player.load(load({ url: 'https://x/2', generation: 2 }));
  player.load(load({ url: 'https://x/3', generation: 3 }));
  await settled();

  expect(log.filter((line) => line.includes('https:'))).toEqual(['show live-player https://x/3 RTC']);
});

test('stop silences at once, even while an address is being put in, and leaves none behind', async () => {
  const { player, log, answer, clock } = makeElements();
  player.load(load());
  await settled();
  answer.how = 'never';
  player.load(load({ url: 'https://x/2', generation: 2 }));
  await settled();
  log.length = 0;
  player.stop();
  expect(log).toEqual(['stop']);
  await clock.pass(2_000);

  expect(log.filter((line) => line.startsWith('show'))).toEqual(['show live-player RTC']);
});

test('a change of mode makes the element anew', async () => {
  const { player, log } = makeElements();
  player.load(load());
  await settled();
  log.length = 0;
  player.load(load({ mode: 'live', generation: 2 }));
  await settled();

  expect(log).toEqual(['stop', 'show none RTC', 'show live-player https://x/1 live', 'play']);
});

test('HLS is played by the video element', async () => {
  const { player, log } = makeElements();
  player.load(load({ protocol: 'hls', url: 'https://x/live.m3u8' }));
  await settled();
  player.setFullScreen(true);

  expect(log).toEqual(['show video https://x/live.m3u8 RTC', 'video play', 'video full screen']);
});

test('a picture to be held is kept as a still until the next one', async () => {
  const { player, log } = makeElements();
  player.load(load());
  await settled();
  log.length = 0;
  player.load(load({ url: 'https://x/2', generation: 2, hold: true }));
  await settled();

  expect(log).toEqual([
    'snapshot',
    'stop',
    'show live-player RTC wxfile://still.jpg',
    'show live-player https://x/2 RTC wxfile://still.jpg',
    'play',
  ]);
});

test('a held picture of the live player is a still, and stays until the next one begins', async () => {
  const { player, log } = makeElements();
  player.load(load());
  await settled();
  log.length = 0;
  player.hold();
  await settled();
  player.load(load({ url: 'https://x/2', generation: 2, hold: true }));
  await settled();

  expect(log).toEqual([
    'snapshot',
    'stop',
    'show live-player RTC wxfile://still.jpg',
    'show live-player RTC wxfile://still.jpg',
    'show live-player https://x/2 RTC wxfile://still.jpg',
    'play',
  ]);
});

test('a held video keeps its picture by itself', async () => {
  const { player, log } = makeElements();
  player.load(load({ protocol: 'hls', url: 'https://x/1.m3u8' }));
  await settled();
  log.length = 0;
  player.hold();
  await settled();

  expect(log).toEqual(['video pause']);
});

test('a picture held without one to hold disturbs nothing', async () => {
  const { player, log } = makeElements();
  player.hold();
  player.load(load());
  player.stop();
  player.hold();
  await settled();

  expect(log.filter((line) => line === 'snapshot')).toEqual([]);
});

test('a video begins where it is told to, a live player at its beginning', async () => {
  const { player, log } = makeElements();
  player.load(load({ protocol: 'hls', url: 'https://x/1.m3u8', start: 83.5 }));
  await settled();

  expect(log[0]).toBe('show video https://x/1.m3u8 RTC from 83.5 s');
});

test('a player that may not be used says so', async () => {
  const { player, faults, answer } = makeElements();
  answer.how = 'no permission';
  player.load(load({ generation: 7 }));
  await settled();

  expect(faults).toEqual(['no-permission 7']);
});

test('removing takes the element away, and nothing commands it any more', async () => {
  const { player, log } = makeElements();
  player.load(load());
  await settled();
  log.length = 0;
  player.remove();
  await settled();
  player.play();
  player.setFullScreen(true);

  expect(log).toEqual(['stop', 'show none RTC']);
  await expect(player.snapshot()).rejects.toThrow('still');
});

test('an element leaves full screen before it is taken away: a page must not stay turned', async () => {
  const { player, log } = makeElements();
  player.load(load());
  await settled();
  player.setFullScreen(true);
  log.length = 0;
  player.load(load({ protocol: 'hls', url: 'https://x/live.m3u8', generation: 2 }));
  await settled();
  player.remove();
  await settled();

  expect(log).toEqual([
    'stop',
    'normal',
    'show none RTC',
    'show video https://x/live.m3u8 RTC',
    'video play',
    'video stop',
    'show none RTC',
  ]);
});

test('no picture is no element', () => {
  expect(noPicture).toEqual({ surface: 'none', src: '', mode: 'RTC', still: '', start: 0 });
});
