import { CallFailed } from '../../../miniprogram/utils/call-failed';
import { RequestKeys } from '../../../miniprogram/utils/request-keys';
import { FakeClock } from '../support/phone';

test('a wish has one key until it has succeeded', async () => {
  const keys = new RequestKeys({ clock: new FakeClock() });
  const sent: string[] = [];
  const send = (isLost: boolean) =>
    keys.send(['gate', 'mirror'], (key) => {
      sent.push(key);
      return isLost ? Promise.reject(new Error('no answer')) : Promise.resolve('done');
    });
  await expect(send(true)).rejects.toThrow('no answer');
  await expect(send(true)).rejects.toThrow('no answer');
  expect(await send(false)).toBe('done');
  await send(false);
  expect(new Set(sent.slice(0, 3)).size).toBe(1);
  expect(sent[3]).not.toBe(sent[0]);
});

test('a wish of which the cloud will not say more is over: the next press is a new one', async () => {
  const keys = new RequestKeys({ clock: new FakeClock() });
  const sent: string[] = [];
  for (const code of ['timeout', 'conflict', 'timeout'] as const) {
    const refused = keys.send('mirror', (key) => {
      sent.push(key);
      return Promise.reject(new CallFailed(code, 'R1', null));
    });
    await expect(refused).rejects.toMatchObject({ code });
  }
  expect(sent[1]).toBe(sent[0]);
  expect(sent[2]).not.toBe(sent[0]);
});

test('another wish has another key', () => {
  const keys = new RequestKeys({ clock: new FakeClock() });
  expect(keys.keyOf(['gate', 'left'])).not.toBe(keys.keyOf(['gate', 'right']));
});

test('a minute after it was last sent the same wish is a new one', async () => {
  const clock = new FakeClock();
  const keys = new RequestKeys({ clock });
  const first = keys.keyOf('gate');
  for (const repeat of [1, 2]) {
    await clock.pass(59_999);
    expect([repeat, keys.keyOf('gate')]).toEqual([repeat, first]);
  }
  await clock.pass(60_000);
  expect(keys.keyOf('gate')).not.toBe(first);
});
