import { CallError } from '../../../../cloudfunctions/core/errors';
import { createSendOnce } from '../../../../cloudfunctions/core/talk/messages';
import { makeClock } from '../../../support/fake-clock';
import { MemoryDatabase } from '../../../support/memory-database';

const key = { person: 'p1', requestKey: 'key-0001' };
const sent = { durationMs: 3_000 };

function makeRig() {
  const clock = makeClock();
  const memory = new MemoryDatabase();
  return { clock, memory, sendOnce: createSendOnce(memory, clock) };
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
  const { sendOnce } = makeRig();
  const send = jest.fn(() => Promise.resolve(sent));

  expect([await sendOnce(key, send), await sendOnce(key, send)]).toEqual([sent, sent]);
  expect(send).toHaveBeenCalledTimes(1);
});

test('whoever asks while it is being sent is told what becomes of it', async () => {
  const { clock, sendOnce } = makeRig();
  const vendor = makeVendor();
  const [first, second] = [sendOnce(key, vendor.send), sendOnce(key, vendor.send)];
  await clock.advance(2_000);
  vendor.answer();
  await clock.advance(500);

  expect(await Promise.all([first, second])).toEqual([sent, sent]);
  expect(vendor.calls).toBe(1);
});

test('whoever asks again and again while it is being sent is refused, and it is still sent once', async () => {
  const { clock, sendOnce } = makeRig();
  const vendor = makeVendor();
  const first = sendOnce(key, vendor.send);
  const second = expect(sendOnce(key, vendor.send)).rejects.toMatchObject({ code: 'conflict' });
  await clock.advance(8_000);
  await second;
  vendor.answer();

  expect(await first).toEqual(sent);
  expect(vendor.calls).toBe(1);
});

test('a message that was spoken counts as such, and is not spoken again, though nobody could put that down', async () => {
  const { clock, memory, sendOnce } = makeRig();
  const send = jest.fn(() => {
    memory.failing = 'messages.update';
    return Promise.resolve(sent);
  });
  expect(await sendOnce(key, send)).toEqual(sent);

  memory.failing = null;
  const again = expect(sendOnce(key, send)).rejects.toMatchObject({ code: 'conflict' });
  await clock.advance(8_000);
  await again;
  expect(send).toHaveBeenCalledTimes(1);
});

test('what has failed is sent anew when it is asked for again, by one of those who ask', async () => {
  const { clock, sendOnce } = makeRig();
  const vendor = makeVendor();
  const failed = expect(sendOnce(key, vendor.send)).rejects.toMatchObject({ code: 'device-busy' });
  await clock.advance(0);
  vendor.refuse(busy());
  await failed;

  const again = [sendOnce(key, vendor.send), sendOnce(key, vendor.send)];
  await clock.advance(0);
  vendor.answer();
  await clock.advance(500);

  expect(await Promise.all(again)).toEqual([sent, sent]);
  expect(vendor.calls).toBe(2);
});

test('a key is a person’s own', async () => {
  const { sendOnce } = makeRig();
  const send = jest.fn(() => Promise.resolve(sent));
  await sendOnce(key, send);
  await sendOnce({ ...key, person: 'p2' }, send);

  expect(send).toHaveBeenCalledTimes(2);
});
