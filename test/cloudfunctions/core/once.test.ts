import { CallError } from '../../../cloudfunctions/core/errors';
import * as v from 'valibot';
import { createDoOnce } from '../../../cloudfunctions/core/once';
import { createSeals } from '../../../cloudfunctions/core/seal';
import { makeKeyring } from '../../support/cloud-rig';
import { makeClock } from '../../support/fake-clock';
import { MemoryDatabase } from '../../support/memory-database';

const outcome = v.strictObject({ durationMs: v.number() });
const key = { action: 'talk.send', person: 'p1', requestKey: 'key-0001', outcome } as const;
const sent = { durationMs: 3_000 };

function makeRig() {
  const clock = makeClock();
  const memory = new MemoryDatabase();
  return { clock, memory, doOnce: createDoOnce(memory, createSeals(makeKeyring()), clock) };
}

/** A vendor that answers when told to. */
function makeVendor() {
  const waiting: { resolve: (value: typeof sent) => void; reject: (error: Error) => void }[] = [];
  let calls = 0;
  return {
    send: () => {
      calls += 1;
      return new Promise<typeof sent>((resolve, reject) => waiting.push({ resolve, reject }));
    },
    answer: () => waiting.shift()?.resolve(sent),
    refuse: (error: Error) => waiting.shift()?.reject(error),
    get calls() {
      return calls;
    },
  };
}

const busy = () => new CallError('device-busy', 'somebody is talking');

test('what has been sent is not sent again, whoever of the person’s phones asks', async () => {
  const { doOnce } = makeRig();
  const send = jest.fn(() => Promise.resolve(sent));

  expect([await doOnce(key, send), await doOnce(key, send)]).toEqual([sent, sent]);
  expect(send).toHaveBeenCalledTimes(1);
});

test('whoever asks while it is being sent is told what becomes of it', async () => {
  const { clock, doOnce } = makeRig();
  const vendor = makeVendor();
  const [first, second] = [doOnce(key, vendor.send), doOnce(key, vendor.send)];
  await clock.advance(2_000);
  vendor.answer();
  await clock.advance(500);

  expect(await Promise.all([first, second])).toEqual([sent, sent]);
  expect(vendor.calls).toBe(1);
});

test('whoever asks again and again while it is being sent is refused, and it is still sent once', async () => {
  const { clock, doOnce } = makeRig();
  const vendor = makeVendor();
  const first = doOnce(key, vendor.send);
  const second = expect(doOnce(key, vendor.send)).rejects.toMatchObject({ code: 'conflict' });
  await clock.advance(6_000);
  await second;
  vendor.answer();

  expect(await first).toEqual(sent);
  expect(vendor.calls).toBe(1);
});

test('a message that was spoken counts as such, and is not spoken again, though nobody could put that down', async () => {
  const { clock, memory, doOnce } = makeRig();
  const send = jest.fn(() => {
    memory.failing = 'requests.update';
    return Promise.resolve(sent);
  });
  expect(await doOnce(key, send)).toEqual(sent);

  memory.failing = null;
  const again = expect(doOnce(key, send)).rejects.toMatchObject({ code: 'conflict' });
  await clock.advance(6_000);
  await again;
  expect(send).toHaveBeenCalledTimes(1);
});

test('what has failed is sent anew when it is asked for again, by one of those who ask', async () => {
  const { clock, doOnce } = makeRig();
  const vendor = makeVendor();
  const failed = expect(doOnce(key, vendor.send)).rejects.toMatchObject({ code: 'device-busy' });
  await clock.advance(0);
  vendor.refuse(busy());
  await failed;

  const again = [doOnce(key, vendor.send), doOnce(key, vendor.send)];
  await clock.advance(0);
  vendor.answer();
  await clock.advance(500);

  expect(await Promise.all(again)).toEqual([sent, sent]);
  expect(vendor.calls).toBe(2);
});

test('whether it is done anew is told', async () => {
  const { doOnce } = makeRig();
  const told: boolean[] = [];
  const fail = (isAgain: boolean) => {
    told.push(isAgain);
    return Promise.reject(busy());
  };
  for (let time = 0; time < 3; time += 1)
    await expect(doOnce(key, fail)).rejects.toMatchObject({ code: 'device-busy' });

  expect(told).toEqual([false, true, true]);
});

test('a key is a person’s own, and names one thing to do', async () => {
  const { doOnce } = makeRig();
  const send = jest.fn(() => Promise.resolve(sent));
  await doOnce(key, send);
  await doOnce({ ...key, person: 'p2' }, send);
  await doOnce({ ...key, action: 'data.send' }, send);

  expect(send).toHaveBeenCalledTimes(3);
});

test('what came of it lies sealed, and nothing says who asked', async () => {
  const { memory, doOnce } = makeRig();
  const said = { ...key, action: 'command.send', outcome: v.string() } as const;
  const ask = () => doOnce(said, () => Promise.resolve('the key of the Wi-Fi'));

  expect([await ask(), await ask()]).toEqual(['the key of the Wi-Fi', 'the key of the Wi-Fi']);
  const kept = JSON.stringify(memory.all('requests'));
  for (const told of ['Wi-Fi', 'p1', 'key-0001']) expect(kept).not.toContain(told);
});
