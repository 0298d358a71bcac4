import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildFunctions } from '../../../scripts/build-functions';
import type { Cloud, CloudLogEntry } from '../../../sandbox/cloud/index';
import { expectRefusal, makeCloud, makeFolder, openSdk } from '../../support/sandbox-cloud';

interface Echo {
  event: Record<string, unknown>;
  before?: string;
  after?: string;
  fromContext?: string;
  source?: string;
  trigger?: string;
  variables: string[];
  setting?: string;
  requestId: string;
  calls: number;
  threadId: number;
  when: string;
}

jest.setTimeout(30_000); // each test starts threads that load the SDK

const functionsDir = join(makeFolder(), 'functions');
const collections = { notes: { indexes: [] } };

beforeAll(() => buildFunctions({ outDir: functionsDir, sourceDir: join(__dirname, '../../support/functions') }));

afterEach(() => jest.useRealTimers());

async function startWith(workers: number): Promise<{ cloud: Cloud; log: CloudLogEntry[]; logged: Logged }> {
  const log: CloudLogEntry[] = [];
  const waiting = new Set<() => void>();
  const cloud = await makeCloud({
    functionsDir,
    collections,
    workers,
    env: { SETTING: 'of the product' },
    log: (entry) => {
      log.push(entry);
      for (const check of waiting) check();
    },
  });
  const logged: Logged = (wanted) =>
    new Promise((resolve) => {
      const check = () => {
        const entry = log.find(wanted);
        if (entry) resolve(entry);
      };
      waiting.add(check);
      check();
    });
  return { cloud, log, logged };
}

type Logged = (wanted: (entry: CloudLogEntry) => boolean) => Promise<CloudLogEntry>;

const echo = async (cloud: Cloud, caller: Parameters<Cloud['invoke']>[2], event: unknown = {}) =>
  (await cloud.invoke('echo', event, caller)) as Echo;

describe('a call', () => {
  test('of a person carries the openid in the environment, the context and the event', async () => {
    const { cloud } = await startWith(1);
    const told = await echo(cloud, { openid: 'sandbox-staff' }, { action: 'x', userInfo: { openId: 'forged' } });
    expect(told).toMatchObject({ before: 'sandbox-staff', fromContext: 'sandbox-staff', source: 'wx_client' });
    expect(told.event).toMatchObject({ action: 'x', userInfo: { openId: 'sandbox-staff' } });
    expect(told.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('without a person shows nothing of the person before', async () => {
    const { cloud } = await startWith(1);
    const first = await echo(cloud, { openid: 'sandbox-owner' });
    const second = await echo(cloud, { trigger: 'minute' });
    const third = await echo(cloud, {});
    expect([second.threadId, third.threadId]).toEqual([first.threadId, first.threadId]);
    expect(second).toMatchObject({ trigger: 'timer', source: 'wx_trigger', event: {} });
    for (const told of [second, third]) expect(JSON.stringify(told)).not.toContain('owner');
    expect(third.variables).not.toContain('TRIGGER_SRC');
  });

  test('keeps its person while others run beside it', async () => {
    const { cloud } = await startWith(3);
    const people = Array.from({ length: 24 }, (_, i) => `person-${i}`);
    const told = await Promise.all(people.map((openid) => echo(cloud, { openid })));
    expect(told.map(({ before, after }) => [before, after])).toEqual(people.map((openid) => [openid, openid]));
    expect(new Set(told.map(({ threadId }) => threadId)).size).toBe(3);
    expect(cloud.instances()).toBe(3);
  });

  test('finds the module as the call before left it', async () => {
    const { cloud } = await startWith(2); // a trigger may take the place of an instance that is alone
    expect([(await echo(cloud, {})).calls, (await echo(cloud, {})).calls]).toEqual([1, 2]);
  });

  test('sees the product’s variables and the platform’s, and none of this machine', async () => {
    const { cloud } = await startWith(1);
    const { variables, setting } = await echo(cloud, { openid: 'a' });
    expect(setting).toBe('of the product');
    const platform = /^(TENCENTCLOUD_|TCB_|SCF_|WX_)/;
    expect(variables.filter((name) => !platform.test(name))).toEqual(['SETTING']);
  });

  test('answers with what JSON keeps of the result', async () => {
    const { cloud } = await startWith(1);
    const told = await echo(cloud, {});
    expect(told.when).toBe('1970-01-01T00:00:00.000Z');
    expect(told).not.toHaveProperty('nothing');
  });

  test('reaches the database through the real SDK', async () => {
    const { cloud } = await startWith(1);
    cloud.database.reset();
    expect(await cloud.invoke('store', { text: '你好' }, {})).toMatchObject([{ text: '你好' }]);
    expect(cloud.database.counts()).toEqual({ notes: { reads: 1, writes: 1 } });
  });

  test('can be made by another function, then without a person', async () => {
    const { cloud } = await startWith(2);
    const event = { name: 'echo', data: { a: 1 } };
    expect(await cloud.invoke('relay', event, { openid: 'sandbox-owner' })).toMatchObject({ event: { a: 1 } });
    const { result, requestId } = await openSdk(cloud).callFunction({ name: 'echo', data: { a: 2 } });
    expect(result).toMatchObject({ event: { a: 2 }, requestId });
    expect(result).not.toHaveProperty('before');
  });
});

describe('a function that fails', () => {
  test.each([
    ['throws', 'throw', /TypeError: asked to throw/],
    ['ends its process', 'exit', /ended before it answered/],
    ['throws where nobody waits', 'stray', /thrown where nobody waits/],
    ['answers with what JSON cannot hold', 'unsendable', /BigInt/],
  ])('because it %s fails that call only', async (_name, how, message) => {
    const { cloud } = await startWith(2);
    const beside = cloud.invoke('faulty', { how: 'answer' }, {});
    await expectRefusal(cloud.invoke('faulty', { how }, {}), 'FUNCTIONS_EXECUTE_FAIL', message);
    expect(await beside).toBe('fine');
    expect(await cloud.invoke('faulty', { how: 'answer' }, {})).toBe('fine');
  });

  test('because it takes more memory than it may, fails that call only', async () => {
    const { cloud } = await startWith(2);
    const beside = cloud.invoke('faulty', { how: 'answer' }, {});
    await expectRefusal(cloud.invoke('faulty', { how: 'hoard' }, {}), 'FUNCTIONS_MEMORY_LIMIT_EXCEEDED');
    expect(await beside).toBe('fine');
  });

  test('shows the SDK the platform’s code', async () => {
    const { cloud } = await startWith(1);
    const calling = openSdk(cloud).callFunction({ name: 'faulty', data: { how: 'throw' } });
    await expectRefusal(calling, 'FUNCTIONS_EXECUTE_FAIL', /asked to throw/);
  });

  test('is stopped after three seconds, unless its config.json says otherwise', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'Date'] });
    const { cloud, logged } = await startWith(1);
    const call = expectRefusal(cloud.invoke('endless', {}, {}), 'FUNCTIONS_TIME_LIMIT_EXCEEDED', /after 3 seconds/);
    await logged((entry) => entry.kind === 'line' && entry.line.event === 'began');
    jest.advanceTimersByTime(3000);
    await call;
    expect((await echo(cloud, {})).calls).toBe(1);
  });

  test('and does not exist is FUNCTION_NOT_FOUND', async () => {
    const { cloud } = await startWith(1);
    await expectRefusal(cloud.invoke('nobody', {}, {}), 'FUNCTION_NOT_FOUND');
    await expectRefusal(cloud.invoke('__proto__', {}, {}), 'FUNCTION_NOT_FOUND');
  });
});

describe('instances', () => {
  test('end when nobody called them for a minute', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'Date'] });
    const { cloud } = await startWith(4);
    await Promise.all([echo(cloud, {}), echo(cloud, {})]);
    jest.advanceTimersByTime(59_999);
    expect(cloud.instances()).toBe(2);
    jest.advanceTimersByTime(1);
    expect(cloud.instances()).toBe(0);
    expect((await echo(cloud, {})).calls).toBe(1);
  });

  test('of an idle function make room for another', async () => {
    const { cloud } = await startWith(1);
    await echo(cloud, {});
    expect(await cloud.invoke('tick', {}, {})).toMatchObject({ person: null });
    expect(cloud.instances()).toBe(1);
  });

  test('end with the cloud, and so do the calls that wait for one', async () => {
    const { cloud, logged } = await startWith(1);
    const running = expectRefusal(cloud.invoke('endless', {}, {}), 'FUNCTIONS_EXECUTE_FAIL');
    const waiting = expectRefusal(cloud.invoke('echo', {}, {}), 'SYS_ERR', /closing/);
    await logged((entry) => entry.kind === 'line' && entry.line.event === 'began');
    await cloud.close();
    await Promise.all([running, waiting]);
    expect(cloud.instances()).toBe(0);
  });
});

describe('the log', () => {
  test('tells each call with its outcome, and nothing of event, result or person', async () => {
    const { cloud, log } = await startWith(1);
    await cloud.invoke('faulty', { how: 'answer', secret: 's3cret' }, { openid: 'sandbox-owner' });
    await cloud.invoke('faulty', { how: 'exit' }, {}).catch(() => null);
    const calls = log.filter(({ kind }) => kind === 'call');
    expect(calls).toMatchObject([
      { function: 'faulty', trigger: null, outcome: 'ok' },
      { function: 'faulty', trigger: null, outcome: 'FUNCTIONS_EXECUTE_FAIL' },
    ]);
    expect(JSON.stringify(calls)).not.toMatch(/s3cret|owner|fine/);
  });

  test('hands on what functions write, structured or not', async () => {
    const { cloud, logged } = await startWith(2);
    await cloud.invoke('relay', { name: 'echo', data: {} }, {});
    const line = await logged((entry) => entry.kind === 'line' && 'text' in entry.line);
    expect(line).toMatchObject({ function: 'relay', stream: 'stdout', line: { text: 'not a structured line' } });
    await cloud.invoke('faulty', { how: 'throw' }, {}).catch(() => null);
    const stack = await logged((entry) => entry.kind === 'line' && entry.stream === 'stderr');
    expect(stack).toMatchObject({ function: 'faulty', line: { text: 'TypeError: asked to throw' } });
  });
});

describe('timer triggers', () => {
  test('call their function without a person, at once when told to', async () => {
    const { cloud } = await startWith(1);
    expect(await cloud.fireTimer('tick')).toMatchObject({
      event: { Type: 'Timer', TriggerName: 'each-minute', Time: expect.stringMatching(/^\d{4}-.*Z$/) as string },
      source: 'timer',
      person: null,
    });
    await expectRefusal(cloud.fireTimer('echo'), 'INVALID_PARAM', /echo has no timer trigger/);
  });

  test('call it at their times', async () => {
    jest.useFakeTimers({
      doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'],
      now: Date.UTC(2026, 0, 1, 0, 0, 30),
    });
    const { logged } = await startWith(1);
    jest.advanceTimersByTime(30_000);
    const call = await logged((entry) => entry.kind === 'call');
    expect(call).toMatchObject({ function: 'tick', trigger: 'each-minute', outcome: 'ok' });
  });
});

describe('a function folder that makes no sense is one line at the start', () => {
  const startOn = (config: string) => {
    const folder = makeFolder();
    mkdirSync(join(folder, 'odd'));
    writeFileSync(join(folder, 'odd/index.js'), 'exports.main = () => 1');
    writeFileSync(join(folder, 'odd/config.json'), config);
    return makeCloud({ functionsDir: folder });
  };

  test.each([
    ['no JSON', '{', /^config\.json of the function odd: /],
    ['a timeout of a day', '{"timeout": 86400}', /^config\.json of the function odd: .*900/],
    [
      'two triggers',
      JSON.stringify({ triggers: [1, 2].map((n) => ({ name: `${n}`, type: 'timer', config: '' })) }),
      /one trigger/,
    ],
    ['a pattern of five fields', '{"triggers":[{"name":"t","type":"timer","config":"* * * * *"}]}', /of seven fields$/],
  ])('%s', async (_name, config, message) => {
    await expect(startOn(config)).rejects.toThrow(message);
  });
});
