/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  maxWorkers: '100%', // not one fewer than the cores, for two is what a small machine has
  // ES modules of finished suites stay in memory, and collecting them took most of a suite's time.
  workerIdleMemoryLimit: '768MB',
  testTimeout: 60_000, // both cores may be busy
  // Besides the tests their sources, so that --findRelatedTests and --onlyChanged know who uses what.
  roots: ['adapters', 'bench', 'bin', 'core', 'lambdas', 'lib', 'test', 'web'].map(
    (folder) => `<rootDir>/${folder}`,
  ),
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/web/dist/'], // what is built is no source
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/deploy/', '<rootDir>/test/browser/'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } },
    ],
  },
}
