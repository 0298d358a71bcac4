import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { collections } from '../../cloudfunctions/core/collections';
import { deploy } from '../../scripts/deploy/run';
import { FUNCTION_VARIABLES } from '../../scripts/deploy/settings';
import { makeFolder } from '../support/sandbox-cloud';
import { ApiError } from './support/api-error';
import { ENVIRONMENT } from './support/tcb';
import type { TencentCloud } from './support/tencent-cloud';
import { startTencentCloud } from './support/tencent-cloud';

const NAMES = ['manage', 'monitor', 'timer'];
const open = new Set<TencentCloud>();

afterEach(async () => {
  for (const cloud of open) await cloud.close();
  open.clear();
});

const makeKeys = (...ids: string[]) => ids.map((id) => `${id}:${randomBytes(32).toString('base64')}`).join(',');

/** Functions as `build:functions` leaves them, with little code in them. */
function makeFunctions(): string {
  const folder = makeFolder();
  for (const name of NAMES) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, 'index.js'), `exports.main = () => '${name}';\n`);
    writeFileSync(join(folder, name, 'package.json'), JSON.stringify({ name, main: 'index.js' }));
    const source = join(__dirname, '../../cloudfunctions', name, 'config.json');
    writeFileSync(join(folder, name, 'config.json'), readFileSync(source));
  }
  return folder;
}

/** Changes one number of a function's config.json. */
function configure(folder: string, name: string, change: object): void {
  const file = join(folder, name, 'config.json');
  const config = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...config, ...change }));
}

async function makeRig(token?: string) {
  const cloud = await startTencentCloud(token);
  open.add(cloud);
  const functionsDir = makeFunctions();
  const environment: Record<string, string> = {
    TENCENTCLOUD_SECRET_ID: cloud.key.secretId,
    TENCENTCLOUD_SECRET_KEY: cloud.key.secretKey,
    ...(token ? { TENCENTCLOUD_SECURITY_TOKEN: token } : {}),
    KANDIAN_ENV_ID: ENVIRONMENT.envId,
    KANDIAN_KEYS: makeKeys('k1'),
    KANDIAN_BOOTSTRAP: 'open-sesame-open-sesame',
    KANDIAN_LINK: 'https://example.com/k/',
  };
  const waited: number[] = [];
  /** Runs the command once; `change` adds to the deployer's environment, undefined takes from it. */
  const run = async (args: string[] = [], change: Record<string, string | undefined> = {}) => {
    const lines: string[] = [];
    const before = cloud.writes().length;
    const code = await deploy({
      args,
      environment: { ...environment, ...change },
      buildFunctions: () => Promise.resolve(functionsDir),
      print: (line) => lines.push(line),
      wait: (ms) => Promise.resolve(void waited.push(ms)),
      agent: cloud.agent,
    });
    return { code, lines, text: lines.join('\n'), writes: cloud.writes().slice(before) };
  };
  return { cloud, functionsDir, environment, run, waited };
}

const changesOf = (lines: readonly string[]) => lines.filter((line) => /^(create|update|replace)/.test(line));

test('an empty environment gets every function, collection, index, permission and trigger', async () => {
  const { cloud, environment, run } = await makeRig();
  expect((await run()).text).not.toContain('cannot');

  expect([...cloud.functions.keys()]).toEqual(NAMES);
  expect(cloud.functions.get('monitor')).toMatchObject({ Runtime: 'Nodejs20.19', Timeout: 30, Status: 'Active' });
  const { KANDIAN_KEYS, KANDIAN_BOOTSTRAP, KANDIAN_LINK } = environment;
  for (const { Environment, files } of cloud.functions.values()) {
    const given = Object.fromEntries(Environment.Variables.map(({ Key, Value }) => [Key, Value]));
    expect(given).toEqual({ KANDIAN_KEYS, KANDIAN_BOOTSTRAP, KANDIAN_LINK });
    expect(Object.keys(files).sort()).toEqual(['config.json', 'index.js', 'package.json']);
  }
  expect(cloud.functions.get('timer')?.Triggers).toEqual([
    { TriggerName: 'minute', Type: 'timer', TriggerDesc: '{"cron":"0 * * * * * *"}', Enable: 1 },
  ]);
  expect([...cloud.state.tables.keys()].sort()).toEqual(Object.keys(collections).sort());
  expect(new Set([...cloud.state.tables.values()].map(({ permission }) => permission))).toEqual(new Set(['ADMINONLY']));
  expect(cloud.state.tables.get('members')?.indexes).toContainEqual({
    Name: 'by_member',
    Keys: [{ Name: 'memberId', Direction: '1' }],
    Unique: true,
  });
  expect(cloud.state.storagePermission).toBe('PRIVATE');
});

test('a collection is closed from its first moment on', async () => {
  const { run } = await makeRig();
  expect((await run()).writes).not.toContain('ModifyDatabaseACL');
});

test('a second run changes nothing', async () => {
  const { run } = await makeRig();
  await run();
  const { code, lines, writes } = await run();
  expect({ code, writes }).toEqual({ code: 0, writes: [] });
  expect(lines.at(-1)).toBe('all is as wanted');
  expect(changesOf(lines)).toEqual([]);
});

test('collections of others, however many, hide none of ours', async () => {
  const { cloud, run } = await makeRig();
  for (let i = 0; i < 130; i += 1) cloud.state.tables.set(`theirs-${i}`, { permission: 'READONLY', indexes: [] });
  await run();
  expect((await run()).writes).toEqual([]);
});

test('a dry run prints the plan of the run after it and sends nothing that writes', async () => {
  const { run } = await makeRig();
  const planned = await run(['--dry-run']);
  expect(planned).toMatchObject({ code: 0, writes: [] });
  expect(planned.lines.at(-1)).toMatch(/^nothing was changed: \d+ to do$/);
  expect(changesOf(planned.lines).length).toBeGreaterThan(30);
  expect(changesOf((await run()).lines)).toEqual(changesOf(planned.lines));
});

test('no line holds the value of a setting or of the key', async () => {
  const { cloud, environment, run } = await makeRig();
  const text = (await run(['--dry-run'])).text + (await run()).text;
  expect(text).toContain('KANDIAN_KEYS');
  for (const value of [environment['KANDIAN_KEYS'], 'open-sesame', 'example.com', cloud.key.secretKey]) {
    expect(text).not.toContain(value);
  }
});

test('a changed timeout is one write', async () => {
  const { cloud, functionsDir, run } = await makeRig();
  await run();
  cloud.functions.get('monitor')!.Timeout = 3;
  const { lines, writes } = await run();
  expect(writes).toEqual(['UpdateFunctionConfiguration']);
  expect(changesOf(lines)).toEqual(['update  function monitor: timeout 3 s → 30 s']);
  expect(cloud.functions.get('monitor')?.Timeout).toBe(30);
  expect(readdirSync(functionsDir)).toEqual(NAMES);
});

test('changed code goes up, and only then says the function that it has it', async () => {
  const { cloud, functionsDir, run } = await makeRig();
  await run();
  writeFileSync(join(functionsDir, 'manage/index.js'), "exports.main = () => 'new';\n");
  expect((await run(['--dry-run'])).text).toMatch(/update {2}function manage: code [0-9a-f]{16}\n/);
  expect((await run()).writes).toEqual(['UpdateFunctionCode', 'UpdateFunctionConfiguration']);
  expect(cloud.functions.get('manage')?.files['index.js']).toContain('new');
  expect((await run()).writes).toEqual([]);
});

test('an upload that was cut short is done again', async () => {
  const { cloud, functionsDir, run } = await makeRig();
  await run();
  writeFileSync(join(functionsDir, 'timer/index.js'), "exports.main = () => 'new';\n");
  cloud.refuseNext('UpdateFunctionConfiguration', new ApiError('InternalError', 'try again'));
  expect((await run()).code).toBe(1);
  expect((await run()).writes).toEqual(['UpdateFunctionCode', 'UpdateFunctionConfiguration']);
});

test('what was cut short while the function was being made or changed is waited for', async () => {
  const { cloud, functionsDir, run } = await makeRig();
  await run();
  configure(functionsDir, 'monitor', { timeout: 20 });
  const timer = cloud.functions.get('timer')!;
  timer.Triggers.length = 0;
  for (const one of [timer, cloud.functions.get('monitor')!]) Object.assign(one, { Status: 'Updating', asked: -1 });
  expect((await run()).code).toBe(0);
  expect(timer.Triggers).toHaveLength(1);
});

test('each change waits until the function is active again', async () => {
  const { functionsDir, run, waited } = await makeRig();
  await run();
  waited.length = 0;
  configure(functionsDir, 'monitor', { memorySize: 512 }); // it goes up with the code, and differs by itself
  const { code, text } = await run();
  expect(code).toBe(0);
  expect(text).toContain('memory 256 MB → 512 MB, code ');
  expect(waited).toEqual([1000, 1000, 1000, 1000]);
});

test('a function that the platform fails to make is told, and has to be deleted before it is made again', async () => {
  const { cloud, run } = await makeRig();
  cloud.unmakeable.add('monitor');
  const { code, lines } = await run();
  expect(code).toBe(1);
  expect(lines.at(-1)).toBe('cannot deploy: function monitor is CreateFailed: CreateFailed');
  const again = await run();
  expect(again).toMatchObject({ code: 1, writes: [] });
  expect(again.lines).toContain(
    'refuse  function monitor: it could not be made: delete it in the console, then deploy',
  );
});

test('settings that are not given stay, an empty one goes, and those of others stay as they are', async () => {
  const { cloud, run } = await makeRig();
  await run();
  const { Environment } = cloud.functions.get('monitor')!;
  Environment.Variables.push({ Key: 'TZ', Value: 'Asia/Shanghai' });
  const { lines } = await run([], {
    KANDIAN_KEYS: undefined,
    KANDIAN_BOOTSTRAP: '',
    KANDIAN_CONTACT: 'it@example.com',
  });
  expect(changesOf(lines)).toEqual(
    NAMES.map((name) => `update  function ${name}: KANDIAN_BOOTSTRAP taken away, KANDIAN_CONTACT added`),
  );
  const names = cloud.functions.get('monitor')?.Environment.Variables.map(({ Key }) => Key);
  expect(names?.sort()).toEqual(['KANDIAN_CONTACT', 'KANDIAN_KEYS', 'KANDIAN_LINK', 'TZ']);
});

test('a key that sealed credentials is neither dropped nor exchanged unless told so', async () => {
  const { cloud, run } = await makeRig();
  await run();
  expect((await run([], { KANDIAN_KEYS: makeKeys('k1') })).text).toContain(
    'KANDIAN_KEYS does not hold the k1 that is in use',
  ); // by its name only
  const KANDIAN_KEYS = makeKeys('k2');
  const refused = await run([], { KANDIAN_KEYS });
  expect(refused).toMatchObject({ code: 1, writes: [] });
  expect(refused.lines).toContain(
    'refuse  function monitor: KANDIAN_KEYS does not hold the k1 that is in use: what it sealed would be lost; --drop-keys does it',
  );
  expect((await run(['--drop-keys'], { KANDIAN_KEYS })).code).toBe(0);
  expect(cloud.functions.get('timer')?.Environment.Variables).toContainEqual({
    Key: 'KANDIAN_KEYS',
    Value: KANDIAN_KEYS,
  });
});

test('a function of another runtime is refused before anything is written', async () => {
  const { cloud, run } = await makeRig();
  await run();
  cloud.functions.get('monitor')!.Runtime = 'Nodejs8.9';
  cloud.state.storagePermission = 'READONLY';
  const { code, text, writes } = await run();
  expect({ code, writes }).toEqual({ code: 1, writes: [] });
  expect(text).toContain('refuse  function monitor: it was made for Nodejs8.9 and Nodejs20.19 is wanted');
});

test('what somebody opened or switched off is put right, and what is not ours is left', async () => {
  const { cloud, run } = await makeRig();
  await run();
  const timer = cloud.functions.get('timer')!;
  timer.Triggers[0]!.Enable = 0;
  timer.Triggers.push({ TriggerName: 'mine', Type: 'timer', TriggerDesc: '{"cron":"0 0 3 * * * *"}', Enable: 1 });
  cloud.state.tables.get('stores')!.permission = 'READONLY';
  cloud.state.tables.get('members')!.indexes.find(({ Name }) => Name === 'by_member')!.Unique = false;
  cloud.state.tables.set('elsewhere', { permission: 'READONLY', indexes: [] });
  const { lines } = await run();
  expect(changesOf(lines)).toEqual([
    'update  collection stores: permission READONLY → ADMINONLY',
    'replace index members.by_member: (memberId) → (memberId) unique',
    'replace trigger timer.minute: switched off',
  ]);
  expect(timer.Triggers.map(({ TriggerName, Enable }) => [TriggerName, Enable])).toEqual([
    ['mine', 1],
    ['minute', 1],
  ]);
  expect(cloud.state.tables.get('elsewhere')?.permission).toBe('READONLY');
  expect((await run()).writes).toEqual([]);
});

test('a trigger of another time is made anew', async () => {
  const { cloud, run } = await makeRig();
  await run();
  cloud.functions.get('timer')!.Triggers[0]!.TriggerDesc = '{"cron":"0 0 * * * * *"}';
  const { lines, writes } = await run();
  expect(changesOf(lines)).toEqual(['replace trigger timer.minute: 0 0 * * * * * → 0 * * * * * *']);
  expect(writes).toEqual(['DeleteTrigger', 'CreateTrigger']);
  expect((await run()).writes).toEqual([]);
});

test('temporary credentials send their token', async () => {
  const { run } = await makeRig('a-token');
  expect((await run(['--dry-run'])).code).toBe(0);
  expect((await run([], { TENCENTCLOUD_SECURITY_TOKEN: 'stale' })).lines).toEqual([
    'cannot deploy: Tencent Cloud refused TENCENTCLOUD_SECURITY_TOKEN, or it is over',
  ]);
});

test.each(['TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY', 'TENCENTCLOUD_SECURITY_TOKEN'])(
  'a letter in %s that no header can carry is told before anything is signed',
  async (name) => {
    const { run } = await makeRig();
    const { code, lines } = await run([], { [name]: 'AKID密钥' });
    expect(code).toBe(1);
    expect(lines).toEqual([`cannot deploy: ${name} holds a letter that no key has`]);
  },
);

test.each([
  ['a missing id', { TENCENTCLOUD_SECRET_ID: undefined }, /^cannot deploy: TENCENTCLOUD_SECRET_ID is missing/],
  [
    'an unknown id',
    { TENCENTCLOUD_SECRET_ID: 'AKIDother' },
    /^cannot deploy: Tencent Cloud knows no such TENCENTCLOUD_SECRET_ID$/,
  ],
  [
    'a wrong secret',
    { TENCENTCLOUD_SECRET_KEY: 'wrong' },
    /^cannot deploy: .* TENCENTCLOUD_SECRET_KEY does not belong to/,
  ],
  ['a missing environment', { KANDIAN_ENV_ID: undefined }, /^cannot deploy: KANDIAN_ENV_ID is missing/],
  ['an unknown environment', { KANDIAN_ENV_ID: 'another' }, /^cannot deploy: KANDIAN_ENV_ID names no environment/],
  ['another region', { KANDIAN_REGION: 'ap-nowhere' }, /^cannot deploy: DescribeEnvs was refused: .*UnsupportedRegion/],
])('%s is one line, and nothing is written', async (_, change, line) => {
  const { run } = await makeRig();
  const { code, lines, writes } = await run([], change);
  expect({ code, writes }).toEqual({ code: 1, writes: [] });
  expect(lines).toEqual([expect.stringMatching(line)]);
});

test.each([
  ['a mistyped setting', { KANDIAN_BOOTSTRP: 'typo' }, 'KANDIAN_BOOTSTRP is no setting'],
  ['a broken key', { KANDIAN_KEYS: 'k1:short' }, 'KANDIAN_KEYS: key 1 of the keyring is malformed'],
  ['an empty keyring', { KANDIAN_KEYS: ' ' }, 'KANDIAN_KEYS is missing'],
  ['an environment that is none', { KANDIAN_ENV_ID: 'kd 1a2b;' }, 'KANDIAN_ENV_ID is no id of an environment'],
  ['a region that is none', { KANDIAN_REGION: 'tcb.example.com/' }, 'KANDIAN_REGION is no region such as ap-shanghai'],
  ['a short code', { KANDIAN_BOOTSTRAP: 'short' }, 'KANDIAN_BOOTSTRAP needs 16 characters'],
  ['a link that is none', { KANDIAN_LINK: 'example.com' }, 'KANDIAN_LINK'],
  ['no number of days', { KANDIAN_AUDIT_DAYS: 'a year' }, 'KANDIAN_AUDIT_DAYS'],
  ['templates that are none', { KANDIAN_NOTICES: '{}' }, 'KANDIAN_NOTICES'],
  ['more than a function takes', { KANDIAN_CONTACT: 'x'.repeat(5000) }, 'the variables take'],
])('%s is one line, and Tencent Cloud is not asked', async (_, change, why) => {
  const { cloud, run } = await makeRig();
  const { code, lines } = await run([], change);
  expect({ code, requests: cloud.requests() }).toEqual({ code: 1, requests: 0 });
  expect(lines).toEqual([expect.stringMatching(`^cannot deploy: ${why}`)]);
});

test('functions without keys are refused before anything is written', async () => {
  const { run } = await makeRig();
  const { code, text, writes } = await run([], { KANDIAN_KEYS: undefined });
  expect({ code, writes }).toEqual({ code: 1, writes: [] });
  for (const name of NAMES) expect(text).toContain(`refuse  function ${name}: KANDIAN_KEYS is missing`);
});

test('a right that the key lacks is told with the action, and secrets that come back are masked', async () => {
  const { cloud, environment, run } = await makeRig();
  const keys = environment['KANDIAN_KEYS'] ?? '';
  cloud.refuseNext('CreateTable', new ApiError('UnauthorizedOperation', `not allowed\nfor ${keys}`));
  const { code, lines } = await run();
  expect(code).toBe(1);
  expect(lines.at(-1)).toBe(
    'cannot deploy: the API key may not CreateTable, see the rights in docs/deployment.md: not allowed for ***',
  );
});

test('secrets that the functions hold already are masked, too, each key by itself', async () => {
  const { cloud, functionsDir, run } = await makeRig();
  const KANDIAN_KEYS = makeKeys('k1', 'k2');
  await run([], { KANDIAN_KEYS });
  configure(functionsDir, 'monitor', { timeout: 20 });
  const [, second = ''] = KANDIAN_KEYS.split(',');
  const told = `${second.slice('k2:'.length)} and open-sesame-open-sesame`;
  cloud.refuseNext('UpdateFunctionConfiguration', new ApiError('InvalidParameterValue', `cannot take ${told}`));
  const { lines } = await run([], { KANDIAN_KEYS: undefined, KANDIAN_BOOTSTRAP: undefined });
  expect(lines.at(-1)).toMatch(/was refused: cannot take \*\*\* and \*\*\* \(InvalidParameterValue/);
});

test('the settings that are deployed are those that the functions read', () => {
  const core = join(__dirname, '../../cloudfunctions/core');
  const sources = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const text = sources.map((file) => readFileSync(join(core, file), 'utf8')).join('\n');
  expect([...new Set(text.match(/KANDIAN_[A-Z_]+/g))].sort()).toEqual([...FUNCTION_VARIABLES].sort());
});

test('the rights that the guide names are those of the actions that are asked for', () => {
  const folder = join(__dirname, '../../scripts/deploy');
  const text = readdirSync(folder)
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
  const asked = [...text.matchAll(/request\('(tcb|scf)', '(\w+)'/g)].map(
    ([, service, action]) => `${service}:${action}`,
  );
  const guide = readFileSync(join(__dirname, '../../docs/deployment.md'), 'utf8');
  const named = guide.match(/\b(tcb|scf):\w+/g) ?? [];
  expect([...new Set(named)].sort()).toEqual([...new Set(asked)].sort());
});
