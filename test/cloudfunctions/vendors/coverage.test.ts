import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { record, type Tape } from '../../support/vendor-samples/tape';
import { vendorCases, type VendorCase } from '../../support/vendor-samples/vendor-case';

/** Tables of docs/vendors.md by heading, rows as cells. */
const sections = new Map(
  readFileSync(join(__dirname, '../../../docs/vendors.md'), 'utf8')
    .split(/^#{2,3} /m)
    .slice(1)
    .map((section): [string, readonly (readonly string[])[]] => {
      const [heading = '', ...lines] = section.split('\n');
      const rows = lines.filter((line) => line.startsWith('|')).slice(2);
      return [heading.trim(), rows.map((row) => row.split('|').slice(1, -1).map(plain))];
    }),
);

function plain(cell: string): string {
  const text = cell.trim();
  const [, code] = /^`([^`]*)`$/.exec(text) ?? [];
  return code ?? text;
}

const HEADINGS = {
  ezviz: 'Endpoints of EZVIZ',
  onenet: 'Endpoints of OneNET',
  ovopark: 'Endpoints of Ovopark',
} as const;

const endpoints = vendorCases.flatMap((vendor) =>
  (sections.get(HEADINGS[vendor.id]) ?? []).map(([call = '', , source = '', name = '', route = '', test = '']) => {
    const [, file = '', title = ''] = /^`([^`]+)` (.+)$/.exec(test) ?? [];
    return { id: vendor.id, vendor, call, source, name, route, file, title };
  }),
);

/** Each call is made once, whatever the number of rows that speak of it. */
const tapes = new Map<string, Promise<Tape>>();
function tapeOf(vendor: VendorCase, name: string): Promise<Tape> {
  const key = `${vendor.id} ${name}`;
  const tape = tapes.get(key) ?? record(vendor, name);
  tapes.set(key, tape);
  return tape;
}

/** A route with `{…}` in it stands for all that have something there. */
function isRoute(route: string, reached: string): boolean {
  const parts = route.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^$()[\]\\|]/g, '\\$&'));
  return reached === route || new RegExp(`^${parts.join('[^/]+')}$`).test(reached);
}

describe('the tables of endpoints', () => {
  test.each([
    ['ezviz', 30],
    ['onenet', 40],
    ['ovopark', 6],
  ] as const)('%s has its table', (id, least) => {
    expect(endpoints.filter((row) => row.id === id).length).toBeGreaterThanOrEqual(least);
  });

  test.each(endpoints)('$id $call is $name, which reaches $route', async ({ vendor, name, route }) => {
    expect(vendor.functions).toContain(name);
    const { routes } = await tapeOf(vendor, name);
    expect(routes.filter((reached) => isRoute(route, reached))).not.toEqual([]);
  });

  test.each(endpoints)('$id $call has the test “$title”', ({ file, title }) => {
    expect(titlesIn(file).some((pattern) => names(pattern, title, file))).toBe(true);
  });

  test.each(vendorCases)('$id: no route is reached that its table does not list', async (vendor) => {
    const rows = endpoints.filter(({ id }) => id === vendor.id);
    for (const name of vendor.names) {
      const { routes } = await tapeOf(vendor, name);
      for (const reached of routes) expect(rows.filter(({ route }) => isRoute(route, reached))).not.toEqual([]);
    }
  });

  test.each(vendorCases)('$id: every function of driver and API is called', ({ functions, names: called }) => {
    expect(called).toEqual(functions);
  });

  test('every section of the OneNET guide has a row', () => {
    const told = endpoints.flatMap(({ id, source }) => (id === 'onenet' ? [/^guide §(\d+)/.exec(source)?.[1]] : []));
    expect(new Set(told.filter((section) => section !== undefined))).toEqual(
      new Set(Array.from({ length: 15 }, (_, index) => String(index + 1))),
    );
  });

  test('every call that the EZVIZ guide names by path or title has a row, and so have both pages of Ovopark', () => {
    const calls = endpoints.filter(({ source }) => source.startsWith('guide')).map(({ route }) => route);
    expect(calls).toEqual(expect.arrayContaining([...EZVIZ_GUIDE, ...OVOPARK_PAGES]));
  });
});

const EZVIZ_GUIDE = [
  'token/get',
  'device/info',
  'device/capacity',
  'v2/live/address/get',
  'video/by/time',
  'cloud/storage/open',
  'device/ptz/start',
  'device/ptz/stop',
  'device/ptz/mirror',
  'device/scene/switch/set',
  'voice/query',
  'voice/send',
  'voice/sendonce',
].map((path) => `/api/lapp/${path}`);
const OVOPARK_PAGES = ['open.shopweb.device.startNewMediaPlay', 'open.shopweb.device.startRecReqDown'];

/** Titles of the tests in a file, as they are written: those of `each` have places for values. */
function titlesIn(file: string): readonly string[] {
  const path = join(__dirname, file);
  if (!existsSync(path)) return [];
  const source = readFileSync(path, 'utf8');
  const quoted = /\b(?:test|it)(?:\.each(?:<[^>]*>)?\([\s\S]*?\))?\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g;
  return [...source.matchAll(quoted)].map(([, single, double]) => (single ?? double ?? '').replace(/\\(.)/g, '$1'));
}

/** Whether a test written as `pattern` is called `title`; what fills a place must be written in the file, too. */
function names(pattern: string, title: string, file: string): boolean {
  const parts = pattern.split(/%(?:\d+\$)?[a-z]|\$[\w.]+/).map((part) => part.replace(/[.*+?^$()[\]{}\\|]/g, '\\$&'));
  const filled = new RegExp(`^${parts.join('(.+?)')}$`).exec(title);
  if (filled === null) return false;
  const source = readFileSync(join(__dirname, file), 'utf8');
  return filled.slice(1).every((value) => /^(?:-?\d+|true|false)$/.test(value) || source.includes(`'${value}'`));
}

const WAYS = [...sections].flatMap(([heading, rows]) => (heading === 'Codes' ? rows : []));

describe('the tables of codes, each code wished for from the simulator', () => {
  const codes = WAYS.flatMap(([heading = '', name = '', route = '', wish = '']) => {
    const vendor = vendorCases.find(({ id }) => heading.toLowerCase().startsWith(id));
    if (vendor === undefined) throw new Error(`no vendor has the table ${heading}`);
    return (sections.get(heading) ?? [])
      .filter(([code = '']) => /^-?\d+$/.test(code))
      .map(([code = '', , error = '']) => ({
        heading,
        vendor,
        name,
        route,
        code,
        wish: wish.replace('CODE', code),
        error,
      }));
  });

  test('every table is proved but the one that needs no wish', () => {
    const tables = [...sections].filter(([, rows]) => rows.some(([code = '', ...rest]) => isCode(code, rest)));
    const proved = new Set(WAYS.map(([heading]) => heading));
    expect(tables.map(([heading]) => heading).filter((heading) => !proved.has(heading))).toEqual([
      'OneNET: deleting a recording',
    ]);
  });

  test.each(codes)('$heading: $code is $error', async ({ heading, vendor, name, route, code, wish, error }) => {
    const outcome: unknown = await record(vendor, name, { answer: { endpoint: route, code: wish } }).then(
      ({ result }) => result,
      (reason: unknown) => reason,
    );
    const meaning = WORDS[`${heading} ${code}`] ?? /[\w-]+/.exec(error)?.[0];
    const isOutcome = name === 'driver.clips.request' && wish.startsWith('result:');
    expect(outcome).toMatchObject(isOutcome ? { why: meaning } : { name: 'CallError', code: meaning });
  });
});

/** The simulator sends words with its codes, and where they say more than the number, they decide. */
const WORDS: Readonly<Record<string, string>> = { 'OneNET: any call 1': 'invalid-argument' };

const isCode = (code: string, rest: readonly string[]): boolean => /^-?\d+$/.test(code) && rest.length === 2;
