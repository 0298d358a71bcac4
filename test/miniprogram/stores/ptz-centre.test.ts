import fc from 'fast-check';
import { aimAt, centreSteps } from '../../../miniprogram/live/stores/ptz/centre';

describe('steps toward a place', () => {
  test.each([
    [{ dx: 1, dy: 0 }, [['right', 1_200]]],
    [{ dx: -0.5, dy: 0 }, [['left', 600]]],
    [{ dx: 0, dy: -1 }, [['up', 800]]],
    [
      { dx: 0.25, dy: 0.25 },
      [
        ['right', 300],
        ['down', 200],
      ],
    ],
    [
      { dx: 0.1, dy: 0.1 },
      [
        ['right', 120],
        ['down', 100],
      ],
    ],
    [{ dx: 0.05, dy: -0.05 }, []],
    [{ dx: NaN, dy: NaN }, []],
  ] as const)('%j is %j', (aim, steps) => {
    expect(centreSteps(aim).map(({ motion, ms }) => [motion, ms])).toEqual(steps);
  });

  test('any place takes at most one step each way, as long as a step may be', () => {
    const share = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (dx, dy) => {
        const steps = centreSteps({ dx, dy });
        expect(steps.filter(({ motion }) => motion === 'left' || motion === 'right').length).toBeLessThanOrEqual(1);
        expect(steps.length).toBeLessThanOrEqual(2);
        for (const { ms } of steps) {
          expect(ms).toBeGreaterThanOrEqual(100);
          expect(ms).toBeLessThanOrEqual(1_500);
        }
      }),
    );
  });
});

describe('where a finger points on the picture', () => {
  const upright = { left: 0, top: 100, width: 320, height: 180 };
  const wide = { left: 0, top: 0, width: 800, height: 360 };
  const aspect = 16 / 9;

  test.each([
    ['the middle', { x: 160, y: 190 }, { dx: 0, dy: 0 }],
    ['the right edge', { x: 320, y: 190 }, { dx: 1, dy: 0 }],
    ['above', { x: 80, y: 145 }, { dx: -0.5, dy: -0.5 }],
  ])('%s of a picture that fits', (_where, point, aim) => {
    expect(aimAt(point, { frame: upright, aspect, fit: 'contain' })).toEqual(aim);
  });

  test('the bars beside a picture are not part of it', () => {
    expect(aimAt({ x: 40, y: 180 }, { frame: wide, aspect, fit: 'contain' })).toBeNull();
    expect(aimAt({ x: 80, y: 180 }, { frame: wide, aspect, fit: 'contain' })).toEqual({ dx: -1, dy: 0 });
  });

  test('of a picture that fills, what is cut off counts', () => {
    expect(aimAt({ x: 400, y: 0 }, { frame: wide, aspect, fit: 'fill' })).toEqual({ dx: 0, dy: -0.8 });
  });

  test('a frame that is not there has no places', () => {
    const frame = { left: 0, top: 0, width: 0, height: 0 };
    expect(aimAt({ x: 0, y: 0 }, { frame, aspect, fit: 'contain' })).toBeNull();
  });
});
