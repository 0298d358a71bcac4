import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import * as v from 'valibot';
import { collections } from '../cloudfunctions/core/collections';
import { readTemplates } from '../cloudfunctions/core/notices/templates';
import { ezvizCredentials } from '../cloudfunctions/vendors/ezviz/wire';
import { vendors } from '../cloudfunctions/vendors/index';
import { signToken } from '../cloudfunctions/vendors/onenet/sign';
import { sign } from '../cloudfunctions/vendors/ovopark/sign';
import { HELP, readOptions } from '../sandbox/options';
import { deploy } from '../scripts/deploy/run';
import { COMMAND_VARIABLES, FUNCTION_VARIABLES, problemOf } from '../scripts/deploy/settings';
import { readScreensOptions } from '../scripts/screens/options';
import { ship } from '../scripts/wechat/ci';
import { anchorsOf, documentOf, documents, files, linksOf, sectionOf, spansOf, type Block } from './support/documents';

const ROOT = join(__dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const readJson = <Schema extends v.GenericSchema>(path: string, schema: Schema) =>
  v.parse(schema, JSON.parse(read(path)));

const texts = v.record(v.string(), v.string());
const parcel = v.object({ scripts: texts, dependencies: texts, devDependencies: texts });
const project = readJson('package.json', parcel);
const READMES = ['README.md', 'README.zh-CN.md'];

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'kandian-docs-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const unwanted = () => Promise.reject(new Error('it went too far'));

/** Runs a command that needs keys where nothing is set, up to the line that says what is missing. */
async function runKeyless(name: string, args: readonly string[]): Promise<readonly string[]> {
  const lines: string[] = [];
  const given = { args, environment: {}, print: (line: string) => void lines.push(line) };
  const [, destination] = /^wechat:(preview|upload)$/.exec(name) ?? [];
  const code =
    destination === 'preview' || destination === 'upload'
      ? await ship({ ...given, destination, root: ROOT, outDir: folder, loadTools: unwanted })
      : await deploy({ ...given, buildFunctions: unwanted, wait: unwanted });
  expect(code).toBe(1);
  return lines;
}

const wordsOf = (text = ''): readonly string[] => text.split(' ').filter((word) => word !== '');

/** How a command is tried: for real where that is harmless, or else up to where it would begin. */
const COMMANDS: readonly (readonly [RegExp, (match: RegExpExecArray) => void | Promise<void>])[] = [
  [
    /^npm ci$/, // what it refuses is a lock that does not fit
    () => {
      const locked = readJson('package-lock.json', v.object({ packages: v.looseObject({ '': v.unknown() }) }));
      const { dependencies, devDependencies } = project;
      expect(locked.packages['']).toMatchObject({ dependencies, devDependencies });
    },
  ],
  [
    /^npm start(?: -- (.+))?$/, // test/e2e/start.test.ts starts it as a person would
    ([, args]) => expect(readOptions([...wordsOf(args), '--data', folder], ROOT).dataDir).toBe(folder),
  ],
  [
    /^npm run (deploy|wechat:preview|wechat:upload)(?: -- (.+))?$/,
    async ([, name = '', args]) => {
      const lines = await runKeyless(name, wordsOf(args));
      expect(lines).toEqual([expect.stringMatching(/^cannot \w+: [A-Z_]+ is missing: /)]);
      const [variable = ''] = /[A-Z_]{5,}/.exec(lines.join()) ?? [];
      expect(read('docs/deployment.md')).toContain(`\`${variable}\``);
    },
  ],
  [/^npm run screens -- (.+)$/, ([, args]) => expect(readScreensOptions(wordsOf(args))).not.toBeNull()],
  [/^npm run bench -- --only ([\w-]+)$/, ([, name = '']) => expect(files).toContain(`bench/${name}.ts`)],
  [/^npx jest ([\w./-]+\.test\.ts)$/, ([, file = '']) => expect(files).toContain(file)],
  [
    /^(node -e ".+") +# (KANDIAN_[A-Z]+)$/,
    ([, command = '', variable = '']) => {
      const make = (line: string) => spawnSync('sh', ['-c', line], { encoding: 'utf8' }).stdout.trim();
      const key = `k0:${Buffer.alloc(32, 7).toString('base64')}`;
      const made = make(command);
      expect(problemOf({ KANDIAN_KEYS: key, [variable]: made })).toBeNull();
      expect(make(command)).not.toBe(made); // a secret that is made twice is none
    },
  ],
];

/** Commands that stand in several documents are tried once. */
const tried = new Map<string, Promise<void>>();

async function tryCommand(line: string): Promise<void> {
  for (const [pattern, attempt] of COMMANDS) {
    const match = pattern.exec(line.replace(/ +# .*$/, '')) ?? pattern.exec(line);
    if (match) return attempt(match);
  }
  throw new Error(`nobody knows how to try "${line}"`);
}

function runShell({ text }: Block): Promise<unknown> {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return Promise.all(
    lines.map((line) => {
      const attempt = tried.get(line) ?? tryCommand(line);
      tried.set(line, attempt);
      return attempt;
    }),
  );
}

const statement = v.strictObject({
  effect: v.literal('allow'),
  action: v.array(v.pipe(v.string(), v.regex(/^(tcb|scf|cam):[A-Z]\w+$/))),
  resource: v.array(v.string()),
});
const account = { baseUrl: 'https://open.ys7.com', appKey: 'key', appSecret: 'secret' };

/** What reads the JSON that a block is a sample of. */
const READERS: Readonly<Record<string, (json: string) => void>> = {
  policy: (json) =>
    v.parse(v.strictObject({ version: v.literal('2.0'), statement: v.array(statement) }), JSON.parse(json)),
  KANDIAN_NOTICES: (json) => expect(readTemplates(json)).not.toBeNull(),
  ezviz: (json) => v.parse(ezvizCredentials, { ...account, ...v.parse(v.looseObject({}), JSON.parse(json)) }),
  accounts: (json) => {
    const file = join(folder, 'accounts.json');
    writeFileSync(file, json);
    const { accounts } = readOptions(['--accounts', file, '--data', folder], ROOT);
    const misfits = accounts?.map(({ vendor, credentials }) =>
      vendors.find(({ id }) => id === vendor)?.misfits(credentials),
    );
    expect(misfits).toEqual([[]]);
  },
};

function readSample({ text, subject }: Block): void {
  const reader = READERS[subject];
  if (!reader) throw new Error(`nothing is known that reads "json ${subject}"`);
  reader(text);
}

const withoutIndent = (text: string): string => text.replace(/^ +/gm, '').trim();

/** TypeScript is quoted, so that it compiles and is what is said. */
const findQuote = ({ text, subject }: Block): void =>
  expect(withoutIndent(read(subject))).toContain(withoutIndent(text));

/** Signatures that a vendor's page shows, made here. */
const SIGNATURES: Readonly<Record<string, (text: string) => void>> = {
  onenet: (text) => {
    const accessKey = 'KuF3NT/jUBJ62LNBB/A8XZA9CqS3Cu79B/ABmfA1UCw=';
    expect(read('cloudfunctions/vendors/onenet/README.md')).toContain(`\`${accessKey}\``);
    const made = { accessKey, resource: 'products/123123', expiresAt: 1537255523, method: 'sha1' } as const;
    expect(text).toBe(signToken(made));
  },
  ovopark: (text) => {
    const params = {
      ...{ _aid: 'S107', _akey: 'test', _mt: 'open.demo.queryOpenAccount', _requestMode: 'post', _sm: 'md5' },
      ...{ _timestamp: '20171221132407', _version: 'v1', orgid: '1' },
    };
    expect(text.split('\n')[1]).toBe(sign(params, 'test', 'md5'));
  },
};

function makeSignature({ text, subject }: Block): void {
  const make = SIGNATURES[subject];
  if (!make) throw new Error(`nothing is known that makes "text ${subject}"`);
  make(text);
}

const CHECKS: Readonly<Record<string, (block: Block) => unknown>> = {
  sh: runShell,
  json: readSample,
  ts: findQuote,
  text: makeSignature,
};

const blocks = documents.flatMap((document) => document.blocks.map((block) => [block.place, block] as const));

test.each(blocks)('%s: the block does what it says', async (_, block) => {
  const check = CHECKS[block.language];
  if (!check) throw new Error(`a block of "${block.language}" cannot be tried: it is sh, json, ts or text`);
  await check(block);
});

describe.each(documents.map((document) => [document.path, document] as const))('%s', (path, document) => {
  test('leads to what is there', () => {
    const lost = linksOf(document).filter((link) => {
      if (/^https?:/.test(link)) return false;
      const [target = '', anchor] = link.split('#');
      const to = target === '' ? path : normalize(join(dirname(path), target));
      if (!existsSync(join(ROOT, to))) return true;
      return anchor !== undefined && !anchorsOf(documentOf(to)).includes(decodeURIComponent(anchor));
    });
    expect(lost).toEqual([]);
  });

  test('names files and folders that are there', () => {
    const folders = new Set(files.flatMap((file) => (file.includes('/') ? [file.slice(0, file.indexOf('/'))] : [])));
    const isFile = (span: string) => files.some((file) => file === span || file.endsWith(`/${span}`));
    const isFolder = (span: string) => files.some((file) => file.startsWith(span.endsWith('/') ? span : `${span}/`));
    const lost = spansOf(document).filter((span) => {
      if (!/^[\w.-]+(\/[\w.-]+)*\/?$/.test(span)) return false;
      if (/\.(ts|md|cjs|mjs|wxml|json)$/.test(span)) return !isFile(span);
      const [top = ''] = span.split('/');
      return span.includes('/') && folders.has(top) && !isFolder(span) && !isFile(span);
    });
    expect(lost).toEqual([]);
  });

  test('names commands that there are', () => {
    const named = [...document.text.matchAll(/npm run (?:-s )?([\w:-]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in project.scripts))).toEqual([]);
  });
});

describe.each(READMES)('%s', (path) => {
  const readme = documentOf(path);

  test('tells of every command', () => {
    const commands = Object.keys(project.scripts).filter((name) => !name.startsWith('lint:'));
    const spans = spansOf(readme).join('\n');
    const toldAs = (name: string) => (['start', 'test'].includes(name) ? `npm ${name}` : `npm run ${name}`);
    expect(commands.filter((name) => !spans.includes(toldAs(name)))).toEqual([]);
  });

  test('tells of every option of npm start, and of no other', () => {
    const told = [...readme.prose.matchAll(/`npm start -- (--\w+)/g)].map(([, option]) => option);
    const options = [...HELP.matchAll(/^ {2}(--\w+)/gm)].map(([, option]) => option);
    expect([...told, '--help'].sort()).toEqual(options.sort());
  });

  test('tells of every folder', () => {
    const hidden = (name: string) => name.startsWith('.') || !name.includes('/');
    const folders = new Set(files.filter((file) => !hidden(file)).map((file) => file.slice(0, file.indexOf('/'))));
    expect([...folders].filter((name) => !readme.prose.includes(`\`${name}/`))).toEqual([]);
  });
});

test('both readmes say the same, each in its language', () => {
  const [english, chinese] = READMES.map((path) => {
    const readme = documentOf(path);
    const links = linksOf(readme).filter((link) => !link.startsWith('README'));
    const languages = readme.blocks.map(({ language, subject }) => `${language} ${subject}`);
    const depths = [...readme.prose.matchAll(/^#+|^- /gm)].map(([mark]) => mark);
    return { links: [...new Set(links)].sort(), languages, depths };
  });
  expect(chinese).toEqual(english);
});

describe('docs/deployment.md', () => {
  const guide = documentOf('docs/deployment.md');

  test('tells of every environment variable, and of no other', () => {
    const told = new Set(guide.text.match(/KANDIAN_[A-Z_]+[A-Z]/g));
    expect([...told].sort()).toEqual([...FUNCTION_VARIABLES, ...COMMAND_VARIABLES].sort());
  });

  test('tells each function’s time-out as it is deployed', () => {
    const rows = [...guide.prose.matchAll(/^\| `(\w+)` +\|.+\| (\d+) s +\|$/gm)];
    const config = v.object({ timeout: v.number() });
    const told = rows.map(([, name = '', seconds]) => [name, Number(seconds)]);
    const names = files.flatMap((file) => /^cloudfunctions\/(\w+)\/config\.json$/.exec(file)?.[1] ?? []);
    expect(told.sort()).toEqual(
      names.map((name) => [name, readJson(`cloudfunctions/${name}/config.json`, config).timeout]),
    );
  });

  test('says of every collection whether it is worth keeping', () => {
    const named = [...sectionOf(guide, 'Backup').matchAll(/`([a-z]+)`/g)].map(([, name = '']) => name);
    expect(named.sort()).toEqual(Object.keys(collections).sort());
  });
});

test('docs/architecture.md tells of every sub-package', () => {
  const app = readJson('miniprogram/app.json', v.object({ subPackages: v.array(v.object({ root: v.string() })) }));
  const spans = spansOf(documentOf('docs/architecture.md'));
  expect(app.subPackages.map(({ root }) => `${root}/`).filter((root) => !spans.includes(root))).toEqual([]);
});
