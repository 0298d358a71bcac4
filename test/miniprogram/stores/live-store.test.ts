import { makeChannel } from '../support/cloud';
import { makeLive } from '../support/live-phone';
import { settled } from '../support/phone';

const gate = makeChannel('gate', { name: '大门' });
const yard = makeChannel('yard', { name: '后院' });
const till = makeChannel('till', { name: '收银台', qualities: ['main'] });

test('watching a camera plays its small stream, and its name and neighbours follow', async () => {
  const { live, cloud, player, play } = makeLive([gate, yard]);
  await play('gate');

  expect(live.state.phase.kind).toBe('playing');
  expect(cloud.opened).toEqual([{ channelId: 'gate', quality: 'sub' }]);
  expect(player.loaded).toMatchObject({ protocol: 'flv', url: 'https://x/1?token=secret', mode: 'RTC' });
  expect(live.roster.channel?.name).toBe('大门');
  expect(live.roster.neighbours.map(({ id }) => id)).toEqual(['gate', 'yard']);
});

test('what else the page asks waits for the address, but not for long', async () => {
  const { live, cloud, clock } = makeLive([gate, yard]);
  cloud.held = new Promise(() => undefined);
  void live.watch('gate');
  await clock.pass(500);
  expect(cloud.opened).toHaveLength(1);
  expect(cloud.list.made).toEqual([]);

  await clock.pass(1_000);
  expect(cloud.list.made.map(({ action }) => action)).toContain('channel.status');
});

test('a player that is ready after its address gets it then', async () => {
  const { live, player } = makeLive([gate]);
  live.attach(null);
  void live.watch('gate');
  await settled();
  expect(player.loaded).toBeNull();

  live.attach(player);

  expect(player.loaded).toMatchObject({ generation: 1 });
});

test('a camera without a small stream is opened by one call, and what plays is called by its right name', async () => {
  const { live, cloud } = makeLive([till]);
  void live.watch('till');
  await settled();

  expect(cloud.opened).toHaveLength(1);
  expect(live.state).toMatchObject({ quality: 'main', phase: { kind: 'connecting', stream: { quality: 'main' } } });
});

test('next and previous go round the store, and the camera left is closed at the cloud', async () => {
  const { live, cloud, player, play } = makeLive([gate, yard]);
  await play('gate');
  await live.step(1);
  await settled();

  expect(live.roster.channel?.id).toBe('yard');
  expect(cloud.closed).toEqual(['open-1']);
  expect(player.done).toContain('remove');

  await live.step(1);
  expect(live.roster.channel?.id).toBe('gate');
});

test('the quality chosen is kept for the next camera', async () => {
  const { live, cloud, play } = makeLive([gate, yard]);
  await play('gate');
  live.toggleQuality();
  await settled();
  await live.step(1);
  await settled();

  expect(cloud.opened.map(({ quality }) => quality)).toEqual(['sub', 'main', 'main']);
});

test('codes of an address that the player has left are not taken for the new one', async () => {
  const { live, player, play } = makeLive([gate]);
  await play('gate');
  live.toggleQuality();
  await settled();
  player.generation = 1;
  live.reports.codeArrived(-2301);

  expect(live.state.phase.kind).toBe('connecting');
});

test('a still of a steady picture is kept for the list', async () => {
  const { clock, covers, play } = makeLive([gate]);
  await play('gate');
  await clock.pass(2_000);

  expect(covers).toEqual([['gate', 'wxfile://still.jpg']]);
});

test('a phone that cannot give a still plays on', async () => {
  const { clock, covers, live, player, play } = makeLive([gate]);
  player.still = null;
  await play('gate');
  await clock.pass(2_000);

  expect(covers).toEqual([]);
  expect(live.state.phase.kind).toBe('playing');
});

test('without the microphone permission the player starts in live mode, and that is told once', async () => {
  const { clock, live, player, play } = makeLive([gate, yard], { microphone: 'denied' });
  await play('gate');
  expect(player.loaded?.mode).toBe('live');
  expect(live.overlay.notice).toBe('no-microphone');
  await clock.pass(10_000);
  await play('yard');

  expect(live.overlay.notice).toBeNull();
});

describe('a phone that allows the microphone in its settings', () => {
  test.each(['before the camera was opened', 'while it plays'])(
    'refused %s, it has RTC mode on the return',
    async (when) => {
      const { live, player, play, setMicrophone } = makeLive([gate]);
      if (when === 'while it plays') await play('gate');
      setMicrophone('denied');
      if (when === 'while it plays') live.reports.errorArrived({ errCode: 10001 });
      else await play('gate');
      expect(player.loaded?.mode).toBe('live');

      live.hide();
      setMicrophone('authorized');
      live.show();
      await settled();

      expect(player.loaded?.mode).toBe('RTC');
      expect(live.overlay.notice).toBeNull();
    },
  );

  test('tells anew when it is refused once more', async () => {
    const { clock, live, play, setMicrophone } = makeLive([gate], { microphone: 'denied' });
    await play('gate');
    for (let second = 0; second < 10; second += 1) {
      live.statusArrived({ videoFPS: 15 });
      await clock.pass(1_000);
    }
    live.hide();
    setMicrophone('authorized');
    live.show();
    await settled();
    expect(live.overlay.notice).toBeNull();
    setMicrophone('denied');
    live.reports.errorArrived({ errCode: 10002 });
    expect(live.overlay.notice).toBe('no-microphone');
  });

  test('a phone that allows it and whose player fails all the same keeps the calmer mode', async () => {
    const { live, player, play } = makeLive([gate]);
    await play('gate');
    live.reports.errorArrived({ errCode: 10001 });
    live.hide();
    live.show();
    await settled();
    expect(player.loaded?.mode).toBe('live');
  });
});

test('a notice that is no longer true makes way for the next', async () => {
  const { clock, live, network, play, setMicrophone } = makeLive([gate], { microphone: 'denied' });
  network.become({ connected: true, kind: 'cellular' });
  await play('gate');
  live.hide();
  setMicrophone('authorized');
  live.show();
  expect(live.overlay.notice).toBe('mobile-data');
  await clock.pass(5_000);
  expect(live.overlay.notice).toBeNull();
});

test('a notice that leads to settings stays twice as long as one that only tells', async () => {
  const { clock, live, play } = makeLive([gate], { microphone: 'denied' });
  await play('gate');
  await clock.pass(9_000);
  expect(live.overlay.notice).toBe('no-microphone');
  await clock.pass(1_000);
  expect(live.overlay.notice).toBeNull();
});

test('notices are told one after the other', async () => {
  const { clock, live, network, play } = makeLive([gate], { microphone: 'denied' });
  network.become({ connected: true, kind: 'cellular' });
  await play('gate');
  expect(live.overlay.notice).toBe('no-microphone');
  await clock.pass(10_000);
  expect(live.overlay.notice).toBe('mobile-data');
  await clock.pass(5_000);
  expect(live.overlay.notice).toBeNull();
});

test('an address is renewed before it ends, and the old one closed', async () => {
  const { cloud, clock, live, player, play } = makeLive([gate]);
  cloud.life = 100_000;
  await play('gate');
  for (let second = 0; second < 80; second += 1) {
    await clock.pass(1_000);
    live.reports.codeArrived(2005);
  }
  await settled();

  expect(player.loaded).toMatchObject({ url: 'https://x/2?token=secret', hold: true });
  expect(cloud.closed).toEqual(['open-1']);
});

test('a network that is lost and regained brings the picture back by itself', async () => {
  const { clock, cloud, live, network, play } = makeLive([gate]);
  await play('gate');
  network.become({ connected: false, kind: 'none' });
  expect(live.state.phase.kind).toBe('waiting');

  network.become({ connected: true, kind: 'cellular' });
  await clock.pass(1_000);
  expect(cloud.opened).toEqual([
    { channelId: 'gate', quality: 'sub' },
    { channelId: 'gate', quality: 'sub', resume: true },
  ]);
  expect(live.overlay.notice).toBe('mobile-data');
});

test('a notice goes away by itself', async () => {
  const { clock, live, network, play } = makeLive([gate]);
  await play('gate');
  network.become({ connected: true, kind: 'cellular' });
  expect(live.overlay.notice).toBe('mobile-data');
  await clock.pass(5_000);

  expect(live.overlay.notice).toBeNull();
});

test('controls go after four seconds of a steady picture and come back with a tap', async () => {
  const { clock, live, play } = makeLive([gate]);
  await play('gate');
  expect(live.overlay.controls).toBe(true);
  await clock.pass(4_000);
  expect(live.overlay.controls).toBe(false);
  live.tapPicture();
  expect(live.overlay.controls).toBe(true);
  live.tapPicture();
  expect(live.overlay.controls).toBe(false);
});

test('controls stay while there is no picture', async () => {
  const { clock, cloud, live } = makeLive([gate]);
  cloud.refusal = 'device-encrypted';
  void live.watch('gate');
  await clock.pass(10_000);

  expect(live.state.phase).toMatchObject({ kind: 'failed', reason: 'encrypted' });
  expect(live.overlay.controls).toBe(true);
});

test('full screen is what the player says it is', async () => {
  const { live, player, play } = makeLive([gate, yard]);
  await play('gate');
  live.frame.toggleFullScreen();
  expect(player.done).toContain('full screen');
  expect(live.frame.fullScreen).toBe(false);
  live.frame.fullScreenChanged(true);
  expect(live.frame.fullScreen).toBe(true);
  live.frame.fullScreenChanged(false);
  expect(live.frame.fullScreen).toBe(false);
});

test('data is counted while it flows, and what went over mobile data separately', async () => {
  const { clock, live, network, play } = makeLive([gate]);
  await play('gate');
  live.statusArrived({ videoFPS: 15, netSpeed: 800 });
  await clock.pass(1_000);
  network.become({ connected: true, kind: 'cellular' });
  live.statusArrived({ videoFPS: 15, netSpeed: 800 });

  expect(live.stats).toMatchObject({ bytes: 200_000, mobileBytes: 100_000 });
});

test('a weak network is said for as long as it was seen', async () => {
  const { clock, live, play } = makeLive([gate]);
  await play('gate');
  live.reports.codeArrived(2104);
  expect(live.overlay.weak).toBe(true);
  await clock.pass(5_000);
  expect(live.overlay.weak).toBe(false);
});

test('leaving leaves nothing behind: no timer, no listener, no watching at the cloud', async () => {
  const { clock, cloud, live, network, play } = makeLive([gate]);
  await play('gate');
  live.leave();
  await settled();
  network.become({ connected: true, kind: 'cellular' });

  expect(clock.waiting).toBe(0);
  expect(cloud.closed).toEqual(['open-1']);
  expect(live.overlay.notice).toBeNull();
  expect(live.state.phase.kind).toBe('idle');
});

test('a phone put away stops at once and comes back with a fresh address', async () => {
  const { cloud, live, player, play } = makeLive([gate]);
  await play('gate');
  live.hide();
  expect(player.done.at(-1)).toBe('stop');
  live.show();
  await settled();

  expect(player.loaded?.url).toBe('https://x/2?token=secret');
  expect(cloud.closed).toEqual(['open-1']);
});

test('nothing that is remembered for a diagnosis holds an address, a token or a camera’s whole id', async () => {
  const { clock, cloud, live, play } = makeLive([makeChannel('camera-4711')]);
  await play('camera-4711');
  live.reports.codeArrived(-2301);
  cloud.refusal = 'vendor-unavailable';
  await clock.pass(60_000);

  const text = JSON.stringify(live.trace.entries);
  expect(text).not.toMatch(/secret|https:|camera-4711/);
  expect(live.trace.entries.map(({ step }) => step)).toEqual(
    expect.arrayContaining(['watch', 'call', 'opened', 'source', 'code', 'broken', 'backoff', 'refused', 'failed']),
  );
});

test('a mask put on hides the picture and marks the camera; taken off, both are as before', async () => {
  const { live, cloud, player, play } = makeLive([gate, yard]);
  await play('gate');
  live.switched('gate', 'masked', true);
  expect(live.state.phase).toMatchObject({ kind: 'failed', reason: 'masked' });
  expect(live.roster.neighbours.map(({ status }) => status.condition)).toEqual(['masked', 'clear']);
  expect(player.done).toContain('remove');
  expect(live.pictured).toBe(false);

  live.switched('gate', 'masked', false);
  await settled();
  expect(cloud.opened).toHaveLength(2);
  expect(live.roster.neighbours[0]?.status.condition).toBe('clear');
});

test('a mask taken off does not make a disabled camera’s picture come, nor an encrypted one’s', async () => {
  const { live, cloud, play } = makeLive([gate]);
  await play('gate');
  live.switched('gate', 'disabled', true);
  live.switched('gate', 'masked', false);
  await settled();
  expect(live.state.phase).toMatchObject({ kind: 'failed', reason: 'disabled' });
  expect(cloud.opened).toHaveLength(1);
});

test('a still can be had of a moving picture that the live player shows, and of no other', async () => {
  const { live, player, play } = makeLive([gate]);
  await expect(live.capture()).resolves.toBe('wxfile://still.jpg');
  expect(live.canCapture).toBe(false);
  await play('gate');
  expect(live.canCapture).toBe(true);
  expect(await live.capture()).toBe('wxfile://still.jpg');
  player.still = null;
  await expect(live.capture()).rejects.toThrow();
  live.attach(null);
  await expect(live.capture()).rejects.toThrow();
});
