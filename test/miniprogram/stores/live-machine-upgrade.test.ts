import { LiveRig, sourceBy, START } from '../support/live-rig';

const MINUTE = 60_000;
const EVERY = [sourceBy('flv'), sourceBy('rtmp'), sourceBy('hls')] as const;

/** An outage of every protocol has left the picture to HLS, which the cloud gave as the only one not avoided. */
function afterOutage(expiresAt: number | null = null): LiveRig {
  const rig = new LiveRig();
  rig.watch();
  for (const protocol of ['flv', 'rtmp'] as const) {
    rig.opened(sourceBy(protocol));
    rig.codes(-2301);
    rig.advance(5_000);
  }
  rig.opened(sourceBy('hls', { expiresAt }));
  rig.codes(2003);
  return rig;
}

test('HLS that has played well for half a minute asks in the background for every protocol', () => {
  const rig = afterOutage();
  expect(rig.opens.at(-1)).toMatchObject({ avoid: ['flv', 'rtmp'] });
  rig.playFor(29_000);
  expect(rig.opens).toHaveLength(3);
  rig.playFor(2_000);

  expect(rig.opens).toHaveLength(4);
  expect(rig.opens.at(-1)).toMatchObject({ avoid: [] });
  expect(rig.kind).toBe('playing');
});

test('a faster way that shows itself takes over, and nothing is held against the others any more', () => {
  const rig = afterOutage();
  rig.playFor(31_000);
  const swap = rig.opened(...EVERY);
  expect(swap).toContainEqual({ type: 'close-session', openId: 'open-3' });
  expect(rig.order).toMatchObject({ source: { protocol: 'flv' }, hold: true });
  rig.codes(2003);

  expect(rig.kind).toBe('playing');
  expect(rig.state).toMatchObject({ avoid: [], upgrade: { tries: 0 } });
  rig.playFor(60 * MINUTE - 1_000);
  expect(rig.opens).toHaveLength(4);
});

test.each([
  ['stays silent', (rig: LiveRig) => rig.advance(5_000)],
  ['gives up', (rig: LiveRig) => rig.codes(-2301)],
])('a faster way that %s gives the picture back to HLS at once, without a call', (_, fail) => {
  const rig = afterOutage();
  rig.playFor(31_000);
  rig.opened(...EVERY);
  fail(rig);

  expect(rig.order).toMatchObject({ source: { protocol: 'hls' } });
  rig.codes(2003);
  expect(rig.kind).toBe('playing');
  expect(rig.opens).toHaveLength(4);
  expect(rig.state).toMatchObject({ failures: 0, avoid: ['flv', 'rtmp'] });
});

test('a phone that can play nothing else is disturbed ever less often', () => {
  const rig = afterOutage();
  const tries: number[] = [];
  for (let second = 0; second < 90 * 60; second += 1) {
    rig.playFor(1_000);
    rig.send({ type: 'attend' });
    if (rig.opens.length === 3 + tries.length) continue;
    tries.push(rig.now);
    rig.opened(...EVERY);
    rig.codes(-2301, 2003);
  }
  const gaps = tries.slice(1).map((at, index) => Math.round((at - (tries[index] ?? 0)) / MINUTE));
  expect(gaps).toEqual([3, 10, 30, 30]);
});

test('an answer without a faster way, or none, leaves the picture alone', () => {
  const rig = afterOutage();
  rig.playFor(31_000);
  const { length } = rig.every('set-source');
  expect(rig.opened(sourceBy('hls'))).toContainEqual({ type: 'close-session', openId: 'open-4' });
  rig.playFor(3 * MINUTE);
  expect(rig.opens).toHaveLength(5);
  rig.refused('vendor-unavailable');

  expect(rig.kind).toBe('playing');
  expect(rig.every('set-source')).toHaveLength(length);
});

test('a renewal that comes due meanwhile is not forgotten', () => {
  const rig = afterOutage(START + 60_000);
  rig.playFor(44_000);
  expect(rig.opens).toHaveLength(4);
  expect(rig.state.deadlines.renew).toBeUndefined();
  rig.refused('vendor-unavailable');
  rig.playFor(1_000);

  expect(rig.opens).toHaveLength(5);
  expect(rig.opens.at(-1)).toMatchObject({ avoid: ['flv', 'rtmp'] });
});

test('HLS of a cloud that has nothing else is left alone', () => {
  const rig = new LiveRig();
  rig.startPlaying(sourceBy('hls'));
  rig.playFor(9 * MINUTE);
  expect(rig.opens).toHaveLength(1);
});
