import { createHistory } from '../../../sandbox/vendors/history';
import { makeClock } from './support';

test('what was so is told by the instant, for a minute and a half', () => {
  const clock = makeClock(1_000_000);
  const history = createHistory('first', clock.now);
  clock.advance(10_000);
  history.note('second');
  clock.advance(10_000);
  history.note('third');
  expect([0, 1_009_999, 1_010_000, 1_019_999, 1_020_000, 2_000_000].map(history.at)).toEqual([
    ...['first', 'first', 'second', 'second', 'third', 'third'],
  ]);
  clock.advance(100_000);
  history.note('fourth');
  // The second ended more than that ago; what came before is answered by the oldest that is known.
  expect([1_015_000, 1_060_000, 1_120_000].map(history.at)).toEqual(['third', 'third', 'fourth']);
});
