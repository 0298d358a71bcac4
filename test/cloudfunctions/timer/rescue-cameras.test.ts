import { rescueCameras } from '../../../cloudfunctions/timer/handlers/rescue-cameras';
import { sweepLeases } from '../../../cloudfunctions/timer/handlers/sweep-leases';
import { CallError } from '../../../cloudfunctions/core/errors';
import { NOON, PERSONAS } from '../../support/cloud-rig';
import { startControl } from '../../support/control-rig';

const SECOND = 1000;
const HOUR = 3_600_000;

/** A camera that an instance has begun to move before it died. */
async function startTurning() {
  const started = await startControl();
  const { rig, control, chain, asked } = started;
  control.working = (verb) => (verb === 'start' ? new Promise(() => undefined) : Promise.resolve());
  const wish = { channelId: chain.channels.a1, motion: 'up', speed: 2, holdId: 'hold-0001' };
  void rig.startInstance().call(PERSONAS.managerA, 'ptz.hold', wish);
  await new Promise((resolve) => setImmediate(resolve));
  control.working = () => Promise.resolve();
  asked();
  const tick = async () => rescueCameras(rig.startInstance().services, rig.clock.now() + 45 * SECOND);
  return { ...started, tick };
}

test('a camera that a dead instance moved is stopped by the name of its motion, once', async () => {
  const { rig, asked, tick } = await startTurning();
  expect(await tick()).toEqual({ channels: 0 });
  rig.clock.advance(10 * SECOND);
  expect(await tick()).toEqual({ channels: 1 });
  expect(asked()).toEqual(['stop a1 up']);
  expect(await tick()).toEqual({ channels: 0 });
  expect(asked()).toEqual([]);
});

test('a camera whose stop does not get through is tried again with the next tick', async () => {
  const { rig, driver, asked, tick } = await startTurning();
  rig.clock.advance(10 * SECOND);
  driver.failure = new CallError('device-offline', 'no line');
  expect(await tick()).toEqual({ channels: 0 });
  expect(rig.log.some((line) => line.includes('ptz.rescue') && line.includes('device-offline'))).toBe(true);
  driver.failure = null;
  rig.clock.advance(60 * SECOND);
  expect(await tick()).toEqual({ channels: 1 });
  expect(asked()).toEqual(['stop a1 up', 'stop a1 up']);
});

test('guards and requests are forgotten after a day, and no sooner', async () => {
  const { rig, call } = await startControl();
  await call('switch.set', { change: { name: 'mask', on: true } });
  const sweep = async () => sweepLeases(rig.startInstance().services, NOON);
  rig.clock.advance(24 * HOUR);
  expect(await sweep()).toEqual({ removed: 0 });
  rig.clock.advance(6 * SECOND);
  expect(await sweep()).toEqual({ removed: 2 });
});
