import wxmlParser from '@wxml/parser';
import importPlugin from 'eslint-plugin-import';
import wxml from 'eslint-plugin-wxml';
import tseslint from 'typescript-eslint';

/** Folders of `miniprogram` that load by themselves, after the main package. */
const SUB_PACKAGES = ['live', 'playback', 'manage', 'records', 'upkeep', 'care', 'tools'];
/** Where the folders of the main package lie, and those of each sub-package. */
const PARTS = ['', ...SUB_PACKAGES.map((name) => `${name}/`)];
const everywhere = (...folders) => PARTS.flatMap((part) => folders.map((folder) => `./miniprogram/${part}${folder}`));

/** Who may import whom (docs/architecture.md); everybody may import types from typings/contract. */
const ZONES = [
  {
    target: './typings/contract',
    from: './',
    except: ['./typings/contract'],
    message: 'The contract imports nothing.',
  },
  { target: './miniprogram', from: './cloudfunctions', message: 'The phone knows the cloud by its contract only.' },
  {
    target: ['./miniprogram', './cloudfunctions'],
    from: ['./sandbox', './test', './bench', './scripts'],
    message: 'Product code never imports its scaffolding.',
  },
  {
    target: ['app.ts', 'pages', 'components', 'stores', 'services', 'i18n', 'utils'].map(
      (part) => `./miniprogram/${part}`,
    ),
    from: SUB_PACKAGES.map((name) => `./miniprogram/${name}`),
    message: 'The main package is there before any sub-package.',
  },
  ...SUB_PACKAGES.map((name) => ({
    target: `./miniprogram/${name}`,
    from: SUB_PACKAGES.filter((other) => other !== name).map((other) => `./miniprogram/${other}`),
    message: 'A sub-package loads without the others; what two of them need is in the main package.',
  })),
  ...PARTS.flatMap((part) => [
    {
      target: `./miniprogram/${part}utils`,
      from: './miniprogram',
      except: [...new Set(['./utils', `./${part}utils`])],
      message: 'utils import utils only.',
    },
    {
      target: `./miniprogram/${part}i18n`,
      from: './miniprogram',
      except: [...new Set(['./i18n', './utils', `./${part}i18n`])],
      message: 'Dictionaries are plain data.',
    },
  ]),
  {
    target: './miniprogram/services',
    from: './miniprogram',
    except: ['./services', './utils'],
    message: 'services import utils and wx only.',
  },
  {
    target: everywhere('stores'),
    from: everywhere('pages', 'components'),
    message: 'Stores know no page.',
  },
  {
    target: everywhere('components'),
    from: [...everywhere('stores'), './miniprogram/services'],
    message: 'Components have properties in and events out; they know no store.',
  },
  { target: './cloudfunctions/core', from: './cloudfunctions', except: ['./core'], message: 'core imports core only.' },
  ...['ezviz', 'onenet', 'ovopark'].map((vendor) => ({
    target: `./cloudfunctions/vendors/${vendor}`,
    from: './cloudfunctions',
    except: ['./core', `./vendors/${vendor}`],
    message: 'A driver imports core and itself.',
  })),
  {
    target: ['monitor', 'manage', 'timer'].map((name) => `./cloudfunctions/${name}/handlers`),
    from: './cloudfunctions/vendors',
    message: 'Handlers reach a driver through their context, which has checked the right.',
  },
  ...['ezviz', 'onenet', 'ovopark'].map((vendor) => ({
    target: `./sandbox/vendors/${vendor}`,
    from: './',
    except: ['./sandbox/vendors/simulator.ts', `./sandbox/vendors/${vendor}`, './node_modules'],
    message: 'A simulator is written from the vendor’s guide and knows nothing of the product.',
  })),
];

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'coverage/', '.data/', 'miniprogram/miniprogram_npm/', 'node_modules/'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    plugins: { import: importPlugin },
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'tsconfig.node.json', 'tsconfig.browser.json', 'tsconfig.components.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    settings: { 'import/resolver': { typescript: { project: 'tsconfig.node.json' } } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-assertions': [
        'error',
        { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/require-await': 'off',
      // The phone's own types mark WeChat's newer APIs as always there; older phones lack them.
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      'import/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: ZONES }],
      'no-console': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // What a page adds to a component's defaults starts from nothing, and nothing is `{}`.
  { files: ['typings/*.d.ts'], rules: { '@typescript-eslint/no-generated-empty-object-type': 'off' } },
  { files: ['scripts/**/*.ts', 'bench/**/*.ts', 'sandbox/index.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['miniprogram/**/*.ts'],
    ignores: ['miniprogram/services/**', 'miniprogram/app.ts'],
    rules: { 'no-restricted-globals': ['error', { name: 'wx', message: 'Only services touch wx.' }] },
  },
  {
    files: ['cloudfunctions/**/*.ts'],
    ignores: ['cloudfunctions/core/**'],
    rules: {
      'no-restricted-globals': ['error', { name: 'fetch', message: 'HTTP goes through core/http.ts.' }],
      'no-restricted-imports': ['error', { paths: ['@cloudbase/node-sdk', 'node:http', 'node:https', 'node:net'] }],
    },
  },
  {
    files: ['miniprogram/**/*.wxml'],
    plugins: { wxml },
    languageOptions: { parser: wxmlParser },
    rules: {
      'wxml/report-wxml-syntax-error': 'error',
      'wxml/report-interpolation-error': 'error',
      'wxml/no-duplicate-attributes': 'error',
      'wxml/no-inconsistent-tagname': 'error',
      'wxml/no-wx-for-with-wx-if': 'error',
      'wxml/no-wx-for-with-wx-else': 'error',
      'wxml/no-unexpected-string-bool': 'error',
      'wxml/no-vue-directive': 'error',
      'wxml/no-inline-wxs': 'error',
      'wxml/wx-key': 'error',
      'wxml/quotes': ['error', 'double'],
    },
  },
);
