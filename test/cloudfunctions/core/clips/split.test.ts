import fc from 'fast-check';
import { splitSpan } from '../../../../cloudfunctions/core/clips/split';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const TEN_MINUTES = 10 * MINUTE;

test('25 minutes in files of ten are three parts', () => {
  expect(splitSpan({ from: 0, to: 25 * MINUTE }, TEN_MINUTES)).toEqual([
    { from: 0, to: 10 * MINUTE },
    { from: 10 * MINUTE, to: 20 * MINUTE },
    { from: 20 * MINUTE, to: 25 * MINUTE },
  ]);
});

test('a span is widened to full seconds', () => {
  expect(splitSpan({ from: 1999, to: 5001 }, TEN_MINUTES)).toEqual([{ from: 1000, to: 6000 }]);
});

test('a last part too short to be handed out shares with the one before it', () => {
  expect(splitSpan({ from: 0, to: 20 * MINUTE + SECOND }, TEN_MINUTES)).toEqual([
    { from: 0, to: 10 * MINUTE },
    { from: 10 * MINUTE, to: 15 * MINUTE + SECOND },
    { from: 15 * MINUTE + SECOND, to: 20 * MINUTE + SECOND },
  ]);
});

test('parts follow each other, hold the span, and are neither too long nor slivers', () => {
  const instant = fc.integer({ min: 0, max: 4_000_000_000_000 });
  fc.assert(
    fc.property(
      instant,
      fc.integer({ min: 1, max: 3_600_000 }),
      fc.integer({ min: 30, max: 900 }),
      (from, length, s) => {
        const longest = s * SECOND;
        const parts = splitSpan({ from, to: from + length }, longest);
        expect(parts[0]!.from).toBeLessThanOrEqual(from);
        expect(parts.at(-1)!.to).toBeGreaterThanOrEqual(from + length);
        expect(parts.slice(1).map((part) => part.from)).toEqual(parts.slice(0, -1).map((part) => part.to));
        for (const part of parts) {
          expect([part.from % SECOND, part.to % SECOND]).toEqual([0, 0]);
          expect(part.to - part.from).toBeLessThanOrEqual(longest);
          expect(part.to - part.from).toBeGreaterThanOrEqual(Math.min(10 * SECOND, length));
        }
      },
    ),
  );
});
