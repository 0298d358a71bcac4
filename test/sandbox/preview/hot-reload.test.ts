import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFixture, type FixturePhone } from '../../support/fixture-phone';

jest.setTimeout(60_000);

let phone: FixturePhone;
let root: string;

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'kandian-fixture-'));
  cpSync(join(__dirname, '../../support/fixture-app'), root, { recursive: true });
  phone = await openFixture({ miniprogramDir: root });
});
afterAll(async () => {
  await phone.close();
  rmSync(root, { recursive: true, force: true });
});

const DETAIL = 'extra/pages/detail/detail.wxml';
const edit = (change: (source: string) => string): void => {
  const file = join(root, DETAIL);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
};

test('an edited page is shown anew, with the pages below it', async () => {
  await phone.find('go').click();
  edit((source) => source.replace('{{id}}', 'edited {{id}}'));
  await phone.page.getByText('edited a b').waitFor();
  expect(await phone.evaluate('__kandian.routes()')).toEqual([
    'pages/home/home',
    'extra/pages/detail/detail?id=a%20b&n=1',
  ]);
});

test('a fault is shown in the phone with its place, and the repair brings the page back', async () => {
  edit((source) => source.replace('{{id}}', '{{id +}}'));
  await phone.page.getByRole('alert').getByText(`${DETAIL}:1`).waitFor();
  edit((source) => source.replace('{{id +}}', '{{id}}'));
  await phone.find('detail').waitFor();
});

test('an error of the mini-program’s own is shown over it, once its script throws', async () => {
  await phone.evaluate('setTimeout(() => { throw new Error("thrown by a page"); })');
  await phone.page.getByRole('heading', { name: 'thrown by a page' }).waitFor();
  expect(await phone.evaluate('__kandian.reports.map((report) => report.kind)')).toEqual(['error']);
});
