import fc from 'fast-check';
import type { TouchKind } from '../../../../miniprogram/playback/utils/timeline/gestures';
import { DAY, HOUR, makePast, MIDNIGHT, MINUTE, SECOND, TimelineRig, WIDTH } from '../../support/timeline';

const ONE = MIDNIGHT + 13 * HOUR;
/** What a px is worth while an hour is visible. */
const PX = HOUR / WIDTH;

test('a slow drag moves time under the cursor, and tells where it came to rest', () => {
  const rig = new TimelineRig();
  rig.drag(180, 240, { rest: 300 });
  rig.run();

  expect(rig.heard).toEqual([{ name: 'grab' }, { name: 'seek', at: ONE - 60 * PX }]);
  expect(rig.centre).toBe(ONE - 60 * PX);
});

test('time does not jump where the finger begins to move', () => {
  const rig = new TimelineRig();
  rig.touch('down', [0, 100]);
  rig.touch('move', [0, 103]);
  expect(rig.centre).toBe(ONE);
  rig.touch('move', [0, 110]);
  expect(rig.centre).toBe(ONE - 10 * PX);
});

test('a flick runs on and comes to rest once', () => {
  const rig = new TimelineRig();
  rig.drag(240, 180, { ms: 80 });
  expect(rig.heard).toEqual([{ name: 'grab' }]);
  const released = rig.centre;
  rig.run();

  expect(rig.centre).toBeGreaterThan(released + 60 * PX);
  expect(rig.heard).toEqual([{ name: 'grab' }, { name: 'seek', at: Math.round(rig.centre) }]);
});

test('a glide is where the clock says, however few frames are drawn', () => {
  const [smooth, rough] = [new TimelineRig(), new TimelineRig()];
  for (const rig of [smooth, rough]) rig.drag(240, 180, { ms: 80 });
  const until = smooth.now + 400;
  while (smooth.now < until) smooth.take({ what: 'frame', at: (smooth.now += 8) });
  rough.take({ what: 'frame', at: until });

  expect(rough.centre).toBeCloseTo(smooth.centre, 0);
});

test('with less motion asked for, a flick stops where the finger let go', () => {
  const rig = new TimelineRig({ calm: true });
  rig.drag(240, 180, { ms: 80 });

  expect(rig.heard).toEqual([{ name: 'grab' }, { name: 'seek', at: ONE + 60 * PX }]);
  expect(rig.state.motion.kind).toBe('still');
});

test('a timeline caught while it runs on is dragged without a second grab, and rests once', () => {
  const rig = new TimelineRig();
  rig.drag(240, 180, { ms: 80 });
  rig.run(100);
  rig.drag(100, 130, { rest: 300 });
  rig.run();

  expect(rig.heard.map(({ name }) => name)).toEqual(['grab', 'seek']);
});

test('a drag that ends near a segment’s start snaps to it', () => {
  const rig = new TimelineRig({ at: MIDNIGHT + 14 * HOUR - 30 * PX });
  rig.drag(180, 155, { rest: 300 });
  rig.run();

  expect(rig.centre).toBe(MIDNIGHT + 14 * HOUR);
});

test('while a day is visible snapping never goes further than a minute', () => {
  const at = MIDNIGHT + 14 * HOUR - 5 * MINUTE;
  const rig = new TimelineRig({ at: at + 20 * (DAY / WIDTH), spanMs: DAY });
  rig.drag(180, 200, { rest: 300 });
  rig.run();

  expect(rig.centre).toBe(at);
});

test('a tap brings the tapped time under the cursor', () => {
  const rig = new TimelineRig();
  rig.touch('down', [0, 300]);
  rig.touch('up', [0, 302]);
  rig.run();

  expect(rig.heard).toEqual([{ name: 'seek', at: ONE + 120 * PX }]);
});

test('a pinch changes the range and keeps the time in the middle', () => {
  const rig = new TimelineRig();
  rig.touch('down', [0, 130]);
  rig.touch('down', [1, 230]);
  rig.touch('move', [0, 30], [1, 330]);
  expect(rig.state.window.spanMs).toBeCloseTo(HOUR / 3, 3);
  rig.touch('up', [1, 330]);
  rig.touch('up', [0, 30]);
  rig.run();

  expect(rig.centre).toBe(ONE);
  expect(rig.heard).toEqual([]);
});

test('one finger left of a pinch drags on without a jump', () => {
  const rig = new TimelineRig();
  rig.touch('down', [0, 130], [1, 230]);
  rig.touch('move', [1, 330]);
  rig.touch('up', [0, 130]);
  const { spanMs } = rig.state.window;
  rig.touch('move', [1, 300]);
  rig.now += 500;
  rig.touch('up', [1, 300]);
  rig.run();

  expect(rig.centre).toBeCloseTo(ONE + (30 * spanMs) / WIDTH, 0);
  expect(rig.heard.map(({ name }) => name)).toEqual(['grab', 'seek']);
});

test('fingers taken away by the phone leave everything where it is, and told', () => {
  const rig = new TimelineRig();
  rig.touch('down', [0, 180]);
  rig.touch('move', [0, 240]);
  rig.touch('cancel', [0, 240]);

  expect(rig.heard).toEqual([{ name: 'grab' }, { name: 'seek', at: ONE - 60 * PX }]);
  expect(rig.state).toMatchObject({ motion: { kind: 'still' }, fingers: [] });
});

test('fingers that came down elsewhere move nothing', () => {
  const rig = new TimelineRig();
  const before = rig.state;
  rig.touch('move', [7, 10]);
  rig.touch('up', [7, 10]);

  expect(rig.state).toBe(before);
});

test('the cursor leaves neither the known past nor the present', () => {
  const now = MIDNIGHT + 15 * HOUR;
  const rig = new TimelineRig({ past: makePast({ now }), at: now - 10 * MINUTE });
  rig.drag(300, 20, { ms: 60 });
  rig.run();
  expect(rig.centre).toBe(now);
  rig.take({ what: 'follow', position: now + HOUR });
  expect(rig.centre).toBe(now);
});

test('the picture is followed, save while a finger or its momentum moves the timeline', () => {
  const rig = new TimelineRig();
  rig.take({ what: 'follow', position: ONE + SECOND });
  expect(rig.centre).toBe(ONE + SECOND);
  rig.touch('down', [0, 180]);
  rig.take({ what: 'follow', position: ONE + 2 * SECOND });
  expect(rig.centre).toBe(ONE + SECOND);
  rig.touch('up', [0, 180]);
  rig.drag(180, 100, { ms: 80 });
  rig.run(50);
  rig.take({ what: 'follow', position: ONE + 3 * SECOND });
  expect(rig.centre).not.toBe(ONE + 3 * SECOND);
  rig.run();
  rig.take({ what: 'follow', position: ONE + 4 * SECOND });
  expect(rig.centre).toBe(ONE + 4 * SECOND);
});

test('quick presses of a step button add up and are told once', () => {
  const rig = new TimelineRig();
  for (let press = 0; press < 3; press += 1) {
    rig.take({ what: 'step', direction: 1, at: rig.now });
    rig.run(40);
  }
  rig.run();

  expect(rig.heard).toEqual([{ name: 'seek', at: ONE + 6 * MINUTE }]);
});

test('a zoom button keeps the time in the middle, even of a timeline that runs on', () => {
  const rig = new TimelineRig();
  rig.take({ what: 'zoom', spanMs: 10 * MINUTE, at: rig.now });
  rig.run();
  expect(rig.state.window).toEqual({ centre: ONE, spanMs: 10 * MINUTE });
  rig.drag(240, 180, { ms: 80 });
  rig.take({ what: 'zoom', spanMs: 5, at: rig.now });
  rig.run();

  expect(rig.state.window.spanMs).toBe(MINUTE);
  expect(rig.heard.map(({ name }) => name)).toEqual(['grab', 'seek']);
});

describe('a selection', () => {
  const span = { from: ONE - 10 * MINUTE, to: ONE + 10 * MINUTE };
  /** Px of the ends: 120 and 240. */
  const rigWith = () => {
    const rig = new TimelineRig();
    rig.take({ what: 'select', span });
    return rig;
  };

  test('has ends that a finger moves, told once it lets go', () => {
    const rig = rigWith();
    rig.drag(245, 305);

    expect(rig.heard).toEqual([{ name: 'span', span: { from: span.from, to: ONE + 20 * MINUTE } }]);
    expect(rig.centre).toBe(ONE);
  });

  test('snaps to the end of a segment', () => {
    const rig = new TimelineRig({ at: MIDNIGHT + 12 * HOUR });
    rig.take({ what: 'select', span: { from: MIDNIGHT + 11.8 * HOUR, to: MIDNIGHT + 12.3 * HOUR } });
    rig.drag(288, 183);

    expect(rig.state.selection).toEqual({ from: MIDNIGHT + 11.8 * HOUR, to: MIDNIGHT + 12 * HOUR });
  });

  test('has ends that never cross nor leave what is known', () => {
    const rig = rigWith();
    rig.drag(120, 350);
    expect(rig.state.selection).toEqual({ from: span.to - SECOND, to: span.to });
    const late = makePast({ now: ONE + 12 * MINUTE });
    rig.take({ what: 'past', past: late });
    rig.drag(250, 350);
    expect(rig.state.selection).toEqual({ from: span.to - SECOND, to: ONE + 12 * MINUTE });
  });

  test('lets time be dragged beside its ends', () => {
    const rig = rigWith();
    rig.drag(180, 190, { rest: 300 });
    rig.run();

    expect(rig.heard.map(({ name }) => name)).toEqual(['grab', 'seek']);
    expect(rig.state.selection).toBe(span);
  });

  test('taken away under the finger is gone', () => {
    const rig = rigWith();
    rig.touch('down', [0, 120]);
    rig.touch('move', [0, 100]);
    rig.take({ what: 'select', span: null });
    rig.touch('move', [0, 80]);
    rig.touch('up', [0, 80]);

    expect(rig.heard).toEqual([]);
    expect(rig.state.selection).toBeNull();
  });
});

describe('an end of what is known', () => {
  const reached = (rig: TimelineRig) => rig.told.filter(({ name }) => name === 'reach');

  test('is told once when what is visible comes near', () => {
    const rig = new TimelineRig({ at: MIDNIGHT + HOUR });
    expect(reached(rig)).toEqual([]);
    rig.take({ what: 'follow', position: MIDNIGHT + 40 * MINUTE });
    rig.take({ what: 'follow', position: MIDNIGHT + 39 * MINUTE });

    expect(reached(rig)).toEqual([{ name: 'reach', at: MIDNIGHT - 1 }]);
  });

  test('is told again by the next finger, should it not have been moved', () => {
    const rig = new TimelineRig({ at: MIDNIGHT + 40 * MINUTE });
    rig.touch('down', [0, 180]);

    expect(reached(rig)).toEqual([{ name: 'reach', at: MIDNIGHT - 1 }]);
  });

  test('is not told of the present, after which there is nothing', () => {
    const now = MIDNIGHT + 15 * HOUR;
    const rig = new TimelineRig({ past: makePast({ now }), at: now - HOUR });
    rig.take({ what: 'follow', position: now });
    expect(reached(rig)).toEqual([]);
    rig.take({ what: 'past', past: makePast() });
    rig.take({ what: 'follow', position: MIDNIGHT + DAY - MINUTE });

    expect(reached(rig)).toEqual([{ name: 'reach', at: MIDNIGHT + DAY }]);
  });
});

/** Whatever fingers do, in any order, some of it impossible. */
const anyTouch = fc.record({
  kind: fc.constantFrom<TouchKind>('down', 'move', 'move', 'move', 'up', 'cancel'),
  id: fc.integer({ min: 0, max: 2 }),
  x: fc.integer({ min: -50, max: WIDTH + 50 }),
  after: fc.integer({ min: 0, max: 400 }),
});
const anyCommand = fc.constantFrom('zoom', 'step', 'follow', 'past', 'select', 'unselect');

test('whatever happens, each grab is followed by one seek, all numbers stay sound, and it comes to rest', () => {
  const anyThing = fc.oneof({ weight: 5, arbitrary: anyTouch }, { weight: 1, arbitrary: anyCommand });
  fc.assert(
    fc.property(fc.array(anyThing, { maxLength: 60 }), fc.boolean(), (things, calm) => {
      const rig = new TimelineRig({ calm });
      for (const thing of things) {
        if (typeof thing === 'string') command(rig, thing);
        else {
          rig.run(thing.after);
          rig.touch(thing.kind, [thing.id, thing.x]);
        }
        const { centre, spanMs } = rig.state.window;
        expect(centre).toBeGreaterThanOrEqual(MIDNIGHT);
        expect(centre).toBeLessThanOrEqual(MIDNIGHT + DAY);
        expect(spanMs).toBeGreaterThanOrEqual(MINUTE);
        expect(spanMs).toBeLessThanOrEqual(DAY);
        const { selection } = rig.state;
        if (selection !== null) expect(selection.to - selection.from).toBeGreaterThanOrEqual(SECOND);
      }
      rig.touch('up', [0, 0], [1, 0], [2, 0]);
      rig.run(10_000);

      expect(rig.state.motion.kind).toBe('still');
      const names = rig.heard.map(({ name }) => name).filter((name) => name !== 'span');
      names.forEach((name, index) => {
        if (name === 'grab') expect(names[index + 1]).toBe('seek');
      });
    }),
  );
});

function command(rig: TimelineRig, name: 'zoom' | 'step' | 'follow' | 'past' | 'select' | 'unselect'): void {
  switch (name) {
    case 'zoom': {
      rig.take({ what: 'zoom', spanMs: 6 * HOUR, at: rig.now });
      return;
    }
    case 'step': {
      rig.take({ what: 'step', direction: -1, at: rig.now });
      return;
    }
    case 'follow': {
      rig.take({ what: 'follow', position: MIDNIGHT - HOUR });
      return;
    }
    case 'past': {
      rig.take({ what: 'past', past: makePast({ now: MIDNIGHT + 15 * HOUR }) });
      return;
    }
    case 'select': {
      rig.take({ what: 'select', span: { from: ONE, to: ONE + HOUR } });
      return;
    }
    case 'unselect': {
      rig.take({ what: 'select', span: null });
      return;
    }
  }
}
