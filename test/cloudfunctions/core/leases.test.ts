import { createLeases } from '../../../cloudfunctions/core/leases';
import { SteppedClock } from '../../support/cloud-rig';
import { describeDatabases } from '../../support/databases';

let key = 0;

describeDatabases('a lease in the database %s', (open) => {
  const start = () => {
    const clock = new SteppedClock();
    const leases = createLeases(open(), clock);
    const name = `camera-${(key += 1)}`;
    const acquire = (holder: string, forMs = 1000) => leases.acquire(name, { holder, until: clock.now() + forMs });
    return { clock, leases, name, acquire };
  };

  test('belongs to one of many who want it at once', async () => {
    const { acquire } = start();
    const won = await Promise.all(Array.from({ length: 8 }, (_one, index) => acquire(`phone-${index}`)));
    expect(won.filter(Boolean)).toHaveLength(1);
  });

  test('is free again when its time is over, and for one of many', async () => {
    const { clock, acquire } = start();
    await acquire('first');
    clock.advance(999);
    expect(await acquire('second')).toBe(false);
    clock.advance(1);
    const won = await Promise.all([acquire('second'), acquire('third')]);
    expect(won.filter(Boolean)).toHaveLength(1);
  });

  test('can be made longer by its holder while it lasts, and by nobody else', async () => {
    const { clock, leases, name, acquire } = start();
    await acquire('first');
    expect(await leases.extend(name, { holder: 'second', until: clock.now() + 9000 })).toBe(false);
    expect(await leases.extend(name, { holder: 'first', until: clock.now() + 2000 })).toBe(true);
    clock.advance(1500);
    expect(await acquire('second')).toBe(false);
    clock.advance(500);
    expect(await leases.extend(name, { holder: 'first', until: clock.now() + 2000 })).toBe(false);
  });

  test('tells who had it last, and until when', async () => {
    const { clock, leases, name, acquire } = start();
    expect(await leases.find(name)).toBeNull();
    await acquire('first');
    await acquire('second');
    expect(await leases.find(name)).toMatchObject({ holder: 'first', until: clock.now() + 1000 });
  });

  test('is given up by its holder only', async () => {
    const { leases, name, acquire } = start();
    await acquire('first');
    await leases.release(name, 'second');
    expect(await acquire('second')).toBe(false);
    await leases.release(name, 'first');
    expect(await acquire('second')).toBe(true);
  });
});
