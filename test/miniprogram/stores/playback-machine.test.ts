import { at, HOUR, MINUTE, PlaybackRig, segment, TODAY, YESTERDAY } from '../support/playback-rig';

const BEFORE = '2026-11-18';

describe('from the first touch to a picture of the past', () => {
  test('without an instant it begins five minutes before the newest recording ends', () => {
    const rig = new PlaybackRig();
    rig.watch();
    expect(rig.reads).toEqual([null]);
    expect(rig.opens).toMatchObject([
      { place: 'device', at: at('13:59'), segment: segment('13:00', '14:04'), speed: 1 },
    ]);
  });

  test('a newest recording shorter than that begins at its beginning', () => {
    const rig = new PlaybackRig({ [TODAY]: ['08:00-08:00:30'] });
    rig.watch();
    expect(rig.wanted?.at).toBe(at('08:00'));
  });

  test('soon after midnight, with nothing of today, it begins before the end of yesterday’s newest', () => {
    const rig = new PlaybackRig({ [YESTERDAY]: ['08:00-21:18'] });
    rig.watch();
    expect(rig.reads).toEqual([null, YESTERDAY]);
    expect(rig.wanted?.at).toBe(at('21:13', YESTERDAY));
  });

  test('with nothing of today and yesterday it says so of today, and reads no further', () => {
    const rig = new PlaybackRig({ [BEFORE]: ['08:00-21:18'] });
    rig.watch();
    expect(rig.reads).toEqual([null, YESTERDAY]);
    expect(rig.state.phase).toMatchObject({ kind: 'empty', day: TODAY });
  });

  test('an instant of today needs no other day', () => {
    const rig = new PlaybackRig();
    rig.watch(at('10:30'));
    expect(rig.reads).toEqual([null]);
    expect(rig.wanted?.at).toBe(at('10:30'));
  });

  test('an instant of long ago is found by counting days from today', () => {
    const rig = new PlaybackRig({ '2026-03-01': ['00:00-24:00'] });
    rig.watch(at('13:37:20', '2026-03-01'));
    expect(rig.reads).toEqual([null, '2026-03-01']);
    expect(rig.wanted?.at).toBe(at('13:37:20', '2026-03-01'));
  });

  test('what the camera can do is asked with the first day, and only then', () => {
    const rig = new PlaybackRig();
    rig.watch(at('10:00', YESTERDAY));
    expect(rig.every('read-day').map(({ describe }) => describe)).toEqual([true, false]);
  });

  test.each([
    ['an iPhone', [2008, 2001, 2004, 2026, 2007, 2004, 2007, 2004, 2009, 2003]],
    ['an Android phone', [2001, 2004, 2026, 2008, 2009, 2003, 2032]],
  ])('the codes of %s lead to a playing picture', (_, codes) => {
    const rig = new PlaybackRig();
    rig.watch(at('10:00'));
    rig.opened();
    rig.codes(2001);
    expect(rig.kind).toBe('connecting');
    rig.codes(...codes);
    expect(rig.kind).toBe('playing');
  });

  test('unknown codes change nothing', () => {
    const rig = new PlaybackRig();
    rig.watch(at('10:00'));
    rig.opened();
    const before = rig.state;
    rig.codes(1001, 1008, 2027, 2030, 2106, 9999);
    expect(rig.state).toBe(before);
  });

  test('a code about the address before is not taken as one about this', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    const { generation } = rig;
    rig.seek(at('11:00'));
    rig.opened();
    rig.send({ type: 'signal', signal: 'frame', generation });
    expect(rig.kind).toBe('connecting');
  });

  test('a burst of size changes asks the player once to play on', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.codes(2009, 2009);
    rig.advance(1_000);
    expect(rig.every('play')).toHaveLength(1);
  });

  test('a wait of five seconds is worth words', () => {
    const rig = new PlaybackRig();
    rig.send({ type: 'watch', channelId: 'gate', at: null });
    rig.advance(4_999);
    expect(rig.state.slow).toBe(false);
    rig.advance(1);
    expect(rig.state.slow).toBe(true);
  });
});

describe('the position', () => {
  test('moves while a live player plays, and stands while it loads', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.playFor(7_000);
    expect(rig.position).toBe(at('10:00:07'));
    rig.codes(2007);
    rig.advance(3_000);
    expect(rig.position).toBe(at('10:00:07'));
    rig.codes(2004);
    rig.advance(1_000);
    expect(rig.position).toBe(at('10:00:08'));
  });

  test('begins where the stream begins, for vendors play from full seconds', () => {
    const rig = new PlaybackRig();
    rig.watch(at('10:00:00') + 700);
    rig.opened({ from: at('10:00:00') });
    rig.codes(2003);
    expect(rig.position).toBe(at('10:00:00'));
  });

  test('runs at the speed that was asked for', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.send({ type: 'choose-speed', speed: 4 });
    rig.opened();
    rig.codes(2003);
    rig.playFor(10_000);
    expect(rig.position).toBe(at('10:00:40'));
  });

  test('a file that starts earlier is begun at the instant asked for, and its player tells where it is', () => {
    const rig = new PlaybackRig();
    rig.protocols = ['hls'];
    rig.watch(at('10:00'));
    rig.opened({ from: at('09:00') });
    expect(rig.every('set-source').at(-1)?.start).toBe(3_600);
    rig.videoAt(3_600.25);
    expect(rig.kind).toBe('playing');
    expect(rig.position).toBe(at('10:00') + 250);
    rig.videoAt(3_601);
    expect(rig.position).toBe(at('10:00:01'));
  });

  test('the cloud is asked for whole milliseconds, though players count finer', () => {
    const rig = new PlaybackRig();
    rig.protocols = ['hls'];
    rig.watch(at('10:00'));
    rig.opened({ from: at('09:00') });
    rig.videoAt(3_600.174782);
    rig.send({ type: 'toggle' });
    rig.send({ type: 'toggle' });
    expect(rig.every('open-address').at(-1)?.at).toBe(at('10:00') + 174);
  });

  test('a phone that begins a file elsewhere is believed', () => {
    const rig = new PlaybackRig();
    rig.protocols = ['hls'];
    rig.watch(at('10:00'));
    rig.opened({ from: at('09:00') });
    rig.videoAt(0.25);
    expect(rig.position).toBe(at('09:00') + 250);
  });

  test('between the reports of a video it goes on smoothly, never back, and not for long', () => {
    const rig = new PlaybackRig();
    rig.protocols = ['hls'];
    rig.watch(at('10:00'));
    rig.opened();
    rig.videoAt(1);
    rig.advance(300);
    expect(rig.position).toBe(at('10:00:01') + 300);
    rig.videoAt(1.2);
    expect(rig.position).toBe(at('10:00:01') + 300);
    rig.advance(200);
    expect(rig.position).toBe(at('10:00:01') + 400);
    rig.advance(4_000);
    expect(rig.position).toBeLessThanOrEqual(at('10:00:01') + 1_400);
  });
});

describe('running on', () => {
  test('from one recording into the next, a gap is skipped and told', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('11:59:50'));
    rig.playFor(10_000);
    rig.codes(2006);
    expect(rig.wanted?.at).toBe(at('13:00'));
    expect(rig.notices).toEqual([{ kind: 'gap', from: at('12:00'), to: at('13:00') }]);
    expect(rig.closed).toEqual(['open-2']);
  });

  test('a seam of two seconds is not worth a word', () => {
    const rig = new PlaybackRig({ [TODAY]: ['09:00-10:00', '10:00:02-11:00'] });
    rig.playFrom(at('09:59:55'));
    rig.playFor(5_000);
    rig.codes(2006);
    expect(rig.wanted?.at).toBe(at('10:00:02'));
    expect(rig.notices).toEqual([]);
  });

  test('over midnight the next day is read first', () => {
    const rig = new PlaybackRig({ [BEFORE]: ['20:00-24:00'], [YESTERDAY]: ['00:00-02:00'] });
    rig.playFrom(at('23:59:50', BEFORE));
    rig.playFor(10_000);
    rig.codes(2006);
    expect(rig.kind).toBe('loading');
    rig.read();
    expect(rig.state.days.map(({ day }) => day)).toEqual([BEFORE, YESTERDAY]);
    expect(rig.wanted?.at).toBe(at('00:00', YESTERDAY));
    expect(rig.notices).toEqual([]);
  });

  test('days without recordings are passed over, a week of them at most', () => {
    const rig = new PlaybackRig({ '2026-11-01': ['10:00-11:00'] });
    rig.watch(at('10:59:55', '2026-11-01'));
    rig.opened();
    rig.codes(2003);
    rig.playFor(5_000);
    rig.codes(2006);
    rig.read();
    expect(rig.state.phase).toMatchObject({ kind: 'empty', day: '2026-11-08' });
    rig.send({ type: 'skip', offset: 1 });
    rig.read();
    expect(rig.state.phase).toMatchObject({ kind: 'empty', day: '2026-11-15' });
  });

  test("a stream that is cut at the end of a vendor's day goes on in the same recording", () => {
    const rig = new PlaybackRig();
    rig.watch(at('09:00'));
    rig.opened({ to: at('10:00') });
    rig.codes(2003);
    rig.playFor(HOUR);
    rig.codes(2006);
    expect(rig.wanted?.at).toBe(at('10:00'));
  });

  test('a player that says nothing at the end is not waited for', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('11:59:55'));
    rig.playFor(9_000);
    expect(rig.kind).toBe('playing');
    rig.playFor(2_000);
    expect(rig.wanted?.at).toBe(at('13:00'));
  });

  test('a player that tries to reconnect at the end of a recording is not waited for', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('11:59:50'));
    rig.playFor(9_000);
    rig.codes(3005, 2103);
    expect(rig.wanted?.at).toBe(at('13:00'));
  });

  test('a file that goes on beyond its segment is left at its end', () => {
    const rig = new PlaybackRig();
    rig.protocols = ['hls'];
    rig.watch(at('11:59'));
    rig.opened({ from: at('09:00'), to: at('15:00') });
    rig.videoAt(3 * 3_600 - 1);
    expect(rig.kind).toBe('playing');
    rig.videoAt(3 * 3_600);
    expect(rig.wanted?.at).toBe(at('13:00'));
  });

  test('at the newest recording the day is read once again, then it has caught up with the present', () => {
    const rig = new PlaybackRig({ [TODAY]: ['13:00-14:00'] });
    rig.playFrom(at('13:59:55'));
    rig.playFor(5_000);
    rig.codes(2006);
    expect(rig.reads).toEqual([null, TODAY]);
    rig.read();
    expect(rig.kind).toBe('caught-up');
    expect(rig.position).toBe(at('14:00'));
    expect(rig.reads).toHaveLength(2);
  });

  test('what was recorded meanwhile is played on', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('14:03:55'));
    rig.diary = { [TODAY]: ['09:00-12:00', '13:00-14:05'] };
    rig.playFor(5_000);
    rig.codes(2006);
    rig.read();
    expect(rig.wanted?.at).toBe(at('14:04'));
  });

  test('having caught up, a person may look again', () => {
    const rig = new PlaybackRig({ [TODAY]: ['13:00-14:00'] });
    rig.playFrom(at('13:59:55'));
    rig.playFor(5_000);
    rig.codes(2006);
    rig.read();
    rig.now = at('14:30');
    rig.diary = { [TODAY]: ['13:00-14:00', '14:10-14:20'] };
    rig.send({ type: 'retry' });
    rig.read();
    expect(rig.wanted?.at).toBe(at('14:10'));
  });
});

describe('a broken picture', () => {
  test('a stream that ends early is opened again at the position', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.playFor(60_000);
    rig.codes(2006);
    expect(rig.state.phase).toMatchObject({ kind: 'recovering', cause: 'ended' });
    rig.advance(1_000);
    expect(rig.wanted?.at).toBe(at('10:01'));
    expect(rig.notices).toEqual([]);
  });

  test('while WeChat reconnects by itself nothing is done, until it gives up', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.codes(3005, 2103, 3002, 2103);
    rig.advance(6_000);
    expect(rig.opens).toHaveLength(1);
    rig.codes(-2301);
    rig.advance(1_000);
    expect(rig.opens).toHaveLength(2);
  });

  test('without a first frame in ten seconds the next source is played, then a fresh address asked for', () => {
    const rig = new PlaybackRig();
    rig.protocols = ['flv', 'rtmp'];
    rig.watch(at('10:00'));
    rig.opened();
    rig.advance(10_000);
    expect(rig.every('set-source').at(-1)?.source.protocol).toBe('rtmp');
    rig.advance(10_000);
    expect(rig.kind).toBe('recovering');
    rig.advance(1_000);
    expect(rig.opens).toHaveLength(2);
    expect(rig.opens[1]?.avoid).toEqual(['flv', 'rtmp']);
  });

  test('once it has played, another source of the same answer would begin anew, so a fresh address is asked for where the last sign of life was', () => {
    const rig = new PlaybackRig();
    rig.protocols = ['flv', 'rtmp'];
    rig.playFrom(at('10:00'));
    rig.playFor(20_000);
    rig.advance(5_000);
    expect(rig.kind).toBe('recovering');
    rig.advance(1_000);
    expect(rig.wanted?.at).toBe(at('10:00:20'));
  });

  test('it is tried five times, ever later, then words ask a person', () => {
    const rig = new PlaybackRig();
    rig.watch(at('10:00'));
    for (const ms of [1_000, 2_000, 4_000, 8_000, 15_000]) {
      rig.refused('vendor-unavailable');
      rig.advance(ms - 1);
      expect(rig.kind).toBe('recovering');
      rig.advance(1);
      expect(rig.kind).toBe('opening');
    }
    rig.refused('vendor-unavailable');
    expect(rig.state.phase).toMatchObject({ kind: 'failed', reason: 'exhausted', cause: 'vendor-unavailable' });
    rig.send({ type: 'retry' });
    expect(rig.wanted?.at).toBe(at('10:00'));
    expect(rig.state.failures).toBe(0);
  });

  test('a recording too short to be played is passed over, not tried for ever', () => {
    const rig = new PlaybackRig({ [TODAY]: ['09:00-09:00:08', '10:00-11:00'] });
    rig.watch(at('09:00'));
    rig.opened();
    rig.codes(2001, 2006);
    expect(rig.state.failures).toBe(1);
    rig.advance(1_000);
    expect(rig.wanted?.at).toBe(at('10:00'));
  });

  test('thirty seconds of picture, or a recording played to its end, forget what failed before', () => {
    const rig = new PlaybackRig();
    rig.watch(at('10:00'));
    rig.refused('timeout');
    rig.advance(1_000);
    rig.opened();
    rig.codes(2003);
    rig.playFor(29_000);
    expect(rig.state.failures).toBe(1);
    rig.playFor(1_000);
    expect(rig.state.failures).toBe(0);
  });

  test('a recorder that goes offline in the middle is told with since when, and trying again goes on there', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.playFor(30_000);
    rig.codes(-2301);
    rig.advance(1_000);
    rig.refused('device-offline');
    expect(rig.state.phase).toMatchObject({ kind: 'failed', reason: 'offline' });
    const status = { id: 'gate', reachability: 'offline', since: 5, condition: 'clear', checkedAt: 9 } as const;
    rig.send({ type: 'status', status });
    expect(rig.state.phase).toMatchObject({ lastSeenAt: 5 });
    rig.send({ type: 'retry' });
    expect(rig.wanted?.at).toBe(at('10:00:30'));
  });

  test('a cloud that asks for patience gets it, and a person may ask sooner', () => {
    const rig = new PlaybackRig();
    rig.watch(at('10:00'));
    rig.refused('vendor-quota', rig.now + 60_000);
    expect(rig.state.phase).toMatchObject({ kind: 'waiting', cause: 'vendor-quota', until: rig.now + 60_000 });
    rig.seek(at('11:00'));
    expect(rig.kind).toBe('waiting');
    rig.advance(60_000);
    expect(rig.wanted?.at).toBe(at('11:00'));
  });

  test('H265 alone is said in words', () => {
    const rig = new PlaybackRig();
    rig.watch(at('10:00'));
    rig.opened({ sources: [{ protocol: 'flv', url: 'x', codec: 'h265', expiresAt: null }] });
    expect(rig.state.phase).toMatchObject({ kind: 'failed', reason: 'h265' });
    expect(rig.closed).toEqual(['open-2']);
  });

  test('a day that cannot be read is tried again, and then said in words', () => {
    const rig = new PlaybackRig();
    rig.send({ type: 'watch', channelId: 'gate', at: null });
    rig.refuseDay('timeout');
    expect(rig.kind).toBe('recovering');
    rig.advance(1_000);
    expect(rig.reads).toEqual([null, null]);
    rig.refuseDay('permission-denied');
    expect(rig.state.phase).toMatchObject({ kind: 'failed', reason: 'no-right' });
    rig.send({ type: 'retry' });
    expect(rig.kind).toBe('loading');
  });
});

describe('without a network', () => {
  test('nothing is tried; with one again it goes on where it was, phones spread apart', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.playFor(10_000);
    rig.offline();
    expect(rig.state.phase).toMatchObject({ kind: 'waiting', cause: 'network' });
    expect(rig.closed).toEqual(['open-2']);
    rig.advance(MINUTE);
    expect(rig.opens).toHaveLength(1);
    rig.online();
    rig.advance(499);
    expect(rig.opens).toHaveLength(1);
    rig.advance(1);
    expect(rig.wanted?.at).toBe(at('10:00:10'));
  });

  test('mobile data is told once', () => {
    const rig = new PlaybackRig();
    rig.online('cellular');
    rig.playFrom(at('10:00'));
    rig.seek(at('11:00'));
    rig.opened();
    expect(rig.notices).toEqual([{ kind: 'mobile-data' }]);
  });
});
