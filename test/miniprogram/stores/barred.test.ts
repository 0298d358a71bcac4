import { LiveRig } from '../support/live-rig';
import { makeLive } from '../support/live-phone';
import { makeChannel } from '../support/cloud';
import { settled } from '../support/phone';
import { at, PlaybackRig } from '../support/playback-rig';
import { BEAT_MS } from '../../../miniprogram/stores/watching/beat';

describe('of a live picture', () => {
  test('who may not watch any more sees it no longer, and reads why', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    const done = rig.barred('revoked').map(({ type }) => type);

    expect(rig.state.phase).toMatchObject({ kind: 'failed', reason: 'revoked', cause: 'revoked', requestId: 'r-2' });
    expect(done).toEqual(expect.arrayContaining(['remove-player', 'close-session']));
  });

  test('it goes also while it stalls, and while a sharper one is on its way', () => {
    const stalled = new LiveRig();
    stalled.startPlaying();
    stalled.codes(2007);
    stalled.barred('permission-denied');
    expect(stalled.state.phase).toMatchObject({ kind: 'failed', reason: 'barred' });

    const switching = new LiveRig();
    switching.startPlaying();
    switching.send({ type: 'choose-quality', quality: 'main' });
    switching.barred('permission-denied');
    switching.opened();
    expect(switching.kind).toBe('failed');
    expect(switching.every('close-session').map(({ openId }) => openId)).toEqual(['open-1', 'open-2']);
  });

  test('a refusal of another watching says nothing of this one', () => {
    const rig = new LiveRig();
    rig.startPlaying();
    rig.barred('revoked', 'open-of-yesterday');

    expect(rig.kind).toBe('playing');
  });

  test.each(['no-network', 'timeout', 'rate-limited', 'internal'] as const)('%s does not stop it', (code) => {
    const rig = new LiveRig();
    rig.startPlaying();
    const before = rig.state;
    rig.barred(code);

    expect(rig.state).toBe(before);
  });

  test('what must lie over it stays through a break, and goes with the camera', () => {
    const rig = new LiveRig();
    rig.watermark = '小周';
    rig.startPlaying();
    expect(rig.state.watermark).toBe('小周');
    rig.codes(2006);
    expect(rig.state.watermark).toBe('小周');
    rig.send({ type: 'leave' });
    expect(rig.state.watermark).toBeNull();
  });
});

describe('of the past', () => {
  test('who may not look back any more sees nothing of it, and reads why', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('13:30'));
    rig.barred('outside-hours');

    expect(rig.state.phase).toMatchObject({ kind: 'failed', reason: 'outside-hours' });
    expect(rig.closed).toEqual(['open-2']);
    expect(rig.every('remove-player')).toHaveLength(1);
  });

  test('a refusal of what was left already, or that is none of a right, changes nothing', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('13:30'));
    rig.barred('revoked', 'open-1');
    rig.barred('timeout');

    expect(rig.kind).toBe('playing');
  });

  test('what must lie over it lies also over a picture that stands still', () => {
    const rig = new PlaybackRig();
    rig.watch(at('13:30'));
    rig.opened({ watermark: 'K7M2QX' });
    rig.codes(2001, 2004, 2003);
    rig.send({ type: 'toggle' });

    expect(rig.kind).toBe('paused');
    expect(rig.state.watermark).toBe('K7M2QX');
  });
});

describe('on the phone', () => {
  const beats = ({ cloud }: ReturnType<typeof makeLive>) => cloud.list.inputs('watching.beat');

  test('beats begin with the first picture, and end when nobody looks', async () => {
    const phone = makeLive([makeChannel('gate')]);
    void phone.live.watch('gate');
    await settled();
    expect(beats(phone)).toEqual([]);

    phone.live.reports.codeArrived(2003);
    expect(beats(phone)).toEqual([{ openId: 'open-1' }]);
    phone.live.hide();
    await phone.clock.pass(3 * BEAT_MS);
    expect(beats(phone)).toHaveLength(1);
  });

  test('a member taken out is stopped by the next beat', async () => {
    const phone = makeLive([makeChannel('gate')]);
    await phone.play('gate');
    phone.cloud.list.barred = 'permission-denied';
    for (let second = 0; second < 20; second += 1) {
      phone.live.reports.codeArrived(2005);
      await phone.clock.pass(1_000);
    }

    expect(phone.live.state.phase).toMatchObject({ kind: 'failed', reason: 'barred', requestId: 'R3' });
    expect(phone.player.done.at(-1)).toBe('remove');
    expect(phone.cloud.closed).toEqual(['open-1']);
    // The list shows more than may be seen.
    expect(phone.bars()).toBe(1);
  });
});
