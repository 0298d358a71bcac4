import { inParallel } from '../../../cloudfunctions/core/in-parallel';
import { settle } from '../../support/fake-clock';

test('results stand in the order of the items, with no more at work than allowed', async () => {
  let running = 0;
  let most = 0;
  const work = async (item: number): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    for (let turn = item % 3; turn >= 0; turn -= 1) await settle();
    running -= 1;
    return item * 10;
  };
  const items = Array.from({ length: 12 }, (_, item) => item);
  expect(await inParallel(items, 4, work)).toEqual(items.map((item) => item * 10));
  expect(most).toBe(4);
});

test('after a failure no further item is begun', async () => {
  const begun: number[] = [];
  const work = async (item: number): Promise<void> => {
    begun.push(item);
    await settle();
    if (item === 1) throw new Error('no');
  };
  await expect(inParallel([0, 1, 2, 3, 4, 5], 2, work)).rejects.toThrow('no');
  await settle();
  expect(begun.length).toBeLessThanOrEqual(3);
});
