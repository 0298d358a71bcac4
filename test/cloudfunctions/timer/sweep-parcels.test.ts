import { jobs } from '../../../cloudfunctions/timer/handlers/index';
import { dataOf, NOON } from '../../support/cloud-rig';
import { CutDatabase } from '../../support/cut-database';
import { startTools } from '../../support/fake-tools';

const MINUTE = 60_000;

async function start() {
  const started = await startTools(new CutDatabase());
  const { rig, tools, ofAccount } = started;
  const content = Uint8Array.of(1, 2, 3);
  tools.objects.set('plan.bin', { name: 'plan.bin', description: '', bytes: 3, date: NOON, content });
  return {
    ...started,
    files: rig.storage.files,
    parcels: () => rig.database.memory.all('parcels'),
    open: () => ofAccount('object.open', { name: 'plan.bin' }),
    sweep: async (forMs = MINUTE) => jobs['parcel.sweep']!(rig.startInstance().services, rig.clock.now() + forMs),
  };
}

test('what was laid out stays while its address is good, and then goes', async () => {
  const { rig, files, parcels, open, sweep } = await start();
  dataOf('object.open', await open());
  rig.clock.advance(20 * MINUTE);
  expect(await sweep()).toEqual({ removed: 0 });
  expect(files.size).toBe(1);
  rig.clock.advance(1);
  expect(await sweep()).toEqual({ removed: 1 });
  expect([files.size, parcels()]).toEqual([0, []]);
});

test('cut off from the database anywhere, opening leaves nothing that is not swept', async () => {
  let wasCut = true;
  for (let operations = 0; wasCut; operations += 1) {
    const { rig, files, parcels, open, sweep } = await start();
    rig.database.cutAfter(operations);
    await open();
    wasCut = rig.database.mend();
    rig.clock.advance(21 * MINUTE);
    await sweep();
    expect([files.size, parcels()]).toEqual([0, []]);
  }
});

test('a storage that does not answer is asked again, and one file keeps no other', async () => {
  const { rig, files, parcels, open, sweep } = await start();
  await open();
  await open();
  rig.clock.advance(21 * MINUTE);
  rig.storage.failing = true;
  expect(await sweep()).toEqual({ removed: 0 });
  expect(rig.log.filter((line) => line.includes('parcel.sweep'))).toHaveLength(2);
  rig.storage.failing = false;
  expect(await sweep(0)).toEqual({ removed: 0 });
  expect(await sweep()).toEqual({ removed: 2 });
  expect([files.size, parcels()]).toEqual([0, []]);
});
