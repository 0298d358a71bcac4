import { createActivityLog, type Activity } from '../../sandbox/activity';

const makeActivity = (at: number): Activity => ({
  kind: 'cloud',
  at,
  openid: 'sandbox-owner',
  action: 'store.list',
  ms: 1,
  outcome: 'ok',
});

test('the log keeps the newest five hundred, the newest last', () => {
  const log = createActivityLog();
  for (let at = 0; at < 600; at += 1) log.add(makeActivity(at));
  expect(log.recent()).toHaveLength(500);
  expect(log.recent().at(0)?.at).toBe(100);
  expect(log.recent().at(-1)?.at).toBe(599);
});

test('whoever watches is told of what is new, until they stop', () => {
  const log = createActivityLog();
  const told: number[] = [];
  const stop = log.subscribe(({ at }) => told.push(at));
  log.add(makeActivity(1));
  stop();
  log.add(makeActivity(2));
  expect(told).toEqual([1]);
});
