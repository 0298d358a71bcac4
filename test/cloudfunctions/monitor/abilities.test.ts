import { CallError } from '../../../cloudfunctions/core/errors';
import { dataOf } from '../../support/cloud-rig';
import { startControl } from '../../support/control-rig';
import { makeAbilities } from '../../support/fake-control';
import { offerClips, offerRecordings } from '../../support/fake-past';
import { NO_CONTROL } from '../../support/no-control';

async function start() {
  const started = await startControl();
  const control = async () => dataOf('channel.abilities', await started.call('channel.abilities')).control;
  const tell = (abilities = makeAbilities()): void => {
    started.driver.readAbilities = async ({ deviceId }) => {
      started.driver.asked.push(`capacity ${deviceId}`);
      if (started.driver.failure) throw started.driver.failure;
      return abilities;
    };
  };
  return { ...started, control, tell };
}

test('of a vendor that tells nothing of single cameras are what its driver offers, but for a loudspeaker', async () => {
  const { control, asked } = await start();
  expect(await control()).toEqual({
    ptz: { motions: ['left', 'right', 'up', 'auto-scan'], speeds: 3, limits: true, presets: true },
    talk: null,
    mirror: ['horizontal', 'vertical', 'both'],
    switches: ['mask', 'camera', 'recording', 'level'],
    snapshot: true,
    gallery: true,
  });
  expect(asked()).toEqual([]);
});

test('are what the driver offers and the vendor says of the camera', async () => {
  const { control, tell } = await start();
  tell(makeAbilities({ motions: ['left', 'right', 'zoom-in'], mask: false, presets: false, snapshot: false }));
  expect(await control()).toEqual({
    ptz: { motions: ['left', 'right'], speeds: 3, limits: true, presets: false },
    talk: { mode: 'half-duplex', phrases: true },
    mirror: ['both'],
    switches: ['camera', 'recording', 'level'],
    snapshot: false,
    gallery: true,
  });
});

test('of a camera that does not turn or speak are no pad and no microphone', async () => {
  const { control, tell } = await start();
  tell(makeAbilities({ motions: [], talk: 'none', mirror: [] }));
  expect(await control()).toMatchObject({ ptz: null, talk: null, mirror: [] });
});

test('of a vendor without any control are nothing', async () => {
  const { control, driver } = await start();
  delete driver.ptz;
  delete driver.presets;
  delete driver.talk;
  delete driver.switches;
  delete driver.snapshots;
  delete driver.pictures;
  expect(await control()).toEqual(NO_CONTROL);
});

test('are one vendor call, and none for ten minutes', async () => {
  const { rig, control, tell, asked } = await start();
  tell();
  await control();
  rig.database.takeOperations();
  rig.clock.advance(9 * 60_000 + 59_999);
  await control();
  expect(asked()).toEqual(['capacity a1']);
  expect(rig.database.takeOperations()).not.toContain('accounts.update');
  rig.clock.advance(1);
  await control();
  expect(asked()).toEqual(['capacity a1']);
});

test('that cannot be read hide neither the past nor clips, promise nothing, and are asked for again', async () => {
  const { driver, call, control, tell, asked } = await start();
  tell();
  offerRecordings(driver);
  offerClips(driver);
  driver.failure = new CallError('vendor-unavailable', 'down');
  const abilities = dataOf('channel.abilities', await call('channel.abilities'));
  expect(abilities.lookBack).not.toBeNull();
  expect(abilities.clips).not.toBeNull();
  expect(abilities.control).toEqual({ ...NO_CONTROL, gallery: true });
  driver.failure = null;
  expect(await control()).toMatchObject({ talk: { mode: 'half-duplex' } });
  expect(asked()).toEqual(['capacity a1', 'capacity a1']);
});
