import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_FLEET } from '../../sandbox/fleet';
import { DEFAULT_PORT, HelpWanted, readOptions, UsageError } from '../../sandbox/options';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'kandian-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const accountsFile = (content: string): string => {
  const file = join(folder, 'accounts.json');
  writeFileSync(file, content);
  return file;
};

test('without arguments the simulators run with the demo cameras and a data folder beside the project', () => {
  expect(readOptions([], folder)).toEqual({
    port: DEFAULT_PORT,
    devices: DEFAULT_FLEET,
    dataDir: join(folder, '.data'),
    isUsual: true,
    accounts: null,
    empty: false,
    noticeMinutes: 10,
  });
});

test('each option is taken as it was given', () => {
  const accounts = [{ vendor: 'ezviz', name: '总部', credentials: { appKey: 'k' } }];
  const file = accountsFile(JSON.stringify(accounts));
  const given = ['--port', '0', '--devices', '10000', '--data', 'here', '--accounts', file, '--notice', '1'];

  expect(readOptions(given, folder)).toEqual({
    port: 0,
    devices: 10_000,
    dataDir: join(folder, 'here'),
    isUsual: false,
    accounts,
    empty: false,
    noticeMinutes: 1,
  });
});

test('an empty installation has a folder of its own, and simulators, but no accounts of a file', () => {
  expect(readOptions(['--empty'], folder)).toMatchObject({
    empty: true,
    accounts: null,
    dataDir: join(folder, '.data/empty'),
  });
  const file = accountsFile('[{"vendor":"ezviz","name":"总部","credentials":{}}]');
  expect(() => readOptions(['--empty', '--accounts', file], folder)).toThrow(/exclude each other/);
});

test('help names every option, and makes no folder', () => {
  const help = () => readOptions(['--help'], folder);
  expect(help).toThrow(HelpWanted);
  for (const option of ['--port', '--data', '--devices', '--accounts', '--empty', '--notice'])
    expect(help).toThrow(option);
  expect(existsSync(join(folder, '.data'))).toBe(false);
});

test('real accounts are kept apart from the demo unless a folder is named', () => {
  const file = accountsFile('[{"vendor":"ezviz","name":"总部","credentials":{}}]');
  expect(readOptions(['--accounts', file], folder).dataDir).toBe(join(folder, '.data/accounts'));
});

test.each([
  ['a port beyond the last', ['--port', '65536']],
  ['a port in words', ['--port', 'http']],
  ['no cameras', ['--devices', '0']],
  ['more cameras than the picture strip can number', ['--devices', '20001']],
  ['an option that does not exist', ['--ports', '1']],
  ['a stray word', ['fast']],
])('%s is refused in words', (_, args) => {
  expect(() => readOptions(args, folder)).toThrow(UsageError);
});

test.each(['/proc/kandian', '/dev/null'])('a data folder that nobody can have is refused at once: %s', (dir) => {
  expect(() => readOptions(['--data', dir], folder)).toThrow(/--data .* cannot be written/);
});

test('an empty data folder is the usual one', () => {
  expect(readOptions(['--data', ''], folder).dataDir).toBe(join(folder, '.data'));
  expect(readOptions(['--data', ''], folder).isUsual).toBe(true);
});

test('a refusal of an option is one line that names the options there are', () => {
  expect(() => readOptions(['--port', '-1'], folder)).toThrow(/^[^\n]*--devices N[^\n]*$/);
});

test('a data folder that cannot be made is refused with its name', () => {
  const file = accountsFile('[]');
  expect(() => readOptions(['--data', join(file, 'below-a-file')], folder)).toThrow(
    /--data .*below-a-file cannot be written/,
  );
});

test.each([
  ['an empty list', '[]', /a list of accounts is needed/],
  ['something else than a list', '{"vendor":"ezviz"}', /a list of accounts is needed/],
  ['a row without credentials', '[{"vendor":"ezviz","name":"a"}]', /row 1 needs/],
])('an accounts file with %s is refused', (_, content, words) => {
  expect(() => readOptions(['--accounts', accountsFile(content)], folder)).toThrow(words);
});

test('a malformed accounts file is refused without quoting its secrets', () => {
  const file = accountsFile('[{"appSecret":"hunter2" "oops"}]');
  expect(() => readOptions(['--accounts', file], folder)).toThrow(/it is not JSON/);
  expect(() => readOptions(['--accounts', file], folder)).not.toThrow(/hunter2/);
});

test('a missing accounts file is refused by name', () => {
  expect(() => readOptions(['--accounts', 'nowhere.json'], folder)).toThrow(/nowhere\.json/);
});
