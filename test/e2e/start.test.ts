import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCommand, type StartedCommand } from '../support/start-command';

const A_MINUTE = 60_000;
jest.setTimeout(A_MINUTE);

let dataDir: string;
const started: StartedCommand[] = [];

function start(...args: string[]): StartedCommand {
  const command = startCommand(['--port', '0', '--data', dataDir, ...args]);
  started.push(command);
  return command;
}

beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'kandian-'))));

afterEach(async () => {
  for (const { process, ended } of started.splice(0)) {
    process.kill('SIGKILL');
    await ended;
  }
  rmSync(dataDir, { recursive: true, force: true });
});

async function stop({ process, ended }: StartedCommand): Promise<number | null> {
  process.kill('SIGINT');
  return (await ended).code;
}

async function call(url: string, openid: string, action: string, data: object): Promise<unknown> {
  const body = JSON.stringify({ openid, function: 'monitor', action, data });
  const reply = await fetch(`${url}/__sandbox/call`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return reply.json();
}

const stateOf = (id: number): string => {
  try {
    const [, after = ''] = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ');
    return after.charAt(0);
  } catch {
    return 'gone';
  }
};

/** Resolves once every process has ended; one that nobody has reaped yet has ended too. */
async function allEnded(ids: readonly number[]): Promise<void> {
  while (ids.some((id) => !['gone', 'Z'].includes(stateOf(id))))
    await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Ids of the processes that have `parent` for a parent, from Linux's own table. */
function childrenOf(parent: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((id) => {
      try {
        const [, after = ''] = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ');
        return Number(after.split(' ')[1]) === parent;
      } catch {
        return false; // it ended while we looked
      }
    })
    .map(Number);
}

test('one command starts everything, prints one address, and Ctrl-C leaves nothing behind', async () => {
  const command = start();
  const url = await command.url;
  const page = await fetch(url);
  expect(page.status).toBe(200);
  expect(await call(url, 'sandbox-owner', 'session.start', {})).toMatchObject({
    ok: true,
    data: { member: { role: 'owner' } },
  });

  const children = childrenOf(command.process.pid ?? -1);
  expect(await stop(command)).toBe(0);
  await allEnded(children);
  await expect(fetch(url)).rejects.toThrow();
  const { output } = await command.ended;
  expect(output.match(/http:\/\//g)).toHaveLength(1);
});

test('data persists across restarts: the same cameras keep their ids, and play from the new addresses', async () => {
  const idsOf = async (url: string) => {
    const reply = (await call(url, 'sandbox-owner', 'channel.list', { limit: 100 })) as {
      data: { channels: { id: string; name: string }[] };
    };
    return reply.data.channels.map(({ id }) => id);
  };
  const first = start();
  const before = await idsOf(await first.url);
  await stop(first);

  const second = start();
  const url = await second.url;
  const after = await idsOf(url);
  expect(after).toEqual(before);
  expect(after.length).toBeGreaterThanOrEqual(24);
  expect(await call(url, 'sandbox-owner', 'live.open', { channelId: after[0], quality: 'sub' })).toMatchObject({
    ok: true,
  });
  await stop(second);
});

test('a busy port gets one clear line and exit code 1', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  const { code, output } = await start('--port', String(port)).ended;
  other.close();

  expect(code).toBe(1);
  expect(output.trim().split('\n')).toHaveLength(1);
  expect(output).toMatch(new RegExp(String(port)));
});

test('a data folder that another sandbox is using gets one clear line and exit code 1', async () => {
  const first = start();
  await first.url;

  const { code, output } = await start().ended;

  expect(code).toBe(1);
  expect(output.trim().split('\n')).toHaveLength(1);
  await stop(first);
});

test.each([
  ['malformed', 'not json', /it is not JSON/],
  ['of an unknown vendor', '[{"vendor":"acme","name":"a","credentials":{}}]', /vendor is one of/],
  ['with credentials that do not fit', '[{"vendor":"ezviz","name":"a","credentials":{"appKey":"k"}}]', /appSecret/],
])('an accounts file %s gets one clear line and exit code 1', async (_, content, words) => {
  const file = join(dataDir, 'accounts.json');
  writeFileSync(file, content);

  const { code, output } = await start('--accounts', file).ended;

  expect(code).toBe(1);
  expect(output.trim().split('\n')).toHaveLength(1);
  expect(output).toMatch(words);
});
