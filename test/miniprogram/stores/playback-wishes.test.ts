import { streamOf } from '../../../miniprogram/playback/stores/playback-machine/state';
import { at, HOUR, PlaybackRig, segment, TODAY, YESTERDAY } from '../support/playback-rig';
import { NO_CONTROL } from '../../support/no-control';

describe('going to an instant', () => {
  test('of a burst of drags only the last opens an address, once it has settled', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    for (const time of ['09:10', '09:20', '09:30']) {
      rig.send({ type: 'grab' });
      rig.send({ type: 'seek', at: at(time) });
      rig.advance(300);
    }
    expect(rig.opens).toHaveLength(1);
    rig.advance(100);
    expect(rig.opens).toHaveLength(2);
    expect(rig.wanted?.at).toBe(at('09:30'));
  });

  test('a finger that takes the timeline again puts off what it settled on', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.send({ type: 'seek', at: at('09:10') });
    rig.advance(300);
    rig.send({ type: 'grab' });
    rig.advance(5_000);
    expect(rig.opens).toHaveLength(1);
    rig.seek(at('09:20'));
    expect(rig.wanted?.at).toBe(at('09:20'));
  });

  test('a finger that never lets go does not keep the picture away for ever', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.send({ type: 'seek', at: at('09:10') });
    rig.send({ type: 'grab' });
    rig.advance(10_000);
    expect(rig.wanted?.at).toBe(at('09:10'));
  });

  test('the picture is held and its address given back at once; the position is the new one', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    const effects = rig.send({ type: 'seek', at: at('11:00') });
    expect(effects.map(({ type }) => type)).toEqual(expect.arrayContaining(['hold', 'close-session']));
    expect(rig.position).toBe(at('11:00'));
    expect(rig.kind).toBe('opening');
  });

  test('while an address is under way no second one is asked for, and the late one is given back', () => {
    const rig = new PlaybackRig();
    rig.watch(at('10:00'));
    rig.seek(at('11:00'));
    rig.seek(at('11:30'));
    expect(rig.opens).toHaveLength(1);
    rig.opened();
    expect(rig.closed).toEqual(['open-2']);
    expect(rig.every('set-source')).toEqual([]);
    expect(rig.opens).toHaveLength(2);
    expect(rig.wanted?.at).toBe(at('11:30'));
  });

  test('an address that arrives during a burst does not end it', () => {
    const rig = new PlaybackRig();
    rig.watch(at('10:00'));
    rig.send({ type: 'seek', at: at('11:00') });
    rig.opened();
    expect(rig.opens).toHaveLength(1);
    rig.advance(400);
    expect(rig.wanted?.at).toBe(at('11:00'));
  });

  test('a refusal of what nobody wants any more is not shown', () => {
    const rig = new PlaybackRig();
    rig.watch(at('10:00'));
    rig.seek(at('11:00'));
    rig.refused('device-offline');
    expect(rig.kind).toBe('opening');
    expect(rig.wanted?.at).toBe(at('11:00'));
  });

  test('an answer held up by a sleeping phone is not played', () => {
    const rig = new PlaybackRig();
    rig.watch(at('10:00'));
    rig.now += 20_000;
    rig.opened();
    expect(rig.closed).toEqual(['open-2']);
    expect(rig.kind).toBe('recovering');
  });

  test('landing in a gap says so and names the neighbours', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.seek(at('12:30'));
    expect(rig.state.phase).toMatchObject({
      kind: 'gap',
      previous: segment('09:00', '12:00'),
      next: segment('13:00', '14:04'),
    });
    expect(rig.position).toBe(at('12:30'));
    expect(rig.opens).toHaveLength(1);
    rig.send({ type: 'toggle' });
    expect(rig.wanted?.at).toBe(at('13:00'));
  });

  test('the future is as late as the present', () => {
    const rig = new PlaybackRig();
    rig.watch(at('10:00'));
    rig.seek(at('23:00'));
    expect(rig.state.phase).toMatchObject({ kind: 'gap', next: null });
    expect(rig.position).toBe(at('14:05'));
  });

  test('a gap at the present can be looked at again', () => {
    const rig = new PlaybackRig();
    rig.watch(at('10:00'));
    rig.seek(at('14:04:30'));
    expect(rig.kind).toBe('gap');
    rig.diary = { [TODAY]: ['13:00-14:05'] };
    rig.send({ type: 'retry' });
    rig.read();
    rig.opened();
    expect(rig.wanted?.at).toBe(at('14:04:30'));
  });

  test('a failure before it counts no more', () => {
    const rig = new PlaybackRig();
    rig.watch(at('10:00'));
    rig.refused('not-found');
    expect(rig.kind).toBe('failed');
    rig.seek(at('11:00'));
    expect(rig.wanted?.at).toBe(at('11:00'));
  });
});

describe('steps', () => {
  test('ten seconds on and back, again and again, open one address', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    for (let taps = 0; taps < 3; taps += 1) rig.send({ type: 'nudge', ms: 10_000 });
    rig.send({ type: 'nudge', ms: -10_000 });
    rig.advance(400);
    expect(rig.opens).toHaveLength(2);
    expect(rig.wanted?.at).toBe(at('10:00:20'));
  });

  test('a step over the end of a recording goes into the next, and says what it skipped', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('11:59:55'));
    rig.send({ type: 'nudge', ms: 10_000 });
    rig.advance(400);
    expect(rig.wanted?.at).toBe(at('13:00'));
    expect(rig.notices).toEqual([{ kind: 'gap', from: at('12:00:05'), to: at('13:00') }]);
  });

  test('a step back over the beginning shows the end of the recording before', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('13:00:02'));
    rig.send({ type: 'nudge', ms: -10_000 });
    rig.advance(400);
    expect(rig.wanted?.at).toBe(at('11:59:50'));
  });

  test('a step back over midnight reads the day before', () => {
    const rig = new PlaybackRig({ [YESTERDAY]: ['20:00-24:00'], [TODAY]: ['00:00-10:00'] });
    rig.playFrom(at('00:00:04'));
    rig.send({ type: 'nudge', ms: -10_000 });
    rig.read();
    rig.advance(400);
    expect(rig.wanted?.at).toBe(at('23:59:54', YESTERDAY));
  });

  test('next and previous recording; previous is first the beginning of this one', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.send({ type: 'skip', offset: 1 });
    expect(rig.position).toBe(at('13:00'));
    rig.send({ type: 'skip', offset: -1 });
    expect(rig.position).toBe(at('09:00'));
    rig.advance(400);
    expect(rig.opens).toHaveLength(2);
    rig.opened();
    rig.codes(2003);
    rig.playFor(20_000);
    rig.send({ type: 'skip', offset: -1 });
    expect(rig.position).toBe(at('09:00'));
    expect(rig.notices).toEqual([]);
  });

  test('before the first recording of a day comes the last of the day before', () => {
    const rig = new PlaybackRig({ '2026-11-18': ['08:00-09:00', '10:00-11:00'], [TODAY]: ['09:00-12:00'] });
    rig.playFrom(at('09:00:01'));
    rig.send({ type: 'skip', offset: -1 });
    rig.read();
    rig.advance(400);
    expect(rig.wanted?.at).toBe(at('10:00', '2026-11-18'));
    expect(rig.reads).toEqual([null, YESTERDAY, '2026-11-18']);
  });

  test('after the newest recording comes the present', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('13:30'));
    rig.send({ type: 'skip', offset: 1 });
    rig.read();
    expect(rig.kind).toBe('caught-up');
  });
});

describe('days and places', () => {
  test('a day begins with its first recording', () => {
    const rig = new PlaybackRig({ [TODAY]: ['09:00-12:00'], '2026-10-01': ['06:30-07:00'] });
    rig.playFrom(at('10:00'));
    rig.send({ type: 'choose-day', day: '2026-10-01' });
    rig.read();
    expect(rig.wanted?.at).toBe(at('06:30', '2026-10-01'));
    expect(rig.state.days.map(({ day }) => day)).toEqual(['2026-10-01']);
  });

  test('a day without recordings says so, and the next and the previous lead out of it', () => {
    const rig = new PlaybackRig({ '2026-10-01': ['06:30-07:00'], '2026-10-03': ['08:00-09:00'] });
    rig.watch();
    rig.send({ type: 'choose-day', day: '2026-10-02' });
    rig.read();
    expect(rig.state.phase).toMatchObject({ kind: 'empty', day: '2026-10-02' });
    rig.send({ type: 'skip', offset: 1 });
    rig.read();
    expect(rig.position).toBe(at('08:00', '2026-10-03'));
    rig.send({ type: 'skip', offset: -1 });
    rig.read();
    expect(rig.position).toBe(at('06:30', '2026-10-01'));
  });

  test('today without recordings yet says so, and can be looked at again', () => {
    const rig = new PlaybackRig({});
    rig.watch();
    expect(rig.state.phase).toMatchObject({ kind: 'empty', day: TODAY });
    rig.diary = { [TODAY]: ['14:04-14:05'] };
    rig.send({ type: 'retry' });
    rig.read();
    expect(rig.wanted?.at).toBe(at('14:04'));
  });

  test('the answer for a day that nobody wants any more does not move the picture there', () => {
    const rig = new PlaybackRig({ [TODAY]: ['09:00-12:00', '13:00-14:04'] });
    rig.playFrom(at('13:30'));
    rig.send({ type: 'choose-day', day: '2026-11-10' });
    const late = rig.state.reading;
    rig.send({ type: 'skip', offset: -1 });
    rig.advance(400);
    rig.opened();
    rig.codes(2003);
    rig.send({ type: 'day-read', attempt: late?.attempt ?? -1, day: rig.dayOf('2026-11-10') });
    expect(rig.position).toBe(at('13:00'));
    expect(rig.state.days.map(({ day }) => day)).toEqual([TODAY]);
    rig.send({ type: 'choose-day', day: '2026-11-10' });
    rig.read();
    expect(rig.state.phase).toMatchObject({ kind: 'empty', day: '2026-11-10' });
  });

  test('what is not a day is nothing', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    const before = rig.state;
    rig.send({ type: 'choose-day', day: 'tomorrow' });
    expect(rig.state).toBe(before);
  });

  test('the other place shows the same instant of its own recordings', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.playFor(5_000);
    rig.send({ type: 'choose-place', place: 'cloud' });
    expect(rig.closed).toEqual(['open-2']);
    expect(rig.every('read-day').at(-1)).toMatchObject({ place: 'cloud', day: TODAY });
    rig.read();
    expect(rig.wanted).toMatchObject({ at: at('10:00:05'), place: 'cloud' });
  });

  test('a place without recordings says so, and the way back is open', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    const { diary } = rig;
    rig.diary = {};
    rig.send({ type: 'choose-place', place: 'cloud' });
    rig.read();
    expect(rig.kind).toBe('empty');
    rig.diary = diary;
    rig.send({ type: 'choose-place', place: 'device' });
    rig.read();
    expect(rig.wanted).toMatchObject({ at: at('10:00'), place: 'device' });
  });

  test('a place that the camera lacks is not offered', () => {
    const rig = new PlaybackRig();
    rig.abilities = { lookBack: { places: ['device'], speeds: [] }, clips: null, videos: false, control: NO_CONTROL };
    rig.playFrom(at('10:00'));
    const before = rig.state;
    rig.send({ type: 'choose-place', place: 'cloud' });
    expect(rig.state).toBe(before);
  });

  test('a camera with cloud recordings only is looked for there', () => {
    const rig = new PlaybackRig();
    rig.abilities = { lookBack: { places: ['cloud'], speeds: [] }, clips: null, videos: false, control: NO_CONTROL };
    rig.watch();
    expect(rig.every('read-day').map(({ place }) => place)).toEqual(['device', 'cloud']);
    expect(rig.wanted?.place).toBe('cloud');
  });

  test('a vendor that only hands out clips has its timeline, and says so', () => {
    const rig = new PlaybackRig({});
    const clips = { places: ['device'], longestMs: 600_000, format: 'flv' } as const;
    rig.abilities = { lookBack: null, clips, videos: false, control: NO_CONTROL };
    rig.watch();
    expect(rig.kind).toBe('clips-only');
    expect(rig.state.days.map(({ day }) => day)).toEqual([YESTERDAY, TODAY]);
    rig.seek(at('10:00'));
    expect(rig.kind).toBe('clips-only');
    expect(rig.position).toBe(at('10:00'));
    expect(rig.opens).toEqual([]);
  });

  test('a vendor that keeps nothing says so', () => {
    const rig = new PlaybackRig();
    rig.abilities = { lookBack: null, clips: null, videos: false, control: NO_CONTROL };
    rig.watch();
    expect(rig.state.phase).toMatchObject({ kind: 'failed', reason: 'unsupported' });
  });
});

describe('speed', () => {
  test('another speed is another address for the same instant', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.playFor(3_000);
    rig.send({ type: 'choose-speed', speed: 2 });
    expect(rig.opens.at(-1)).toMatchObject({ at: at('10:00:03'), speed: 2 });
    expect(rig.closed).toEqual(['open-2']);
  });

  test('a speed that the vendor does not offer is nothing', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.send({ type: 'choose-speed', speed: 16 });
    expect(rig.opens).toHaveLength(1);
    expect(rig.state.speed).toBe(1);
  });

  test('where it is refused after all, the picture goes on at its own speed, and that is told', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.send({ type: 'choose-speed', speed: 4 });
    rig.refused('unsupported');
    expect(rig.notices).toEqual([{ kind: 'no-speed' }]);
    expect(rig.opens.at(-1)).toMatchObject({ at: at('10:00'), speed: 1 });
  });

  test('it is kept for the next recording', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.send({ type: 'choose-speed', speed: 4 });
    rig.seek(at('13:30'));
    rig.opened();
    expect(rig.opens.at(-1)).toMatchObject({ at: at('13:30'), speed: 4 });
  });
});

describe('pause, hide and leave', () => {
  test('pause holds the picture without an address; going on asks for a fresh one at the position', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.playFor(8_000);
    const effects = rig.send({ type: 'toggle' });
    expect(rig.kind).toBe('paused');
    expect(effects).toEqual(expect.arrayContaining([{ type: 'hold' }, { type: 'close-session', openId: 'open-2' }]));
    rig.advance(2 * HOUR);
    expect(rig.position).toBe(at('10:00:08'));
    rig.send({ type: 'toggle' });
    expect(rig.wanted?.at).toBe(at('10:00:08'));
  });

  test('a pause at the very end goes on with the next recording', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('11:59:58'));
    rig.playFor(3_000);
    rig.send({ type: 'toggle' });
    rig.send({ type: 'toggle' });
    expect(rig.wanted?.at).toBe(at('13:00'));
  });

  test('out of sight it stops at once; back in sight it goes on where it was', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.playFor(8_000);
    const effects = rig.send({ type: 'hide' });
    expect(effects[0]).toEqual({ type: 'stop' });
    rig.advance(HOUR);
    rig.send({ type: 'show' });
    expect(rig.wanted?.at).toBe(at('10:00:08'));
    expect(rig.closed).toEqual(['open-2']);
  });

  test('what was paused stays paused', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.send({ type: 'toggle' });
    rig.send({ type: 'hide' });
    rig.send({ type: 'show' });
    expect(rig.kind).toBe('paused');
    expect(rig.opens).toHaveLength(1);
  });

  test('an address that arrives after the page is gone is given back', () => {
    const rig = new PlaybackRig();
    rig.watch(at('10:00'));
    rig.send({ type: 'leave' });
    rig.opened();
    expect(rig.closed).toEqual(['open-2']);
    expect(rig.kind).toBe('idle');
  });
});

describe('the timeline comes near the bounds of what is known', () => {
  test('the day before is read without disturbing the picture', () => {
    const rig = new PlaybackRig({ [YESTERDAY]: ['20:00-24:00'], [TODAY]: ['09:00-12:00'] });
    rig.playFrom(at('10:00'));
    rig.send({ type: 'reach', at: at('00:30') });
    rig.send({ type: 'reach', at: at('00:20') });
    expect(rig.reads).toEqual([null, YESTERDAY]);
    rig.read();
    expect(rig.kind).toBe('playing');
    expect(rig.state.days.map(({ day }) => day)).toEqual([YESTERDAY, TODAY]);
  });

  test('a picture from before midnight is shown at midnight until the day before has been read', () => {
    const rig = new PlaybackRig({ [TODAY]: ['00:00-02:00'] });
    rig.watch(at('00:00'));
    rig.opened({ from: at('23:59:58', YESTERDAY) });
    rig.codes(2003);
    expect(rig.position).toBe(at('00:00'));
    rig.send({ type: 'reach', at: at('00:00') });
    rig.read();
    expect(rig.position).toBe(at('23:59:58', YESTERDAY));
  });

  test('after today there is nothing to read', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.send({ type: 'reach', at: at('23:50') });
    expect(rig.reads).toEqual([null]);
  });

  test('a day that cannot be read is left out for a while', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.send({ type: 'reach', at: at('00:30') });
    rig.refuseDay('timeout');
    rig.send({ type: 'reach', at: at('00:30') });
    expect(rig.reads).toHaveLength(2);
    expect(rig.kind).toBe('playing');
    rig.playFor(15_000);
    rig.send({ type: 'reach', at: at('00:30') });
    expect(rig.reads).toHaveLength(3);
  });

  test('a gap learns of its neighbour', () => {
    const rig = new PlaybackRig({ [YESTERDAY]: ['20:00-21:00'], [TODAY]: ['09:00-12:00'] });
    rig.watch(at('02:00'));
    expect(rig.state.phase).toMatchObject({ kind: 'gap', previous: null });
    rig.send({ type: 'reach', at: at('02:00') });
    rig.read();
    expect(rig.state.phase).toMatchObject({ kind: 'gap', previous: segment('20:00', '21:00', YESTERDAY) });
  });
});

describe('just behind the present', () => {
  const recording = () => new PlaybackRig({ [TODAY]: ['13:00-24:00'] });

  test('half a minute ago can be seen', () => {
    const rig = recording();
    rig.watch(at('14:04:30'));
    expect(rig.wanted?.at).toBe(at('14:04:30'));
    rig.opened();
    rig.codes(2003);
    rig.playFor(5_000);
    rig.send({ type: 'toggle' });
    rig.send({ type: 'toggle' });
    expect(rig.wanted?.at).toBe(at('14:04:35'));
  });

  test('running on does not ask for one short address after the other', () => {
    const rig = recording();
    rig.playFrom(at('14:04:30'));
    rig.playFor(30_000);
    rig.codes(2006);
    rig.read();
    expect(rig.kind).toBe('caught-up');
    expect(rig.opens).toHaveLength(1);
  });

  test('what lies further behind is played on', () => {
    const rig = recording();
    rig.playFrom(null);
    rig.playFor(5 * 60_000);
    rig.codes(2006);
    rig.read();
    expect(rig.wanted?.at).toBe(at('14:05'));
  });

  test('whoever trails a recording under way by minutes goes on behind it, and has caught up where it ends', () => {
    const rig = new PlaybackRig({ [TODAY]: ['13:00-14:30'] });
    rig.playFrom(at('14:03:20'));
    for (let stream = streamOf(rig.state); stream !== null; stream = streamOf(rig.state)) {
      expect(rig.now - rig.position).toBe(100_000);
      rig.playFor(stream.to - rig.position);
      rig.codes(2006);
      rig.read();
      if (rig.state.flight !== null) rig.opened();
      rig.codes(2003);
    }
    expect(rig.kind).toBe('caught-up');
    expect(rig.position).toBe(at('14:30'));
    expect(rig.opens).toHaveLength(16);
  });
});

test('an address may name the place to look at first; a camera that lacks it has another', () => {
  const rig = new PlaybackRig();
  rig.send({ type: 'watch', channelId: 'gate', at: null, place: 'cloud' });
  rig.read();
  expect(rig.wanted?.place).toBe('cloud');

  const other = new PlaybackRig();
  other.abilities = { lookBack: { places: ['device'], speeds: [] }, clips: null, videos: false, control: NO_CONTROL };
  other.send({ type: 'watch', channelId: 'gate', at: null, place: 'cloud' });
  other.read();
  expect(other.wanted?.place).toBe('device');
});

describe('today goes on', () => {
  test('back in sight it is read again, so that the newest can be reached', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    rig.send({ type: 'toggle' });
    rig.send({ type: 'hide' });
    rig.now += 3 * HOUR;
    rig.diary = { [TODAY]: ['09:00-12:00', '13:00-16:00'] };
    rig.send({ type: 'show' });
    rig.read();
    expect(rig.kind).toBe('paused');
    rig.seek(at('15:30'));
    expect(rig.wanted?.at).toBe(at('15:30'));
  });

  test('near the present it is read again, but not more often than once a minute', () => {
    const rig = new PlaybackRig();
    rig.playFrom(at('10:00'));
    for (let count = 0; count < 90; count += 1) {
      rig.playFor(1_000);
      rig.send({ type: 'reach', at: at('14:04') });
      rig.read();
    }
    expect(rig.reads).toEqual([null, TODAY]);
    expect(rig.kind).toBe('playing');
  });
});
