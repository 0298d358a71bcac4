import fc from 'fast-check';
import { APART_MS, nextOutage, type Outage } from '../../../../cloudfunctions/core/health/outages';

const START = 1_800_000_000_000;
const ONLINE: Outage = { reachability: 'online', seenFrom: START, outageState: 'none', outageFrom: 0 };

type Sight = readonly [afterMs: number, reachability: Outage['reachability'], since?: number | null];

/** What becomes of a camera by what its vendor says of it, one word after the other. */
function see(known: Outage, sights: readonly Sight[]): Outage & { readonly at: number } {
  let at = START;
  let outage = known;
  for (const [afterMs, reachability, since = null] of sights) {
    at += afterMs;
    outage = { reachability, ...nextOutage(outage, { reachability, since }, { now: at, apartMs: APART_MS }) };
  }
  return { ...outage, at };
}

test('two sights of it gone, a minute apart, make an outage from the first of them on', () => {
  const once = see(ONLINE, [[5_000, 'offline']]);
  expect(once).toMatchObject({ outageState: 'none', outageFrom: 0, seenFrom: START + 5_000 });
  const early = see(ONLINE, [
    [5_000, 'offline'],
    [APART_MS - 1, 'offline'],
  ]);
  expect(early).toMatchObject({ outageState: 'none', outageFrom: 0 });
  const twice = see(ONLINE, [
    [5_000, 'offline'],
    [APART_MS, 'offline'],
  ]);
  expect(twice).toMatchObject({ outageState: 'new', outageFrom: START + 5_000, seenFrom: START + 5_000 });
});

test('the vendor’s own time of its going counts, but none that is still to come', () => {
  const seen = (since: number) =>
    see(ONLINE, [
      [5_000, 'offline', since],
      [APART_MS, 'offline', since],
    ]);
  expect(seen(START - 7).outageFrom).toBe(START - 7);
  expect(seen(START + 10 * APART_MS).outageFrom).toBe(START + 5_000 + APART_MS);
});

test('one that was back in between has not been gone', () => {
  const flapped = see(ONLINE, [
    [1_000, 'offline'],
    [30_000, 'online'],
    [30_000, 'offline'],
    [59_000, 'offline'],
  ]);
  expect(flapped.outageState).toBe('none');
});

test.each([
  ['new', 'none', 0],
  ['announced', 'over', START - 1],
  ['over', 'over', START - 1],
  ['none', 'none', 0],
] as const)('two sights of it back turn %s into %s', (before, after, outageFrom) => {
  const gone: Outage = {
    ...{ reachability: 'offline', seenFrom: START - APART_MS },
    ...{ outageState: before, outageFrom: before === 'none' ? 0 : START - 1 },
  };
  expect(see(gone, [[1_000, 'online']]).outageState).toBe(before);
  const back = see(gone, [
    [1_000, 'online'],
    [APART_MS, 'online'],
  ]);
  expect(back).toMatchObject({ outageState: after, outageFrom });
});

test('that people are still to be told of one return keeps the next outage waiting until they are', () => {
  const back: Outage = { reachability: 'online', seenFrom: START, outageState: 'over', outageFrom: START - 1 };
  const again = see(back, [
    [1_000, 'offline'],
    [APART_MS, 'offline'],
  ]);
  expect(again).toMatchObject({ outageState: 'over', outageFrom: START - 1 });
  const told: Outage = { ...again, outageState: 'none', outageFrom: 0 };
  expect(
    nextOutage(told, { reachability: 'offline', since: null }, { now: again.at + 1, apartMs: APART_MS }),
  ).toMatchObject({
    ...{ outageState: 'new', outageFrom: START + 1_000 },
  });
});

test('a camera seen for the first time is in no outage, whatever its state', () => {
  const outage = { seenFrom: START, outageState: 'none', outageFrom: 0 };
  for (const reachability of ['online', 'offline', 'unknown'] as const) {
    expect(nextOutage(null, { reachability, since: START - 5 }, { now: START, apartMs: APART_MS })).toEqual(outage);
  }
});

/** A word of the vendor, or whoever tells people doing so. */
type Step = { readonly afterMs: number; readonly does: Outage['reachability'] | 'tell' };

const steps = fc.array(
  fc.record<Step>({
    afterMs: fc.oneof(fc.constantFrom(0, APART_MS - 1, APART_MS), fc.nat(3 * APART_MS)),
    does: fc.constantFrom('online', 'offline', 'unknown', 'tell'),
  }),
  { maxLength: 60 },
);

interface Life {
  readonly at: number;
  readonly outage: Outage;
  readonly step: Step;
}

/** What the notices do, as they are bound to. */
function tell(outage: Outage): Outage {
  switch (outage.outageState) {
    case 'new':
      return { ...outage, outageState: 'announced' };
    case 'over':
      return { ...outage, outageState: 'none', outageFrom: 0 };
    case 'none':
    case 'announced':
      return outage;
  }
}

function live(all: readonly Step[]): readonly Life[] {
  let [at, outage] = [START, ONLINE];
  return all.map((step) => {
    at += step.afterMs;
    const told = step.does === 'tell' ? null : { reachability: step.does, since: null };
    outage = told
      ? { reachability: told.reachability, ...nextOutage(outage, told, { now: at, apartMs: APART_MS }) }
      : tell(outage);
    return { at, outage, step };
  });
}

/** The words of the vendor up to here that say the same without another in between, the oldest first. */
function runOf(lives: readonly Life[], end: number): readonly Life[] {
  const words = lives.slice(0, end + 1).filter(({ step }) => step.does !== 'tell');
  const other = words.findLastIndex(({ step }) => step.does !== words.at(-1)?.step.does);
  return words.slice(other + 1);
}

test('in whatever order it comes and goes, each outage is told of once, then its end once', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const lives = live(all);
      const states = lives.map(({ outage }) => outage.outageState);
      const changes = states.filter((state, index) => state !== (states[index - 1] ?? 'none'));
      const path = ['none', ...changes].map((state, index, whole) => `${whole[index - 1] ?? ''}>${state}`).slice(1);
      const lawful = ['none>new', 'new>none', 'new>announced', 'announced>over', 'over>none'];
      for (const turn of path) expect(lawful).toContain(turn);
    }),
  );
});

test('an outage begins and ends only with sights of the same that are a minute apart', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const lives = live(all);
      for (const [index, { at, outage, step }] of lives.entries()) {
        const before = lives[index - 1]?.outage ?? ONLINE;
        if (step.does === 'tell' || before.outageState === outage.outageState) continue;
        const first = Math.min(...runOf(lives, index).map((life) => life.at));
        expect(at - first).toBeGreaterThanOrEqual(APART_MS);
        expect(outage.outageState === 'new' ? 'offline' : 'online').toBe(step.does);
      }
    }),
  );
});

test('an outage has a beginning, at or before now, and what is none has not', () => {
  fc.assert(
    fc.property(steps, (all) => {
      for (const { at, outage } of live(all)) {
        expect(outage.outageFrom > 0).toBe(outage.outageState !== 'none');
        expect(outage.outageFrom).toBeLessThanOrEqual(at);
        expect(outage.seenFrom).toBeLessThanOrEqual(at);
      }
    }),
  );
});
