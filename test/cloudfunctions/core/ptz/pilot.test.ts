import { CallError } from '../../../../cloudfunctions/core/errors';
import { START } from '../../../support/fake-clock';
import { createPtzRig, LEFT, RIGHT } from '../../../support/ptz-rig';

const SECOND = 1000;

function start(operationMs?: number) {
  const rig = createPtzRig(operationMs);
  return { ...rig, one: rig.startInstance(), two: rig.startInstance(), three: rig.startInstance() };
}

const outcomeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => (error instanceof CallError ? error.code : error));

describe('a hold', () => {
  test('stops the camera by itself two seconds after it came', async () => {
    const { clock, camera, one } = start();
    const held = one.hold(LEFT);
    await clock.advance(1_999);
    expect(camera.moving).toBe('left');
    await clock.advance(1);
    expect(camera.events).toEqual(['start left', 'stop left']);
    expect(await held).toEqual({ kind: 'stopped' });
  });

  test('goes on while it is extended, begins once, and the last extension stops it', async () => {
    const { clock, camera, one, two, three } = start();
    const calls = [one.hold(LEFT)];
    for (const instance of [two, three, one]) {
      await clock.advance(SECOND);
      calls.push(instance.hold(LEFT));
    }
    await clock.advance(1_999);
    expect(camera.moving).toBe('left');
    await clock.advance(1);
    expect(camera.moving).toBeNull();
    expect(camera.events).toEqual(['start left', 'stop left']);
    expect((await Promise.all(calls)).map(({ kind }) => kind)).toEqual(['extended', 'extended', 'extended', 'stopped']);
  });

  test('is stopped at once by another instance, and its own call ends quietly', async () => {
    const { clock, camera, one, two } = start();
    const held = one.hold(LEFT);
    await clock.advance(700);
    await two.stop(LEFT);
    expect(camera.turns).toEqual([START, START + 700]);
    await clock.advance(2 * SECOND);
    expect(await held).toEqual({ kind: 'released' });
    expect(camera.events).toEqual(['start left', 'stop left']);
  });

  test('that comes after its stop never starts', async () => {
    const { clock, camera, one, two } = start();
    await two.stop(LEFT);
    await clock.advance(9 * SECOND);
    expect(await one.hold(LEFT)).toEqual({ kind: 'released' });
    expect(camera.events).toEqual(['stop left']);
  });

  test('that comes after its stop never starts, though somebody has steered in between', async () => {
    const { clock, camera, one, two } = start();
    await one.stop(LEFT);
    const other = two.hold(RIGHT);
    await clock.advance(3 * SECOND);
    await other;
    expect(await one.hold(LEFT)).toEqual({ kind: 'released' });
    expect(camera.moving).toBeNull();
  });

  test('stopped while the vendor is still starting it is stopped as soon as that has answered', async () => {
    const { clock, camera, one, two } = start();
    camera.latency = (event) => (event === 'start left' ? 500 : 0);
    const held = one.hold(LEFT);
    await clock.advance(100);
    const stopped = two.stop(LEFT);
    await clock.advance(390);
    expect(camera.events).toEqual([]);
    await clock.advance(510);
    await stopped;
    expect(await held).toEqual({ kind: 'released' });
    expect(camera.events).toEqual(['start left', 'stop left']);
    expect(camera.turns).toEqual([START + 500, START + 500]);
  });

  test('released while a slow vendor has begun but not answered yet does not turn until it has', async () => {
    const { clock, camera, one, two } = start();
    camera.answerLatency = (event) => (event === 'start left' ? 5_000 : 0);
    const held = one.hold(LEFT);
    await clock.advance(600);
    const stopped = two.stop(LEFT);
    await clock.advance(700);
    expect(camera.moving).toBeNull();
    await clock.advance(5 * SECOND);
    await stopped;
    expect(await held).toEqual({ kind: 'released' });
    expect(camera.moving).toBeNull();
  });

  test('of a phone that vanished ends after two seconds, though a slow vendor has not answered its start yet', async () => {
    const { clock, camera, one } = start();
    camera.answerLatency = (event) => (event === 'start left' ? 5_000 : 0);
    const held = one.hold(LEFT);
    await clock.advance(2 * SECOND);
    expect(camera.moving).toBeNull();
    await clock.advance(4 * SECOND);
    expect(await held).toEqual({ kind: 'stopped' });
    expect(camera.moving).toBeNull();
  });

  test('that is held on is not broken off because a slow vendor has not answered its start yet', async () => {
    const { clock, camera, one, two } = start();
    camera.answerLatency = (event) => (event === 'start left' ? 3_000 : 0);
    const held = one.hold(LEFT);
    await clock.advance(1_500);
    const extension = two.hold(LEFT);
    await clock.advance(1_900);
    expect(camera.moving).toBe('left');
    expect(camera.events).toEqual(['start left']);
    await clock.advance(SECOND);
    expect([(await held).kind, (await extension).kind]).toEqual(['extended', 'stopped']);
    expect(camera.moving).toBeNull();
  });

  test('that a slow vendor starts after two seconds does not go on', async () => {
    const { clock, camera, one } = start();
    camera.latency = (event) => (event === 'start left' ? 2_600 : 0);
    const held = one.hold(LEFT);
    await clock.advance(3 * SECOND);
    expect(await held).toEqual({ kind: 'stopped' });
    expect(camera.moving).toBeNull();
  });

  test('held on too late starts again, and a late one of a released hold does not', async () => {
    const { clock, camera, one, two } = start();
    const first = one.hold(LEFT);
    await clock.advance(2_500);
    expect(await first).toEqual({ kind: 'stopped' });
    const again = two.hold(LEFT);
    await clock.advance(500);
    expect(camera.moving).toBe('left');
    await two.stop(LEFT);
    await clock.advance(2 * SECOND);
    expect(await again).toEqual({ kind: 'released' });
    expect(await one.hold(LEFT)).toEqual({ kind: 'released' });
  });

  test('at an end stop is told so, and what may go on of it is stopped', async () => {
    const { camera, one } = start();
    camera.outcome = 'limit';
    expect(await one.hold(LEFT)).toEqual({ kind: 'limit' });
    expect(camera.events).toEqual(['start left', 'stop left']);
  });

  test('whose start fails on the way is stopped all the same, and the caller hears of the start', async () => {
    const { camera, one } = start();
    camera.failures.start.push(new CallError('vendor-unavailable', 'no answer in time'));
    expect(await outcomeOf(one.hold(LEFT))).toBe('vendor-unavailable');
    expect(camera.events).toEqual(['start left', 'stop left']);
    expect(camera.moving).toBeNull();
  });

  test('of a camera without a line leaves nothing to be done', async () => {
    const { clock, camera, one } = start();
    camera.failures.start.push(new CallError('device-offline', 'no line'));
    camera.failures.stop.push(new CallError('device-offline', 'no line'));
    expect(await outcomeOf(one.hold(LEFT))).toBe('device-offline');
    await clock.advance(60 * SECOND);
    expect(await one.rescue()).toEqual([]);
  });

  test('whose stop does not get through is stopped by another try', async () => {
    const { clock, camera, one } = start();
    camera.failures.stop.push(new CallError('vendor-unavailable', 'down'), new CallError('vendor-unavailable', 'down'));
    const held = one.hold(LEFT);
    await clock.advance(4 * SECOND);
    expect(await held).toEqual({ kind: 'stopped' });
    expect(camera.turns).toEqual([START, START + 3_250]);
  });

  test('costs two vendor calls and seven operations, and an extension three', async () => {
    const { clock, memory, camera, one, two } = start();
    const warm = one.hold({ ...LEFT, holdId: 'hold-before' });
    await clock.advance(2 * SECOND);
    await warm;
    memory.takeOperations();
    const held = one.hold(LEFT);
    await clock.advance(SECOND);
    expect(memory.takeOperations()).toEqual(['steerings.get', 'steerings.update', 'steerings.update']);
    const extended = two.hold(LEFT);
    await clock.advance(SECOND);
    await held;
    expect(memory.takeOperations()).toEqual(['steerings.get', 'steerings.update', 'steerings.get']);
    await clock.advance(SECOND);
    await extended;
    expect(memory.takeOperations()).toEqual(['steerings.get', 'steerings.update', 'steerings.update']);
    expect(camera.events.slice(2)).toEqual(['start left', 'stop left']);
  });
});

describe('two people', () => {
  test('do not move one camera at once: the later sees who holds it, since when and until when', async () => {
    const { clock, camera, one, two } = start();
    const held = one.hold(LEFT);
    await clock.advance(500);
    expect(await two.hold(RIGHT)).toEqual({ kind: 'held', by: 'ming', since: START, until: START + 2_000 });
    await clock.advance(2 * SECOND);
    await held;
    const next = two.hold(RIGHT);
    await clock.advance(2 * SECOND);
    expect(await next).toEqual({ kind: 'stopped' });
    expect(camera.events).toEqual(['start left', 'stop left', 'start right', 'stop right']);
  });

  test('cannot stop each other', async () => {
    const { clock, camera, one, two } = start();
    const held = one.hold(LEFT);
    await clock.advance(500);
    await two.stop(RIGHT);
    await two.stop({ ...LEFT, person: 'hua' });
    expect(camera.events).toEqual(['start left']);
    await clock.advance(2 * SECOND);
    await held;
  });

  test('at the same instant: one of them moves it', async () => {
    const { clock, camera, one, two } = start(20);
    const both = Promise.all([one.hold(LEFT), two.hold(RIGHT)]);
    await clock.advance(3 * SECOND);
    expect((await both).map(({ kind }) => kind).sort()).toEqual(['held', 'stopped']);
    expect(camera.events).toHaveLength(2);
    expect(camera.offences).toEqual([]);
  });
});

test('one person who presses again elsewhere has the first motion stopped by its name before the second begins', async () => {
  const { clock, camera, one, two } = start();
  const held = one.hold(LEFT);
  await clock.advance(500);
  const second = two.hold({ ...LEFT, holdId: 'hold-up', motion: 'up' });
  await clock.advance(500);
  expect(camera.events).toEqual(['start left', 'stop left', 'start up']);
  expect(await one.hold(LEFT)).toEqual({ kind: 'released' });
  await clock.advance(3 * SECOND);
  expect(await held).toEqual({ kind: 'released' });
  expect(await second).toEqual({ kind: 'stopped' });
  expect(camera.offences).toEqual([]);
});

test('a hold whose time is over before the camera is free does not begin', async () => {
  const { clock, camera, one, two } = start();
  camera.latency = (event) => (event === 'stop left' ? 2_100 : 0);
  const stopped = one.stop(LEFT);
  const held = two.hold({ ...LEFT, holdId: 'hold-up', motion: 'up' });
  await clock.advance(5 * SECOND);
  await stopped;
  expect(await held).toEqual({ kind: 'stopped' });
  expect(camera.events).toEqual(['stop left']);
});

describe('a stop', () => {
  test('names the motion that began, whatever the phone says', async () => {
    const { clock, camera, one, two } = start();
    const held = one.hold(LEFT);
    await clock.advance(500);
    await two.stop({ ...LEFT, motion: 'right' });
    expect(camera.events).toEqual(['start left', 'stop left']);
    await clock.advance(2 * SECOND);
    await held;
  });

  test('of a hold that nobody knows is sent all the same, and so is its repetition', async () => {
    const { camera, one } = start();
    await one.stop(LEFT);
    await one.stop(LEFT);
    expect(camera.events).toEqual(['stop left', 'stop left']);
  });

  test('that the vendor refuses is told, and can be repeated', async () => {
    const { clock, camera, one, two } = start();
    const held = one.hold(LEFT);
    await clock.advance(500);
    const down = new CallError('vendor-unavailable', 'down');
    camera.failures.stop.push(down, down, down);
    const refused = outcomeOf(two.stop(LEFT));
    await clock.advance(1_300);
    expect(await refused).toBe('vendor-unavailable');
    expect(camera.moving).toBe('left');
    await two.stop(LEFT);
    expect(camera.moving).toBeNull();
    await clock.advance(2 * SECOND);
    await held;
  });

  test('is sent even when the database is down', async () => {
    const { clock, camera, memory, one, two } = start();
    void outcomeOf(one.hold(LEFT));
    await clock.advance(500);
    memory.failing = 'steerings.get';
    expect(await outcomeOf(two.stop(LEFT))).toBeInstanceOf(Error);
    expect(camera.moving).toBeNull();
    await clock.advance(2 * SECOND);
  });

  test('at a deadline is sent even when the database is down', async () => {
    const { clock, camera, memory, one } = start();
    const held = outcomeOf(one.hold(LEFT));
    await clock.advance(500);
    memory.failing = 'steerings.get';
    await clock.advance(1_500);
    expect(camera.moving).toBeNull();
    expect(await held).toBeInstanceOf(Error);
  });

  test('waits no longer than is good for whoever is at it', async () => {
    const { clock, camera, one, two } = start();
    camera.latency = (event) => (event === 'start left' ? 9_500 : 0);
    const held = one.hold(LEFT);
    await clock.advance(100);
    const stopped = outcomeOf(two.stop(LEFT));
    await clock.advance(8_200);
    expect(await stopped).toBe('device-busy');
    await clock.advance(2 * SECOND);
    expect(await held).toEqual({ kind: 'released' });
    expect(camera.moving).toBeNull();
  });
});

describe('an instance that dies', () => {
  test('while it holds leaves the camera to the next tick', async () => {
    const { clock, camera, one, two } = start();
    void one.hold(LEFT);
    await clock.advance(500);
    one.crash();
    await clock.advance(2_499);
    expect(await two.rescue()).toEqual([]);
    await clock.advance(1);
    expect(await two.rescue()).toEqual([true]);
    expect(camera.events).toEqual(['start left', 'stop left']);
    expect(await two.rescue()).toEqual([]);
  });

  test('leaves the camera to whoever wants to move it next, who stops it first', async () => {
    const { clock, camera, one, two } = start();
    void one.hold(LEFT);
    await clock.advance(500);
    one.crash();
    await clock.advance(3 * SECOND);
    const next = two.hold(RIGHT);
    await clock.advance(2 * SECOND);
    expect(await next).toEqual({ kind: 'stopped' });
    expect(camera.events).toEqual(['start left', 'stop left', 'start right', 'stop right']);
  });

  test('while it starts leaves a camera that is stopped by name', async () => {
    const { clock, camera, one, two } = start();
    camera.answerLatency = (event) => (event === 'start left' ? 500 : 0);
    void one.hold(LEFT);
    await clock.advance(100);
    one.crash();
    await clock.advance(1_000);
    expect(await two.hold(RIGHT)).toMatchObject({ kind: 'held', by: 'ming' });
    await clock.advance(8_899);
    expect(await two.rescue()).toEqual([]);
    await clock.advance(1);
    expect(await two.rescue()).toEqual([true]);
    expect(camera.moving).toBeNull();
  });

  test('after ten minutes of stops that do not get through nobody tries any more', async () => {
    const { clock, camera, one, two } = start();
    void one.hold(LEFT);
    await clock.advance(500);
    one.crash();
    let ticks = 0;
    for (; ticks < 20; ticks += 1) {
      await clock.advance(60 * SECOND);
      camera.failures.stop.push(new CallError('device-offline', 'no line'));
      if ((await outcomeOf(two.rescue())) !== 'device-offline') break;
    }
    expect(ticks).toBe(10);
    expect(await two.rescue()).toEqual([]);
  });

  test('a camera that cannot be reached any more, as its account is gone, is given up as well', async () => {
    const { clock, one, two, steering } = start();
    void one.hold(LEFT);
    await clock.advance(500);
    one.crash();
    for (let ticks = 0; ticks < 12; ticks += 1) {
      await clock.advance(60 * SECOND);
      const left = steering();
      if (left?.state === 'ended') break;
      if (left) await outcomeOf(two.pilot.rescue(left, () => Promise.reject(new CallError('not-found', 'no account'))));
    }
    expect(steering()?.state).toBe('ended');
    expect(await two.rescue()).toEqual([]);
  });
});

describe('a step', () => {
  test('lasts as long as it should, from when the vendor has begun', async () => {
    const { clock, camera, one } = start();
    camera.latency = (event) => (event === 'start left' ? 300 : 0);
    const stepped = one.step(LEFT, 800);
    await clock.advance(3 * SECOND);
    expect(await stepped).toEqual({ kind: 'stopped' });
    expect(camera.turns).toEqual([START + 300, START + 1_100]);
  });

  test('is stopped before its time, as a hold is', async () => {
    const { clock, camera, one, two } = start();
    const stepped = one.step(LEFT, 1_500);
    await clock.advance(400);
    await two.stop(LEFT);
    expect(camera.turns).toEqual([START, START + 400]);
    await clock.advance(3 * SECOND);
    expect(await stepped).toEqual({ kind: 'released' });
    expect(camera.events).toEqual(['start left', 'stop left']);
  });

  test('that is stopped while the vendor still begins it does not go on', async () => {
    const { clock, camera, one, two } = start();
    camera.latency = (event) => (event === 'start left' ? 500 : 0);
    const stepped = one.step(LEFT, 1_500);
    await clock.advance(100);
    const stopped = two.stop(LEFT);
    await clock.advance(3 * SECOND);
    await stopped;
    expect(await stepped).toEqual({ kind: 'released' });
    expect(camera.turns).toEqual([START + 500, START + 500]);
  });

  test('is turned away while somebody else holds', async () => {
    const { clock, camera, one, two } = start();
    const held = one.hold(LEFT);
    await clock.advance(100);
    expect(await two.step(RIGHT, 300)).toMatchObject({ kind: 'held', by: 'ming' });
    await clock.advance(2 * SECOND);
    await held;
    expect(camera.events).toEqual(['start left', 'stop left']);
  });

  test('after an error is stopped all the same', async () => {
    const { camera, one } = start();
    camera.failures.start.push(new CallError('device-busy', 'try again'));
    expect(await outcomeOf(one.step(LEFT, 300))).toBe('device-busy');
    expect(camera.events).toEqual(['start left', 'stop left']);
  });
});
