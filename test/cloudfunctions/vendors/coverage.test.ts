import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CallError } from '../../../cloudfunctions/core/errors';
import { toLine } from '../../../cloudfunctions/core/log';
import { METHODS } from '../../../cloudfunctions/vendors/ovopark/wire';
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

/** What a call is named by: its path or method, with the parameters that make it another. */
const wordsIn = (call: string): string => [...call.matchAll(/`([^`]+)`/g)].map(([, word]) => word).join(' ');

/** What the guides name, once for each row that it needs: by section of OneNET's, by path or title of the others. */
const GUIDES = {
  ezviz: [
    ...['token/get', 'device/info', 'device/capacity', 'v2/live/address/get', 'v2/live/address/get type'],
    ...['video/by/time', 'cloud/storage/open', 'device/ptz/start', 'device/ptz/stop', 'device/ptz/mirror'],
    ...['device/scene/switch/set', 'voice/query', 'voice/send', 'voice/sendonce', 'device/add'],
  ].map((path) => `/api/lapp/${path}`),
  onenet: [
    ...['1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '2.1', '2.2', '2.3', '2.4', '3.1', '3.2a', '3.2b', '3.2c'],
    ...['4.1', '4.1', '4.2', '4.3', '5.1', '5.2', '5.3', '5.4', '5.5', '6.1', '6.2', '6.3', '6.4', '6.5'],
    ...['7.1', '7.2', '8', '9', '10', '11', '12', '13.1', '13.2', '14', '15.1', '15.2', '15.3', '15.4'],
  ],
  ovopark: ['open.shopweb.device.startNewMediaPlay', 'permanent timeout', 'open.shopweb.device.startRecReqDown'],
} as const satisfies Record<VendorCase['id'], readonly string[]>;

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

  test.each(vendorCases)('$id: the log takes the name of every call', async (vendor) => {
    for (const name of vendor.names) {
      const { replies } = await tapeOf(vendor, name);
      const labels = [...replies.keys()].map((endpoint) => endpoint.slice(endpoint.indexOf(' ') + 1));
      for (const label of labels) expect(JSON.parse(toLine({ label }))).toEqual({ label });
    }
  });

  test.each(Object.entries(GUIDES))(
    '%s: what its guide names has its rows, and no other row claims so',
    (id, named) => {
      const claimed = endpoints.filter((row) => row.id === id && row.source.startsWith('guide'));
      const rows = claimed.map(({ source, call }) => (id === 'onenet' ? /§([\w.]+)/.exec(source)?.[1] : wordsIn(call)));
      expect(rows.sort()).toEqual([...named].sort());
    },
  );

  test('every method that the Ovopark client knows has a row', () => {
    const routes = endpoints.filter(({ id }) => id === 'ovopark').map(({ route }) => route);
    for (const { name } of Object.values(METHODS)) expect(routes).toContain(name);
  });
});

/** Titles of the tests in a file that run, as they are written: those of `each` have places for values. */
function titlesIn(file: string): readonly string[] {
  const path = join(__dirname, file);
  if (!existsSync(path)) return [];
  const source = readFileSync(path, 'utf8').replace(/^\s*\/\/.*$|\/\*[\s\S]*?\*\//gm, '');
  if (/\b(?:x(?:describe|test|it)|describe\.skip|(?:describe|test|it)\.only)\b/.test(source)) return [];
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

  test('every table is proved but those that need no wish', () => {
    const tables = [...sections].filter(([, rows]) => rows.some(([code = '', ...rest]) => isCode(code, rest)));
    const proved = new Set(WAYS.map(([heading]) => heading));
    expect(tables.map(([heading]) => heading).filter((heading) => !proved.has(heading))).toEqual([
      'EZVIZ: `taskStatus` of a clip',
      'EZVIZ: `status` of a clip’s file',
      'OneNET: deleting a recording',
    ]);
  });

  test.each(codes)('$heading: $code is $error', async ({ heading, vendor, name, route, code, wish, error }) => {
    const outcome: unknown = await record(vendor, name, { answer: { endpoint: route, code: wish } }).then(
      ({ result }) => result,
      (reason: unknown) => reason,
    );
    const meaning = WORDS[`${heading} ${code}`] ?? /[\w-]+/.exec(error)?.[0];
    const isOutcome = name === 'driver.clips.start' && wish.startsWith('result:');
    expect(outcome).toMatchObject(isOutcome ? { why: meaning } : { name: 'CallError', code: meaning });
    if (outcome instanceof CallError) {
      const { vendorCode } = outcome;
      expect(JSON.parse(toLine({ vendorCode }))).toEqual({ vendorCode });
    }
  });
});

/** The simulator sends words with its codes, and where they say more than the number, they decide. */
const WORDS: Readonly<Record<string, string>> = { 'OneNET: any call 1': 'invalid-argument' };

const isCode = (code: string, rest: readonly string[]): boolean => /^-?\d+$/.test(code) && rest.length === 2;
