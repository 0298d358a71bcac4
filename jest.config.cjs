const shared = {
  rootDir: __dirname,
  moduleFileExtensions: ['ts', 'js', 'cjs', 'mjs', 'json'],
  transform: {
    '\\.ts$': '<rootDir>/test/support/esbuild-transform.cjs',
    '/node_modules/temporal-[a-z]+/.+\\.js$': '<rootDir>/test/support/esbuild-transform.cjs', // published as ESM only
  },
  transformIgnorePatterns: ['/node_modules/(?!temporal-)'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/out/'],
  moduleNameMapper: { '^fast-check$': '<rootDir>/test/support/seeded-fast-check.cjs' },
};

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'node',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testPathIgnorePatterns: ['<rootDir>/test/(components|e2e)/'],
    },
    {
      ...shared,
      displayName: 'components',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/test/components/**/*.test.ts'],
      globalSetup: '<rootDir>/test/support/stage-npm.cjs',
      setupFilesAfterEnv: ['<rootDir>/test/support/miniprogram-globals.ts'],
      moduleNameMapper: {
        ...shared.moduleNameMapper,
        '^@vant/weapp/(.*)$': '<rootDir>/miniprogram/miniprogram_npm/@vant/weapp/$1',
      },
    },
    {
      ...shared,
      displayName: 'e2e',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/test/e2e/**/*.test.ts'],
    },
  ],
};
