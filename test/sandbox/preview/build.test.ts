import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp, type BuiltApp } from '../../../sandbox/preview/build/app';
import { describeProblem } from '../../../sandbox/preview/build/problem';

const ROOT = join(__dirname, '../../..');
const FIXTURE = join(ROOT, 'test/support/fixture-app');
const nodeModules = join(ROOT, 'node_modules');

describe('a mini-program that is right', () => {
  let app: BuiltApp;
  let css: string;
  /** Keeps a failure from printing the whole of Vant. */
  const has = (text: string): boolean => css.includes(text);
  beforeAll(async () => {
    app = await buildApp({ root: FIXTURE, nodeModules });
    css = app.css.replace(/\s+/g, ' ');
  });

  test('pages of sub-packages, components and what these use from npm are all built', () => {
    for (const id of [
      'extra/pages/detail/detail',
      'components/badge/badge',
      'miniprogram_npm/@vant/weapp/loading/index',
    ]) {
      expect(app.js.includes(`id: "${id}"`)).toBe(true);
    }
  });

  test('lengths that a browser does not know become lengths of the phone', () => {
    expect(has('width: calc(100 * var(--rpx))')).toBe(true);
    expect(has('min-height: calc(50 * var(--vh))')).toBe(true);
    expect(has('padding-bottom: var(--safe-bottom)')).toBe(true);
    expect(has('margin-top: calc(10 * var(--rpx))')).toBe(true);
  });

  test('an import in a style sheet is inlined', () => {
    expect(has('@import')).toBe(false);
    expect(has('.card')).toBe(true);
  });

  test('the dark theme depends on the phone, not on the browser', () => {
    expect(has('prefers-color-scheme')).toBe(false);
    expect(has(':where([data-theme=dark]) .card')).toBe(true);
  });

  test('a page’s styles reach that page only', () => {
    expect(has(':where([data-route="pages/home/home"]) .row')).toBe(true);
    expect(has(':where([data-route="pages/home/home"]) wx-view.line')).toBe(true);
    expect(has('wx-page:where([data-route="pages/home/home"]) { color: #111111')).toBe(true);
  });

  test('a component’s classes are its own, and :host is the component itself', () => {
    const scope = /\.(c\w+)--badge/.exec(css)?.[1];
    expect(scope).toBeDefined();
    expect(has(`:where([wx-host="${scope ?? ''}"])`)).toBe(true);
    expect(/[^-]\.badge\b/.test(css)).toBe(false);
  });

  test('Vant’s icons need no CDN', () => {
    expect(has('at.alicdn.com')).toBe(false);
  });

  test('scripts find their source again', () => {
    expect(app.map.includes('utils/clock.ts')).toBe(true);
  });
});

describe('a mini-program with a fault', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'kandian-fixture-'));
    cpSync(FIXTURE, root, { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const problem = async (file: string, content: string): Promise<string> => {
    writeFileSync(join(root, file), content);
    const failure: unknown = await buildApp({ root, nodeModules }).then(
      () => new Error('it built'),
      (error: unknown) => error,
    );
    return describeProblem(failure, root);
  };

  test.each([
    ['pages/mine/mine.wxml', '<view>\n  {{ a + }}\n</view>', /^pages\/mine\/mine\.wxml:2 /],
    ['pages/mine/mine.js', 'Page({\n  onShow( {\n});', /^pages\/mine\/mine\.js:3 /],
    ['pages/mine/mine.wxss', '.a {\n  color: red;\n', /^pages\/mine\/mine\.wxss:1 Unclosed block/],
    ['pages/mine/mine.json', '{ "usingComponents": ', /^pages\/mine\/mine\.json /],
    ['pages/mine/mine.json', '{ "usingComponents": { "x": 1 } }', /^pages\/mine\/mine\.json usingComponents\.x/],
    ['pages/mine/mine.json', '{ "usingComponents": { "x": "/no/such" } }', /^no\/such\.wxml is missing/],
    ['pages/mine/mine.json', '{ "usingComponents": { "x": "plugin://p/x" } }', /preview does not implement plugins/],
  ])('in %s: %j is told with its place', async (file, content, expected) => {
    await expect(problem(file, content)).resolves.toMatch(expected);
  });

  test('a questionable template of one’s own is built with a warning', async () => {
    writeFileSync(join(root, 'pages/mine/mine.wxml'), '<view><text></view>');
    const { warnings } = await buildApp({ root, nodeModules });
    expect(warnings.map((warning) => warning.describe(root))).toEqual(['pages/mine/mine.wxml:1 missing end tag']);
  });
});
