import { overlapOf } from '../../../cloudfunctions/core/spans';

const span = (from: number, to: number) => ({ from, to });

test.each([
  ['one within the other', span(0, 10), span(2, 5), span(2, 5)],
  ['one reaching over the other’s end', span(0, 10), span(5, 20), span(5, 10)],
  ['one that begins where the other ends', span(0, 10), span(10, 20), null],
  ['two far apart', span(0, 10), span(30, 40), null],
  ['an empty one', span(0, 10), span(5, 5), null],
])('of %s it is what both hold', (_, one, other, both) => {
  expect(overlapOf(one, other)).toEqual(both);
  expect(overlapOf(other, one)).toEqual(both);
});
