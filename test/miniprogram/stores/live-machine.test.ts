import { gate, LiveRig, makeSource, sourceBy, START, yard } from '../support/live-rig';

describe('from the first touch to a picture', () => {
  test('the address is asked for before anything else about the camera', () => {
    const asked = new LiveRig().watch().map(({ type }) => type);
    expect(asked).toContain('read-status');
    expect(asked.indexOf('open-address')).toBeLessThan(asked.indexOf('read-status'));
  });

  test('the codes of an iPhone lead to a playing picture', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.opened();
    rig.codes(2008, 2001);
    expect(rig.kind).toBe('connecting');
    rig.codes(2004, 2026, 2007, 2004, 2007, 2004, 2009, 2003);
    expect(rig.kind).toBe('playing');
  });

  test('the codes of an Android phone lead to a playing picture', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.opened();
    rig.codes(2001, 2004, 2026, 2008, 2009, 2003, 2032);
    expect(rig.kind).toBe('playing');
  });

  test.each([2003, 2004, 2005, 2032])('code %i alone is evidence of a picture', (code) => {
    const rig = new LiveRig();
    rig.watch();
    rig.opened();
    rig.codes(code);
    expect(rig.kind).toBe('playing');
  });

  test('frames counted by the player are evidence of a picture, none counted is not', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.opened();
    rig.vitals(0);
    expect(rig.kind).toBe('connecting');
    rig.vitals(12);
    expect(rig.kind).toBe('playing');
  });

  test('unknown codes, and those of some pushers, change nothing', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.opened();
    const before = rig.state;
    rig.codes(1001, 1008, 2027, 2030, 2106, 9999);
    expect(rig.state).toBe(before);
  });

  test('a code about the address before is not taken as one about this', () => {
    const rig = new LiveRig();
    rig.startPlaying(makeSource({ expiresAt: START + 100_000 }));
    const { generation } = rig.order!;
    rig.playFor(80_000);
    rig.opened();
    rig.send({ type: 'signal', signal: 'gave-up', generation });
    expect(rig.kind).toBe('connecting');
    rig.send({ type: 'signal', signal: 'frame', generation });
    expect(rig.kind).toBe('connecting');
  });

  test('a wait of five seconds is worth words', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.advance(4_999);
    expect(rig.state.slow).toBe(false);
    rig.advance(1);
    expect(rig.state.slow).toBe(true);
  });

  test('a burst of size changes asks the player once to play on', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    rig.codes(2009, 2009);
    rig.advance(200);
    rig.codes(2009);
    rig.advance(1_000);
    expect(rig.every('play')).toHaveLength(1);
  });

  test('a still of the picture is kept once, after it has played for two seconds', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    rig.playFor(1_000);
    expect(rig.every('keep-cover')).toHaveLength(0);
    rig.playFor(60_000);
    expect(rig.every('keep-cover')).toEqual([{ type: 'keep-cover', channelId: 'gate' }]);
  });
});

describe('a broken picture', () => {
  test('while WeChat reconnects by itself nothing is done, until it gives up', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    rig.codes(3005, 2103);
    rig.advance(3_000);
    rig.codes(3002, 2103);
    rig.advance(3_000);
    rig.codes(3002, 2103, 3002);
    expect(rig.kind).toBe('buffering');
    expect(rig.opens).toHaveLength(1);
    rig.codes(-2301);
    expect(rig.kind).toBe('recovering');
    rig.advance(1_000);
    expect(rig.opens).toHaveLength(2);
  });

  test('a reconnection that succeeds goes on as if nothing had been', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    rig.codes(3005, 2103);
    rig.advance(6_000);
    rig.codes(2001, 2004);
    expect(rig.kind).toBe('playing');
    expect(rig.every('set-source')).toHaveLength(1);
  });

  test('a player that neither reconnects nor gives up is not waited for without end', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    rig.codes(3005, 2103);
    rig.advance(15_000);
    expect(rig.kind).toBe('recovering');
  });

  test.each([
    [2006, 'ended'],
    [-2301, 'disconnected'],
    [-2302, 'no-address'],
  ])('code %i asks for a fresh address', (code, cause) => {
    const rig = new LiveRig();
    rig.startPlaying(sourceBy('flv'), sourceBy('rtmp'));
    rig.codes(code);
    expect(rig.state.phase).toMatchObject({ kind: 'recovering', cause });
    rig.advance(1_000);
    expect(rig.opens).toHaveLength(2);
  });

  test('without a first frame in ten seconds the next source is played, then a fresh address asked for', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.opened(sourceBy('flv'), sourceBy('rtmp'));
    rig.advance(10_000);
    expect(rig.order?.source.protocol).toBe('rtmp');
    expect(rig.opens).toHaveLength(1);
    rig.advance(10_000);
    expect(rig.kind).toBe('recovering');
    rig.advance(1_000);
    expect(rig.opens.at(-1)).toMatchObject({ attempt: 2, avoid: ['flv', 'rtmp'] });
  });

  test('a picture without frames for five seconds is left for the next source', () => {
    const rig = new LiveRig();
    rig.startPlaying(sourceBy('flv'), sourceBy('rtmp'));
    rig.vitals(15);
    rig.advance(1_000);
    rig.vitals(0);
    rig.advance(3_999);
    expect(rig.kind).toBe('playing');
    rig.advance(1);
    expect(rig.order?.source.protocol).toBe('rtmp');
  });

  test('a protocol that has shown frames is not called unplayable', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    rig.codes(-2301);
    rig.advance(1_000);
    expect(rig.opens.at(-1)?.avoid).toEqual([]);
  });

  test('when every protocol has failed the fault is not theirs, and all are allowed again', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.opened(sourceBy('flv'), sourceBy('rtmp'), sourceBy('hls'));
    rig.advance(31_000);
    expect(rig.opens.at(-1)?.avoid).toEqual([]);
  });

  test('fresh addresses are asked for after 1, 2, 4, 8 and 15 s, then there are words', () => {
    const rig = new LiveRig();
    rig.watch();
    const waits = [1_000, 2_000, 4_000, 8_000, 15_000];
    for (const [index, ms] of waits.entries()) {
      rig.refused('vendor-unavailable');
      rig.advance(ms - 1);
      expect(rig.opens).toHaveLength(index + 1);
      rig.advance(1);
      expect(rig.opens).toHaveLength(index + 2);
    }
    rig.refused('vendor-unavailable');
    expect(rig.state.phase).toMatchObject({ kind: 'failed', reason: 'exhausted', requestId: 'r-1' });
    rig.advance(3_600_000);
    expect(rig.opens).toHaveLength(6);
  });

  test('jitter never shortens a wait', () => {
    const rig = new LiveRig(0.99);
    rig.watch();
    rig.refused('timeout');
    rig.advance(1_000);
    expect(rig.opens).toHaveLength(1);
    rig.advance(500);
    expect(rig.opens).toHaveLength(2);
  });

  test('half a minute of steady picture forgives what was before', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    for (const _ of [1, 2, 3, 4, 5, 6, 7]) {
      rig.playFor(30_000);
      rig.codes(-2301);
      rig.advance(1_000);
      rig.opened();
      rig.codes(2003);
    }
    expect(rig.kind).toBe('playing');
  });

  test('a picture that never lasts half a minute comes to words', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    for (const _ of [1, 2, 3, 4, 5]) {
      rig.playFor(10_000);
      rig.codes(-2301);
      rig.advance(15_000);
      rig.opened();
      rig.codes(2003);
    }
    rig.codes(-2301);
    expect(rig.state.phase).toMatchObject({ kind: 'failed', reason: 'exhausted', cause: 'disconnected' });
  });

  test('a person can start over, with all tries', () => {
    const rig = new LiveRig();
    rig.watch();
    for (const ms of [1_000, 2_000, 4_000, 8_000, 15_000, 0]) {
      rig.refused('timeout');
      rig.advance(ms);
    }
    expect(rig.kind).toBe('failed');
    rig.send({ type: 'retry' });
    expect(rig.kind).toBe('opening');
    rig.opened();
    rig.codes(2003);
    expect(rig.kind).toBe('playing');
  });

  test('a player that holds back the picture is restarted without a word', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    rig.vitals(15, 4_000);
    rig.vitals(15, 4_000);
    expect(rig.every('set-source')).toHaveLength(1);
    rig.vitals(15, 4_000);
    expect(rig.order).toMatchObject({ generation: 2, hold: true });
    expect(rig.opens).toHaveLength(1);
  });

  test('the restart for delay does not repeat itself within a minute', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    for (const _ of [1, 2, 3, 4, 5, 6, 7, 8]) rig.vitals(15, 4_000);
    expect(rig.every('set-source')).toHaveLength(2);
  });
});

describe('stale replies', () => {
  test('a slow reply for the camera just left does not replace the one wanted now', () => {
    const rig = new LiveRig();
    rig.watch(gate);
    rig.watch(yard);
    expect(rig.opens).toHaveLength(1);
    rig.opened();
    expect(rig.order).toBeUndefined();
    expect(rig.every('close-session')).toEqual([{ type: 'close-session', openId: 'open-1' }]);
    expect(rig.opens.at(-1)).toMatchObject({ attempt: 2, channelId: 'yard' });
    rig.opened();
    expect(rig.kind).toBe('connecting');
  });

  test('a refusal for the camera just left is not shown for the one wanted now', () => {
    const rig = new LiveRig();
    rig.watch(gate);
    rig.watch(yard);
    rig.refused('device-offline');
    expect(rig.kind).toBe('opening');
    expect(rig.opens.at(-1)).toMatchObject({ channelId: 'yard' });
  });

  test('a reply after the page is gone is handed back to the cloud', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.send({ type: 'leave' });
    rig.opened();
    expect(rig.kind).toBe('idle');
    expect(rig.every('close-session')).toHaveLength(1);
  });

  test('a reply that a sleeping phone saw too late is not played', () => {
    const rig = new LiveRig();
    rig.watch();
    rig.now += 16_000;
    rig.opened();
    expect(rig.order).toBeUndefined();
    expect(rig.kind).toBe('recovering');
  });

  test('leaving ends the watching at the cloud and takes the player away', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    const effects = rig.send({ type: 'leave' });
    expect(effects).toContainEqual({ type: 'close-session', openId: 'open-1' });
    expect(effects).toContainEqual({ type: 'remove-player' });
    expect(rig.state.deadlines).toEqual({});
  });
});
