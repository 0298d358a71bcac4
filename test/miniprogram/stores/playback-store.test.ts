import { autorun } from 'mobx-miniprogram';
import { Trace } from '../../../miniprogram/stores/watching/trace';
import { PlaybackStore } from '../../../miniprogram/playback/stores/playback-store';
import { makeChannel } from '../support/cloud';
import { FakePlayer } from '../support/live-phone';
import { PastCloud } from '../support/past-cloud';
import { FakeClock, makeNetwork, settled } from '../support/phone';
import { at, TODAY, YESTERDAY } from '../support/playback-rig';
import { NO_CONTROL } from '../../support/no-control';

function makePlayback(cloud = new PastCloud()) {
  const clock = new FakeClock(at('14:05'));
  const network = makeNetwork();
  const player = new FakePlayer();
  const trace = new Trace();
  const playback = new PlaybackStore({ call: cloud.call, clock, network, trace, random: () => 0 });
  playback.attach(player);
  const playFrom = async (instant?: number) => {
    void playback.open('gate', instant);
    await settled();
    playback.reports.codeArrived(2004);
    playback.reports.codeArrived(2003);
  };
  return { cloud, clock, network, player, trace, playback, playFrom };
}

test('opening a camera at an instant reads that day, asks for an address and plays it', async () => {
  const { cloud, player, playback, playFrom } = makePlayback();
  await playFrom(at('13:37:20'));

  expect(playback.state.phase.kind).toBe('playing');
  expect(cloud.inputs('playback.day')).toEqual([{ channelId: 'gate', place: 'device' }]);
  expect(cloud.inputs('channel.abilities')).toEqual([{ channelId: 'gate' }]);
  expect(cloud.inputs('playback.open')).toEqual([
    {
      channelId: 'gate',
      place: 'device',
      segment: { from: at('13:00'), to: at('14:04'), id: null },
      at: at('13:37:20'),
    },
  ]);
  expect(player.loaded).toMatchObject({ protocol: 'flv', mode: 'live', hold: true, start: 0 });
  expect(playback.channel?.name).toBe('收银台');
  expect(playback.day).toBe(TODAY);
  expect(playback.position).toBe(at('13:37:20'));
});

test('a camera that a list has loaded is not asked for again', async () => {
  const cloud = new PastCloud();
  const gate = makeChannel('gate');
  const playback = new PlaybackStore({
    call: cloud.call,
    clock: new FakeClock(),
    network: makeNetwork(),
    find: () => gate,
  });
  await playback.open('gate');

  expect(playback.channel).toBe(gate);
  expect(cloud.inputs('channel.list')).toEqual([]);
});

test('the position moves between two looks, without an event', async () => {
  const { clock, playback, playFrom } = makePlayback();
  await playFrom(at('13:30'));
  await clock.pass(1_500);

  expect(playback.position).toBe(at('13:30') + 1_500);
});

test('the timeline gets a new past only when there is one', async () => {
  const { clock, playback, playFrom } = makePlayback();
  await playFrom(at('13:30'));
  let pasts = 0;
  const stop = autorun(() => {
    pasts += playback.past ? 1 : 0;
  });
  for (let second = 0; second < 10; second += 1) {
    await clock.pass(1_000);
    playback.statusArrived({ videoFPS: 15 });
    playback.reports.codeArrived(2005);
  }
  expect(pasts).toBe(1);
  playback.reach(at('00:10'));
  await settled();
  expect(pasts).toBe(2);
  expect(playback.past).toMatchObject({ from: at('00:00', YESTERDAY), to: at('24:00'), now: at('14:05'), known: true });
  stop();
});

test('a burst of seeks opens one address, with the speed that was chosen', async () => {
  const { cloud, clock, playback, playFrom } = makePlayback();
  await playFrom(at('13:30'));
  playback.setSpeed(4);
  await settled();
  playback.grab();
  playback.seek(at('09:10'));
  playback.seek(at('09:20'));
  await clock.pass(400);

  const calls = cloud.inputs('playback.open');
  expect(calls).toHaveLength(3);
  expect(calls[2]).toMatchObject({ at: at('09:20'), speed: 4 });
  expect(cloud.inputs('playback.close').map(({ openId }) => openId)).toEqual(['open-1', 'open-2']);
  expect(playback.speed).toBe(4);
});

test('protocols that this phone could not play are named with the next question', async () => {
  const { cloud, clock, playback } = makePlayback();
  void playback.open('gate', at('13:30'));
  await clock.pass(11_000);

  expect(cloud.inputs('playback.open')[1]).toMatchObject({ avoid: ['flv'] });
});

test('pause lets the picture stand; going on asks for a fresh address', async () => {
  const { cloud, clock, player, playback, playFrom } = makePlayback();
  await playFrom(at('13:30'));
  await clock.pass(2_000);
  playback.togglePlay();
  expect(player.done.at(-1)).toBe('hold');
  await clock.pass(60_000);
  playback.togglePlay();
  await settled();

  expect(cloud.inputs('playback.open').at(-1)?.at).toBe(at('13:30:02'));
});

test('a gap that is skipped is told in passing', async () => {
  const { clock, playback, playFrom } = makePlayback();
  await playFrom(at('11:59:55'));
  await clock.pass(5_000);
  playback.reports.codeArrived(2006);
  await settled();

  expect(playback.overlay.notice).toEqual({ kind: 'gap', from: at('12:00'), to: at('13:00') });
  await clock.pass(5_000);
  expect(playback.overlay.notice).toBeNull();
});

test('a chosen day is the page’s day while it loads, and when it is empty', async () => {
  const { playback, playFrom } = makePlayback();
  await playFrom(at('13:30'));
  playback.chooseDay('2026-10-02');
  expect(playback.day).toBe('2026-10-02');
  await settled();

  expect(playback.state.phase.kind).toBe('empty');
  expect(playback.day).toBe('2026-10-02');
});

test('abilities that cannot be read are asked for again with the day', async () => {
  const { cloud, clock, playback } = makePlayback();
  cloud.refusals.set('channel.abilities', 'timeout');
  void playback.open('gate');
  await settled();
  expect(playback.state.phase).toMatchObject({ kind: 'recovering', cause: 'timeout' });
  cloud.refusals.clear();
  await clock.pass(1_000);

  expect(playback.abilities).toEqual(cloud.abilities);
  expect(playback.state.phase.kind).toBe('connecting');
});

test('a vendor that only hands out clips is no failure, even where no day is to be had', async () => {
  const { cloud, playback } = makePlayback();
  const clips = { places: ['device'], longestMs: 600_000, format: 'flv' } as const;
  cloud.abilities = { lookBack: null, clips, videos: false, control: NO_CONTROL };
  cloud.refusals.set('playback.day', 'unsupported');
  void playback.open('gate');
  await settled();

  expect(playback.state.phase.kind).toBe('clips-only');
});

test('a network that goes and comes back is followed as long as the page is there', async () => {
  const { clock, network, playback, playFrom } = makePlayback();
  await playFrom(at('13:30'));
  network.become({ connected: false, kind: 'none' });
  expect(playback.state.phase).toMatchObject({ kind: 'waiting', cause: 'network' });
  network.become({ connected: true, kind: 'wifi' });
  await clock.pass(1_000);
  expect(playback.state.phase.kind).toBe('connecting');
  playback.leave();
  network.become({ connected: false, kind: 'none' });

  expect(playback.state.phase.kind).toBe('idle');
});

test('hide and show keep the position, leave gives everything back', async () => {
  const { cloud, clock, player, playback, playFrom } = makePlayback();
  await playFrom(at('13:30'));
  await clock.pass(2_000);
  playback.hide();
  expect(player.done.at(-1)).toBe('stop');
  playback.show();
  await settled();
  expect(cloud.inputs('playback.open').at(-1)?.at).toBe(at('13:30:02'));
  playback.leave();
  await settled();

  expect(player.done.at(-1)).toBe('remove');
  expect(cloud.inputs('playback.close')).toHaveLength(2);
  expect(playback.channel).toBeNull();
  expect(clock.waiting).toBe(0);
});

test('the record of a camera left meanwhile is not taken for the next one', async () => {
  const { cloud, playback } = makePlayback();
  void playback.open('gate');
  playback.leave();
  await settled();

  expect(cloud.inputs('channel.list')).toHaveLength(1);
  expect(playback.channel).toBeNull();
});

test('a diagnosis has the steps, but neither an address nor a whole camera id', async () => {
  const { clock, playback, playFrom, trace } = makePlayback();
  await playFrom(at('13:30'));
  playback.reports.codeArrived(-2301);
  await clock.pass(1_000);

  const steps = trace.entries.map(({ step, detail }) => `${step} ${detail}`);
  expect(steps).toEqual(expect.arrayContaining(['call day device today', 'opened flv/h264', 'code -2301']));
  expect(steps.join('\n')).not.toMatch(/media\.example|watch gate/);
});

test('full screen ends by the player’s word only', async () => {
  const { player, playback, playFrom } = makePlayback();
  await playFrom(at('13:30'));
  playback.frame.toggleFullScreen();
  expect(player.done.at(-1)).toBe('full screen');
  expect(playback.frame.fullScreen).toBe(false);
  playback.frame.fullScreenChanged(true);
  playback.frame.toggleFullScreen();

  expect(player.done.at(-1)).toBe('normal');
});

test('a player that may not be used says so in words, and plays once it may', async () => {
  const { playback, playFrom } = makePlayback();
  await playFrom(at('13:30'));
  playback.reports.errorArrived({ errMsg: 'operateLivePlayer:fail no permission' });

  expect(playback.state.phase).toMatchObject({ kind: 'failed', reason: 'no-player-permission' });

  playback.retry();
  await settled();
  expect(playback.state.phase).toMatchObject({ kind: 'connecting' });
});

test('the place that an address names is looked at first', async () => {
  const { cloud, playback } = makePlayback();
  void playback.open('gate', at('13:30'), 'cloud');
  await settled();

  expect(cloud.inputs('playback.open')).toMatchObject([{ place: 'cloud', at: at('13:30') }]);
});
