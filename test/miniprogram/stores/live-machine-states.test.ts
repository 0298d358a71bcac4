import type { ChannelStatus } from '../../../typings/contract/domain';
import type { FailureCode } from '../../../miniprogram/utils/call-failed';
import { gate, LiveRig, makeSource, sourceBy, START, yard } from '../support/live-rig';

const MINUTE = 60_000;

const makeStatus = (overrides: Partial<ChannelStatus> = {}): ChannelStatus => ({
  id: 'gate',
  reachability: 'online',
  since: null,
  condition: 'clear',
  checkedAt: START,
  ...overrides,
});

describe('cameras that cannot be shown', () => {
  test.each<[FailureCode, string]>([
    ['device-offline', 'offline'],
    ['device-encrypted', 'encrypted'],
    ['device-masked', 'masked'],
    ['device-disabled', 'disabled'],
    ['permission-denied', 'no-right'],
    ['not-found', 'not-found'],
    ['unauthenticated', 'unauthenticated'],
    ['unsupported', 'unsupported'],
    ['vendor-auth', 'vendor-auth'],
  ])('%s is a state of its own, without a player and without tries', (code, reason) => {
    const rig = new LiveRig();
    rig.watch();
    rig.refused(code);
    expect(rig.state.phase).toMatchObject({ kind: 'failed', reason, requestId: 'r-1' });
    rig.advance(60 * MINUTE);
    expect(rig.opens).toHaveLength(1);
    expect(rig.order).toBeUndefined();
  });

  test('of an offline camera the time is asked at which it was last seen', () => {
    const rig = new LiveRig();
    rig.watch();
    expect(rig.refused('device-offline')).toContainEqual({ type: 'read-status', channelId: 'gate' });
    rig.send({ type: 'status', status: makeStatus({ reachability: 'offline', since: START - MINUTE }) });
    expect(rig.state.phase).toMatchObject({ reason: 'offline', lastSeenAt: START - MINUTE });
  });

  test('a picture that never came is explained by what the cloud then says of the camera', () => {
    const rig = new LiveRig();
    rig.watch();
    for (const ms of [1_000, 2_000, 4_000, 8_000, 15_000, 0]) {
      rig.refused('timeout');
      rig.advance(ms);
    }
    rig.send({ type: 'status', status: makeStatus({ condition: 'encrypted' }) });
    expect(rig.state.phase).toMatchObject({ kind: 'failed', reason: 'encrypted' });
  });

  test('a camera is looked at while its address is asked for, and again when somebody retries', () => {
    const rig = new LiveRig();
    const look = { type: 'read-status', channelId: 'gate' };
    expect(rig.watch()).toContainEqual(look);
    rig.refused('device-masked');
    expect(rig.send({ type: 'retry' })).toContainEqual(look);
  });

  test.each(['masked', 'encrypted', 'disabled'] as const)(
    'a camera that has an address but is %s shows its words instead of an empty picture',
    (condition) => {
      const rig = new LiveRig();
      rig.watch();
      rig.opened();
      const effects = rig.send({ type: 'status', status: makeStatus({ condition }) });
      expect(rig.state.phase).toMatchObject({ kind: 'failed', reason: condition });
      expect(effects).toContainEqual({ type: 'remove-player' });
    },
  );

  test.each(['masked', 'disabled'] as const)(
    'a camera that a switch has made %s shows it at once, and its picture comes back with the switch, unasked',
    (condition) => {
      const rig = new LiveRig();
      rig.watch();
      rig.opened();
      rig.send({ type: 'switched', status: makeStatus({ condition }) });
      expect(rig.state.phase).toMatchObject({ kind: 'failed', reason: condition });

      const effects = rig.send({ type: 'switched', status: makeStatus({ condition: 'clear' }) });
      expect(rig.state.phase.kind).toBe('opening');
      expect(effects).toContainEqual(expect.objectContaining({ type: 'open-address' }));
      expect(effects).not.toContainEqual({ type: 'read-status', channelId: 'gate' });
    },
  );

  test('an answer from before the refusal does not bring a masked camera’s address again', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.refused('device-masked');
    rig.send({ type: 'status', status: makeStatus({ condition: 'clear' }) });
    expect(rig.state.phase).toMatchObject({ kind: 'failed', reason: 'masked' });
    expect(rig.opens).toHaveLength(1);
  });

  test('a switch brings no picture of a camera that is encrypted, nor of another one', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.refused('device-encrypted');
    rig.send({ type: 'switched', status: makeStatus({ condition: 'clear' }) });
    expect(rig.state.phase).toMatchObject({ kind: 'failed', reason: 'encrypted' });
    rig.send({ type: 'retry' });
    rig.refused('device-masked');
    rig.send({ type: 'switched', status: makeStatus({ id: 'yard', condition: 'clear' }) });
    expect(rig.state.phase).toMatchObject({ kind: 'failed', reason: 'masked' });
  });

  test('a camera that is clear goes on playing, whatever the list thinks of its line', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.opened();
    const before = rig.state.phase;
    rig.send({ type: 'status', status: makeStatus({ reachability: 'offline' }) });
    expect(rig.state.phase).toEqual(before);
  });

  test('what the cloud says of another camera explains nothing', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.refused('device-offline');
    const before = rig.state;
    rig.send({ type: 'status', status: makeStatus({ id: 'yard', condition: 'masked' }) });
    expect(rig.state).toBe(before);
  });

  test('a sharp stream in H265 gives way to the small one, with a notice', () => {
    const rig = new LiveRig();
    rig.watch(gate, 'main');
    rig.opened(sourceBy('hls', { codec: 'h265' }));
    expect(rig.every('show-notice')).toEqual([{ type: 'show-notice', notice: 'sub-instead-of-main' }]);
    expect(rig.opens.at(-1)).toMatchObject({ quality: 'sub' });
    rig.opened();
    expect(rig.kind).toBe('connecting');
  });

  test('a camera with H265 only is told so, and no player is made', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.opened(sourceBy('hls', { codec: 'h265' }));
    expect(rig.state.phase).toMatchObject({ kind: 'failed', reason: 'h265' });
    expect(rig.order).toBeUndefined();
    expect(rig.every('close-session')).toHaveLength(1);
  });

  test('HLS is played only when there is nothing else', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.opened(sourceBy('hls'), sourceBy('rtmp'));
    expect(rig.order?.source.protocol).toBe('rtmp');
  });

  test('a player that the mini-program may not use is told so, and is tried again when somebody asks', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.opened();
    rig.send({ type: 'fault', fault: 'no-permission', generation: 1 });
    expect(rig.state.phase).toMatchObject({ kind: 'failed', reason: 'no-player-permission' });
    expect(rig.effects).toContainEqual({ type: 'remove-player' });
    rig.send({ type: 'retry' });
    rig.opened();
    expect(rig.state.phase.kind).toBe('connecting');
  });

  test('without the microphone the picture goes on in live mode, with a notice', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.opened();
    rig.send({ type: 'fault', fault: 'no-microphone', generation: 1 });
    expect(rig.order).toMatchObject({ mode: 'live', generation: 2 });
    expect(rig.every('show-notice')).toEqual([{ type: 'show-notice', notice: 'no-microphone' }]);
    rig.watch(yard);
    rig.opened();
    rig.opened();
    expect(rig.order).toMatchObject({ mode: 'live' });
  });
});

describe('patience', () => {
  test.each(['rate-limited', 'vendor-quota'] as const)(
    '%s is waited out until the time that the cloud named',
    (code) => {
      const rig = new LiveRig();
      rig.watch();
      rig.refused(code, START + 2 * MINUTE);
      expect(rig.state.phase).toMatchObject({ kind: 'waiting', cause: code, until: START + 2 * MINUTE });
      rig.advance(2 * MINUTE - 1);
      expect(rig.opens).toHaveLength(1);
      rig.advance(1);
      expect(rig.opens).toHaveLength(2);
    },
  );

  test('hiding and showing the phone does not shorten it', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.refused('vendor-quota', START + 2 * MINUTE);
    rig.send({ type: 'hide' });
    rig.send({ type: 'show' });
    expect(rig.kind).toBe('waiting');
    expect(rig.opens).toHaveLength(1);
  });

  test('nor does hiding and showing shorten a backoff', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.refused('timeout');
    rig.send({ type: 'hide' });
    rig.send({ type: 'show' });
    expect(rig.kind).toBe('recovering');
    expect(rig.opens).toHaveLength(1);
  });

  test('a cloud that always says later comes to words', () => {
    const rig = new LiveRig();
    rig.watch();
    for (const _ of [1, 2, 3, 4, 5, 6]) {
      rig.refused('rate-limited');
      rig.advance(31_000);
    }
    expect(rig.state.phase).toMatchObject({ kind: 'failed', reason: 'exhausted', cause: 'rate-limited' });
  });
});

describe('renewal', () => {
  const playing = () => {
    const rig = new LiveRig();
    rig.startPlaying(makeSource({ expiresAt: START + 100_000 }));
    return rig;
  };

  test('at 80 % of its life a new address is fetched while the old one plays, then they are swapped', () => {
    const rig = playing();
    rig.playFor(79_000);
    expect(rig.opens).toHaveLength(1);
    rig.playFor(1_000);
    expect(rig.opens).toHaveLength(2);
    expect(rig.kind).toBe('playing');
    rig.opened(makeSource({ expiresAt: START + 300_000 }));
    expect(rig.order).toMatchObject({ generation: 2, hold: true });
    expect(rig.state.phase).toMatchObject({ kind: 'connecting', quiet: true });
    expect(rig.effects).toContainEqual({ type: 'close-session', openId: 'open-1' });
    expect(rig.every('stop')).toHaveLength(0);
  });

  test('a refused renewal leaves the picture alone and is tried again while there is time', () => {
    const rig = new LiveRig();
    rig.startPlaying(makeSource({ expiresAt: START + 200_000 }));
    rig.playFor(160_000);
    rig.refused('vendor-unavailable');
    expect(rig.kind).toBe('playing');
    rig.playFor(30_000);
    expect(rig.opens).toHaveLength(3);
    rig.refused('vendor-unavailable');
    rig.playFor(MINUTE);
    expect(rig.opens).toHaveLength(3);
    expect(rig.kind).toBe('playing');
  });

  test('a picture that breaks while its renewal is under way takes that answer, without a second call', () => {
    const rig = playing();
    rig.playFor(80_000);
    rig.codes(-2301);
    expect(rig.kind).toBe('recovering');
    rig.opened();
    expect(rig.kind).toBe('connecting');
    expect(rig.opens).toHaveLength(2);
  });

  test('a phone whose clock is far ahead does not renew without pause', () => {
    const rig = new LiveRig();
    rig.startPlaying(makeSource({ expiresAt: START - 100_000 }));
    rig.playFor(9_000);
    expect(rig.opens).toHaveLength(1);
  });
});

describe('quality', () => {
  test('the old picture stays until the new one has an address', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    rig.send({ type: 'choose-quality', quality: 'main' });
    expect(rig.kind).toBe('playing');
    expect(rig.opens.at(-1)).toMatchObject({ quality: 'main' });
    rig.opened();
    expect(rig.order).toMatchObject({ hold: true });
  });

  test('only the last of several choices is played', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    rig.send({ type: 'choose-quality', quality: 'main' });
    rig.send({ type: 'choose-quality', quality: 'sub' });
    rig.opened();
    expect(rig.every('set-source')).toHaveLength(1);
    expect(rig.state.quality).toBe('sub');
    expect(rig.opens).toHaveLength(2);
  });

  test('a refused change goes back to what plays, with a notice', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    rig.send({ type: 'choose-quality', quality: 'main' });
    rig.refused('device-busy');
    expect(rig.kind).toBe('playing');
    expect(rig.state.quality).toBe('sub');
    expect(rig.every('show-notice')).toEqual([{ type: 'show-notice', notice: 'quality-failed' }]);
  });

  test('a sharp stream that turns out to be H265 leaves the small one playing', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    rig.send({ type: 'choose-quality', quality: 'main' });
    rig.opened(sourceBy('hls', { codec: 'h265' }));
    expect(rig.kind).toBe('playing');
    expect(rig.every('show-notice')).toEqual([{ type: 'show-notice', notice: 'no-main' }]);
  });

  test('a camera without a small stream is opened with the sharp one', () => {
    const rig = new LiveRig();
    rig.watch({ id: 'gate', qualities: ['main'] });
    expect(rig.opens.at(-1)).toMatchObject({ quality: 'main' });
  });
});

describe('a camera opened before anything was known of it', () => {
  const unknown = { id: 'gate', qualities: ['main', 'sub'] } as const;
  const sharpOnly = { id: 'gate', qualities: ['main'] } as const;

  test('takes the address of the one stream that it turns out to have', () => {
    const rig = new LiveRig();
    rig.watch(unknown);
    rig.send({ type: 'describe', camera: sharpOnly });
    rig.opened();
    expect(rig.opens).toHaveLength(1);
    expect(rig.state.phase).toMatchObject({ kind: 'connecting', stream: { quality: 'main' } });
  });

  test('calls the picture that plays by its right name', () => {
    const rig = new LiveRig();
    rig.watch(unknown);
    rig.opened();
    rig.codes(2003);
    rig.send({ type: 'describe', camera: sharpOnly });
    expect(rig.opens).toHaveLength(1);
    expect(rig.state).toMatchObject({ quality: 'main', phase: { kind: 'playing', stream: { quality: 'main' } } });
  });

  test('stays as it is when it was left for another', () => {
    const rig = new LiveRig();
    rig.watch(yard);
    const before = rig.state;
    rig.send({ type: 'describe', camera: sharpOnly });
    expect(rig.state).toBe(before);
  });
});

describe('the phone and its owner', () => {
  test('out of sight the player stops at once; back in sight it gets a fresh address', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    const effects = rig.send({ type: 'hide' });
    expect(effects[0]).toEqual({ type: 'stop' });
    expect(effects).toContainEqual({ type: 'close-session', openId: 'open-1' });
    rig.advance(60 * MINUTE);
    expect(rig.opens).toHaveLength(1);
    rig.send({ type: 'show' });
    expect(rig.opens).toHaveLength(2);
  });

  test('a camera that had failed is not opened by coming back', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.refused('device-offline');
    rig.send({ type: 'hide' });
    rig.send({ type: 'show' });
    expect(rig.kind).toBe('failed');
    expect(rig.opens).toHaveLength(1);
  });

  test('a call that was under way when the phone was put away is not repeated on return', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.send({ type: 'hide' });
    rig.advance(2_000);
    rig.send({ type: 'show' });
    expect(rig.opens).toHaveLength(1);
    rig.opened();
    expect(rig.kind).toBe('connecting');
  });

  test('after ten minutes it is asked whether anybody watches; without an answer it stops', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    rig.playFor(10 * MINUTE);
    expect(rig.state.deadlines.answer).toBeDefined();
    expect(rig.kind).toBe('playing');
    rig.playFor(30_000);
    expect(rig.state.phase).toMatchObject({ kind: 'suspended', reason: 'unattended' });
    rig.send({ type: 'show' });
    expect(rig.kind).toBe('suspended');
    rig.send({ type: 'retry' });
    expect(rig.opens).toHaveLength(2);
  });

  test('a touch answers the question and starts the ten minutes anew', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    rig.playFor(10 * MINUTE + 5_000);
    rig.send({ type: 'attend' });
    expect(rig.state.deadlines.answer).toBeUndefined();
    rig.playFor(9 * MINUTE);
    expect(rig.kind).toBe('playing');
  });

  test('on mobile data there is one notice, not one a camera', () => {
    const rig = new LiveRig();
    rig.online('cellular');
    rig.startPlaying();
    expect(rig.every('show-notice')).toEqual([{ type: 'show-notice', notice: 'mobile-data' }]);
    rig.watch(yard);
    rig.opened();
    rig.online('wifi');
    rig.online('cellular');
    expect(rig.every('show-notice')).toHaveLength(1);
  });

  test('leaving the Wi-Fi while watching is told', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    rig.online('cellular');
    expect(rig.kind).toBe('playing');
    expect(rig.every('show-notice')).toHaveLength(1);
  });

  test('without a network nothing is tried, and it goes on when there is one again', () => {
    const rig = new LiveRig(0.5);
    rig.startPlaying();
    rig.offline();
    expect(rig.state.phase).toMatchObject({ kind: 'waiting', cause: 'network', until: null });
    rig.advance(5 * MINUTE);
    expect(rig.opens).toHaveLength(1);
    rig.online();
    expect(rig.kind).toBe('recovering');
    rig.advance(5_000);
    expect(rig.opens).toHaveLength(2);
    expect(rig.opens.at(-1)?.resume).toBe(true);
  });

  test('an address that fails after the network came back is not asked for again as shared', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    rig.offline();
    rig.online();
    rig.advance(5_000);
    rig.opened();
    rig.codes(-2301);
    rig.advance(1_000);
    expect(rig.opens.map(({ resume }) => resume)).toEqual([false, true, false]);
  });

  test('nor is one shared when the address had failed before the network went away', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    rig.codes(-2301);
    rig.offline();
    rig.online();
    rig.advance(5_000);
    expect(rig.opens.at(-1)?.resume).toBe(false);
  });

  test('a camera opened without a network waits for one', () => {
    const rig = new LiveRig();
    rig.offline();
    rig.watch();
    expect(rig.kind).toBe('waiting');
    expect(rig.opens).toHaveLength(0);
  });

  test('phones that regain the network together come back spread over seconds', () => {
    const times = [0, 0.25, 0.5, 0.75, 0.999].map((jitter) => {
      const rig = new LiveRig(jitter);
      rig.startPlaying();
      rig.offline();
      rig.online();
      const from = rig.now;
      while (rig.opens.length < 2) rig.advance(10);
      return rig.now - from;
    });
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(times[4]! - times[0]!).toBeGreaterThan(4_000);
  });
});
