import fc from 'fast-check';
import { jobs } from '../../../cloudfunctions/timer/handlers/index';
import { createTimer } from '../../../cloudfunctions/timer/run-jobs';
import { makeListed } from '../../support/cloud-rig';
import { createNoticeRig, MINUTE, PERSONAS } from '../../support/notice-rig';

jest.setTimeout(30_000);

/** The whole timer, minute by minute, over a camera that comes and goes. */
async function start() {
  const { rig, chain, subscribe } = await createNoticeRig();
  await subscribe(PERSONAS.owner, { offline: 99, back: 99 });
  const timer = createTimer(rig.startInstance().services, jobs);
  const stay = async (reachability: 'online' | 'offline' | 'unknown', minutes: number) => {
    chain.driver.listed = ['a1', 'a2', 'b1'].map((device) =>
      makeListed(device, device === 'a1' ? { reachability } : {}),
    );
    for (const { address, ...told } of chain.driver.listed) chain.driver.told.set(address.deviceId, told);
    for (let minute = 0; minute < minutes; minute += 1) {
      rig.clock.advance(MINUTE);
      await timer({ Type: 'Timer' }, { person: null, isUser: false, requestId: 'request-1' });
    }
  };
  const told = () => rig.messages.sent.map(({ template }) => template);
  return { rig, stay, told };
}

test('whatever a camera does, each outage of a quarter of an hour is told once, and so is its end', async () => {
  const offline = fc.constantFrom(2, 4, 20, 45);
  const online = fc.constantFrom(8, 15, 30);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(offline, online), { minLength: 1, maxLength: 5 }), async (story) => {
      const { stay, told } = await start();
      await stay('online', 6);
      for (const [gone, back] of story) {
        await stay('offline', gone);
        await stay('online', back);
      }
      const expected = story.filter(([gone]) => gone >= 20).flatMap(() => ['of-offline', 'of-back']);
      expect(told()).toEqual(expected);
    }),
    { numRuns: 12 },
  );
});

test('a camera of which its vendor says nothing is neither gone nor back', async () => {
  const { stay, told } = await start();
  await stay('unknown', 60);
  expect(told()).toEqual([]);
  await stay('offline', 30);
  expect(told()).toEqual(['of-offline']);
  await stay('unknown', 60);
  await stay('offline', 30);
  expect(told()).toEqual(['of-offline']);
  await stay('online', 5);
  expect(told()).toEqual(['of-offline', 'of-back']);
});

test('a flap within an outage neither ends it nor begins another', async () => {
  const { stay, told, rig } = await start();
  await stay('offline', 30);
  for (let flaps = 0; flaps < 10; flaps += 1) {
    await stay('online', 1);
    await stay('offline', 5);
  }
  expect(told()).toEqual(['of-offline']);
  await stay('online', 5);
  expect(told()).toEqual(['of-offline', 'of-back']);
  expect(rig.messages.sent.map(({ fields }) => fields['time3'] ?? fields['date7'])).toEqual([
    '2026年1月1日 20:01',
    '2026年1月1日 21:31',
  ]);
});
