import { PALETTES } from '../../../../miniprogram/playback/utils/timeline/palette';
import type { Told } from '../../../../miniprogram/playback/utils/timeline/state';
import { TimelineView, type TimelineRest } from '../../../../miniprogram/playback/utils/timeline/timeline-view';
import { DAY, HOUR, makePast, MIDNIGHT, MINUTE, RecordingSurface, SECOND, WIDTH } from '../../support/timeline';

const NOON = MIDNIGHT + 12 * HOUR;
const look = { palette: PALETTES.light, words: { date: '{monthName}{day}', monthNames: 'Jan Feb Mar Apr' } };

/** A view on a recording canvas, with frames that are drawn by hand. */
function makeRig({ sheet = true } = {}) {
  const surface = new RecordingSurface();
  const frames: (() => void)[] = [];
  const rests: TimelineRest[] = [];
  const told: Told[] = [];
  let now = 0;
  const view = new TimelineView({
    now: () => now,
    tell: (one) => void told.push(one),
    rest: (rest) => void rests.push(rest),
  });
  const requestFrame = (draw: () => void) => void frames.push(draw);
  if (sheet) view.putOn({ surface, width: WIDTH, height: 106, scale: 2, fontPx: 12, requestFrame }, false);
  view.dress(look);
  return {
    view,
    surface,
    rests,
    /** `reach` aside. */
    get told() {
      return told.filter(({ name }) => name !== 'reach');
    },
    frames,
    frame(ms = 16) {
      now += ms;
      for (const draw of frames.splice(0)) draw();
    },
    touch(kind: 'down' | 'move' | 'up', x: number, ms = 16) {
      now += ms;
      view.take({ what: 'touch', kind, fingers: [{ id: 0, x, y: 0 }], at: now });
    },
    show() {
      view.take({ what: 'past', past: makePast() });
      view.take({ what: 'follow', position: NOON });
      view.take({ what: 'zoom', spanMs: HOUR, at: now });
      while (frames.length > 0) this.frame();
    },
  };
}

test('many changes before a frame are drawn once, and nothing is drawn while nothing changes', () => {
  const rig = makeRig();
  rig.show();
  const { cleared } = rig.surface;
  for (let n = 1; n <= 5; n += 1) rig.view.take({ what: 'follow', position: NOON + n * SECOND });
  expect(rig.frames).toHaveLength(1);
  rig.frame();

  expect(rig.surface.cleared).toBe(cleared + 1);
  expect(rig.frames).toEqual([]);
  rig.view.take({ what: 'follow', position: NOON + 5 * SECOND });
  expect(rig.frames).toEqual([]);
});

test('frames are asked for as long as the timeline runs on, and no longer', () => {
  const rig = makeRig();
  rig.show();
  rig.touch('down', 240);
  for (let x = 230; x >= 180; x -= 10) rig.touch('move', x);
  rig.touch('up', 180);
  let drawn = 0;
  while (rig.frames.length > 0 && drawn < 1_000) {
    rig.frame();
    drawn += 1;
  }

  expect(drawn).toBeGreaterThan(20);
  expect(drawn).toBeLessThan(300);
  expect(rig.told.map(({ name }) => name)).toEqual(['grab', 'seek']);
});

test('a finger that holds still costs no frames', () => {
  const rig = makeRig();
  rig.show();
  rig.touch('down', 240);
  rig.touch('move', 200);
  rig.frame();

  expect(rig.frames).toEqual([]);
});

test('the template hears where the timeline rests, and nothing while it moves', () => {
  const rig = makeRig();
  rig.show();
  expect(rig.rests.at(-1)).toMatchObject({ zoom: '1h', clock: '12:00:00', recorded: 'no', seconds: 12 * 3600 });
  rig.rests.length = 0;
  rig.touch('down', 240);
  for (let x = 230; x >= 180; x -= 10) rig.touch('move', x);
  rig.touch('up', 180);
  rig.frame();
  expect(rig.rests).toEqual([]);
  while (rig.frames.length > 0) rig.frame();

  expect(rig.rests).toHaveLength(1);
});

test('following the picture, the template hears every half minute', () => {
  const rig = makeRig();
  rig.show();
  rig.rests.length = 0;
  for (let second = 1; second <= 90; second += 1) rig.view.take({ what: 'follow', position: NOON + second * SECOND });

  expect(rig.rests.map(({ clock }) => clock)).toEqual(['12:00:30', '12:01:00', '12:01:30']);
});

test('a picture that stands still is told where it stands, once', () => {
  const rig = makeRig();
  rig.show();
  rig.view.take({ what: 'follow', position: NOON + 20 * SECOND });
  rig.rests.length = 0;
  for (let times = 0; times < 3; times += 1) rig.view.take({ what: 'follow', position: NOON + 20 * SECOND });

  expect(rig.rests.map(({ clock }) => clock)).toEqual(['12:00:20']);
});

test('a rest tells whether anything was recorded there, as far as anybody knows', () => {
  const rig = makeRig();
  rig.show();
  const restAt = (position: number, known = true) => {
    rig.view.take({ what: 'past', past: makePast({ known }) });
    rig.view.take({ what: 'follow', position });
    return rig.rests.at(-1)?.recorded;
  };

  expect(restAt(NOON - HOUR)).toBe('yes');
  expect(restAt(NOON + HOUR)).toBe('no');
  expect(restAt(NOON - 2 * HOUR, false)).toBe('unknown');
});

test('before its canvas is there the timeline works and draws nothing', () => {
  const rig = makeRig({ sheet: false });
  rig.view.take({ what: 'past', past: makePast() });
  rig.view.take({ what: 'zoom', spanMs: 10 * MINUTE, at: 0 });
  rig.view.take({ what: 'step', direction: 1, at: 0 });

  expect(rig.told).toEqual([{ name: 'seek', at: MIDNIGHT + 30 * SECOND }]);
  expect(rig.frames).toEqual([]);
});

test('a canvas that is gone is not drawn on, and what moved has come to rest', () => {
  const rig = makeRig();
  rig.show();
  rig.view.take({ what: 'zoom', spanMs: DAY, at: 0 });
  rig.view.putOn(null, true);
  const { cleared } = rig.surface;
  rig.frame();

  expect(rig.surface.cleared).toBe(cleared);
  expect(rig.rests.at(-1)?.zoom).toBe('24h');
});

test('the picture is drawn in the canvas’ own pixels', () => {
  const rig = makeRig();
  rig.show();

  expect(rig.surface.transform).toEqual([2, 0, 0, 2, 0, 0]);
});
