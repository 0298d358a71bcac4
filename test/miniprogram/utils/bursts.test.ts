import fc from 'fast-check';

import { debounce } from '../../../miniprogram/utils/debounce';
import { throttle } from '../../../miniprogram/utils/throttle';
import { FakeClock } from '../support/phone';

test('of a burst of values only the last is acted upon, once', async () => {
  const clock = new FakeClock();
  const acted: string[] = [];
  const typing = debounce<string>(clock, 300, (text) => acted.push(text));

  for (const text of ['n', 'na', 'nan']) {
    typing.push(text);
    await clock.pass(299);
  }
  await clock.pass(1);
  await clock.pass(1000);

  expect(acted).toEqual(['nan']);
});

test('a flush acts at once and leaves nothing behind; a cancel forgets', async () => {
  const clock = new FakeClock();
  const acted: string[] = [];
  const typing = debounce<string>(clock, 300, (text) => acted.push(text));

  typing.push('a');
  typing.flush();
  typing.flush();
  typing.push('b');
  typing.cancel();
  await clock.pass(1000);

  expect(acted).toEqual(['a']);
  expect(clock.waiting).toBe(0);
});

test('a throttle keeps its distance, acts on the first value at once and never loses the last', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1 }), async (pauses) => {
      const clock = new FakeClock();
      const acted: { at: number; value: number }[] = [];
      const scroll = throttle<number>(clock, 60, (value) => acted.push({ at: clock.now(), value }));

      for (const [value, pause] of pauses.entries()) {
        scroll(value);
        await clock.pass(pause);
      }
      await clock.pass(60);

      expect(acted[0]?.value).toBe(0);
      expect(acted.at(-1)?.value).toBe(pauses.length - 1);
      const gaps = acted.slice(1).map(({ at }, index) => at - (acted[index]?.at ?? 0));
      expect(Math.min(60, ...gaps)).toBe(60);
    }),
    { numRuns: 50 },
  );
});
