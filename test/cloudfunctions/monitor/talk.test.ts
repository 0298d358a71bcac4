import { CallError } from '../../../cloudfunctions/core/errors';
import { dataOf, outcomeOf, PERSONAS } from '../../support/cloud-rig';
import { startControl } from '../../support/control-rig';
import { join, makeMp3 } from '../../support/make-mp3';

const FILE = 'cloud://env-1.files-1/talk/message-0001.mp3';
const SEND = { fileId: FILE, requestKey: 'request-0001' };

async function start(file: Uint8Array = makeMp3(84)) {
  const started = await startControl();
  const { files } = started.rig.storage;
  files.set(FILE, file);
  return { ...started, files };
}

test('a message is checked, played and deleted, and on record with its length', async () => {
  const { control, files, call, asked, audit } = await start();
  expect(await call('talk.send', SEND)).toEqual({ ok: true, data: { durationMs: 3024 } });
  expect(asked()).toEqual(['talk a1 message.mp3']);
  expect(control.played).toEqual([makeMp3(84)]);
  expect([...files.keys()]).toEqual([]);
  expect(audit()).toEqual(['talk.send ok 3.0 s']);
});

test('a message costs one vendor call and four operations', async () => {
  const { rig, files, call } = await start();
  await call('talk.send', SEND);
  files.set(FILE, makeMp3());
  rig.database.takeOperations();
  await call('talk.send', { ...SEND, requestKey: 'request-0002' });
  expect(rig.database.takeOperations()).toEqual(['members.get', 'requests.add', 'audit.add', 'requests.update']);
});

test('the vendor gets the frames without the tags around them', async () => {
  const tag = Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 2, 1, 2]);
  const { control, call } = await start(join(tag, makeMp3(30)));
  await call('talk.send', SEND);
  expect(control.played).toEqual([makeMp3(30)]);
});

test.each<[string, Uint8Array]>([
  ['too short', makeMp3(20)],
  ['too long', makeMp3(1700)],
  ['at another rate', makeMp3(60, { version: 3, rate: 0 })],
  ['in two channels', makeMp3(60, { channels: 0 })],
  ['no mp3', Buffer.from('<html>')],
  ['empty', new Uint8Array()],
])('a message that is %s never reaches the vendor, and is deleted', async (_, file) => {
  const { files, call, asked } = await start(file);
  expect(outcomeOf(await call('talk.send', SEND))).toBe('invalid-argument');
  expect(asked()).toEqual([]);
  expect(files.size).toBe(0);
});

test('a file that is too large is not loaded to its end', async () => {
  const { rig, files, call } = await start(new Uint8Array(20_000_000));
  expect(outcomeOf(await call('talk.send', SEND))).toBe('invalid-argument');
  expect(rig.storage.loaded).toBeLessThan(1_500_000);
  expect(files.size).toBe(0);
});

test('a file that is not there is told so', async () => {
  const { files, call } = await start();
  files.clear();
  expect(outcomeOf(await call('talk.send', SEND))).toBe('invalid-argument');
});

test.each([
  'cloud://env-1.files-1/snapshots/message-0001.mp3',
  'cloud://env-1.files-1/talk/../clips/message-0001.mp3',
  'cloud://env-1.files-1/talk/deeper/message-0001.mp3',
  'cloud://env-1.files-1/talk/message-0001.exe',
  'https://elsewhere.test/talk/message-0001.mp3',
  '/talk/message-0001.mp3',
])('%s is no file of a message, and is left alone', async (fileId) => {
  const { files, call, asked } = await start();
  files.set(fileId, makeMp3());
  expect(outcomeOf(await call('talk.send', { ...SEND, fileId }))).toBe('invalid-argument');
  expect(asked()).toEqual([]);
  expect(files.has(fileId)).toBe(true);
});

test('who may not speak removes nobody’s message', async () => {
  const { files, call, chain } = await start();
  expect(outcomeOf(await call('talk.send', SEND, PERSONAS.guest))).toBe('not-found');
  expect(outcomeOf(await call('talk.send', { ...SEND, channelId: chain.channels.b1 }))).toBe('not-found');
  expect(files.has(FILE)).toBe(true);
});

test('a request that is repeated is answered like the first, and the message is played once', async () => {
  const { files, call, asked } = await start();
  const first = await call('talk.send', SEND);
  files.set(FILE, makeMp3(40));
  expect(await call('talk.send', SEND)).toEqual(first);
  expect(asked()).toEqual(['talk a1 message.mp3']);
  expect(files.size).toBe(0);
});

test('a request that is repeated while the first is under way waits for its end', async () => {
  const { rig, chain, control, call, asked } = await start();
  const other = rig.startInstance();
  let repeated: Promise<unknown> | undefined;
  control.working = async () => {
    repeated = other.call(PERSONAS.managerA, 'talk.send', { channelId: chain.channels.a1, ...SEND });
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  const first = await call('talk.send', SEND);
  expect(await repeated).toEqual(first);
  expect(asked()).toEqual(['talk a1 message.mp3']);
});

test('a request whose first try died is not sent again: nobody knows whether it was spoken', async () => {
  const { rig, control, call, asked, chain } = await start();
  control.working = () => new Promise(() => undefined);
  void call('talk.send', SEND);
  await new Promise((resolve) => setImmediate(resolve));
  const other = rig.startInstance();
  const again = await other.call(PERSONAS.managerA, 'talk.send', { channelId: chain.channels.a1, ...SEND });
  expect(outcomeOf(again)).toBe('conflict');
  expect(asked()).toEqual(['talk a1 message.mp3']);
});

test.each(['device-busy', 'device-offline', 'device-masked', 'vendor-quota', 'unsupported'] as const)(
  'a message that the vendor refuses as %s is told as that and deleted, and may be sent anew',
  async (code) => {
    const { driver, files, call, audit } = await start();
    driver.failure = new CallError(code, 'refused');
    expect(outcomeOf(await call('talk.send', SEND))).toBe(code);
    expect(files.size).toBe(0);
    driver.failure = null;
    files.set(FILE, makeMp3(84));
    expect(outcomeOf(await call('talk.send', SEND))).toBe('ok');
    expect(audit()).toEqual([`talk.send ${code} 3.0 s`, 'talk.send ok 3.0 s']);
  },
);

test('a message is played though its file could not be deleted', async () => {
  const { rig, call } = await start();
  rig.storage.failing = true;
  expect(outcomeOf(await call('talk.send', SEND))).toBe('ok');
  expect(rig.log.some((line) => line.includes('file.remove'))).toBe(true);
});

test('no log names a file', async () => {
  const { rig, call, driver } = await start();
  rig.storage.failing = true;
  driver.failure = new Error(FILE);
  await call('talk.send', SEND);
  expect(rig.log.join('\n')).not.toContain('message-0001');
});

test('whoever speaks without a pause is told to wait, and the file is deleted', async () => {
  const { files, call } = await start();
  const outcomes: string[] = [];
  for (let message = 0; message < 8; message += 1) {
    files.set(FILE, makeMp3());
    outcomes.push(outcomeOf(await call('talk.send', { ...SEND, requestKey: `request-000${message}` })));
  }
  expect(outcomes.filter((outcome) => outcome === 'ok')).toHaveLength(6);
  expect(outcomes.at(-1)).toBe('rate-limited');
  expect(files.size).toBe(0);
});

test('a camera without a loudspeaker’s vendor is unsupported, and the file is deleted', async () => {
  const { driver, files, call } = await start();
  delete driver.talk;
  expect(outcomeOf(await call('talk.send', SEND))).toBe('unsupported');
  expect(outcomeOf(await call('phrase.list'))).toBe('unsupported');
  expect(files.size).toBe(0);
});

describe('phrases', () => {
  test('are the vendor’s and one’s own, with their addresses to listen to', async () => {
    const { call, asked } = await start();
    const { phrases } = dataOf('phrase.list', await call('phrase.list'));
    expect(phrases).toMatchObject([
      { name: '欢迎光临', place: 'vendor', durationMs: 2000, url: 'https://voices.test/1.wav?sign=one' },
      { name: '打烊', place: 'own', durationMs: null },
    ]);
    expect(asked()).toEqual(['phrases vendor', 'phrases own']);
    await call('phrase.list');
    expect(asked()).toEqual([]);
  });

  test('are played by our id, also when the vendor has signed their addresses anew', async () => {
    const { rig, driver, call, asked, audit } = await start();
    const { phrases } = dataOf('phrase.list', await call('phrase.list'));
    rig.clock.advance(120_000);
    const signed = { name: '欢迎光临', url: 'https://voices.test/1.wav?sign=other', durationMs: 2000 };
    driver.talk = { ...driver.talk!, listPhrases: async (place) => (place === 'vendor' ? [signed] : []) };
    asked();
    expect(outcomeOf(await call('phrase.play', { id: phrases[0]!.id }))).toBe('ok');
    expect(asked()).toEqual(['play a1 https://voices.test/1.wav?sign=other']);
    expect(outcomeOf(await call('phrase.play', { id: phrases[1]!.id }))).toBe('not-found');
    expect(audit()).toEqual(['phrase.play ok 欢迎光临']);
  });

  test('an address in place of an id is not played', async () => {
    const { call, asked } = await start();
    expect(outcomeOf(await call('phrase.play', { id: 'https://elsewhere.test/rude.wav' }))).toBe('not-found');
    expect(asked()).toEqual(['phrases vendor', 'phrases own']);
  });
});
