import base from '../../jest.config.js'

/** @type {import('jest').Config} */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/deploy'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/deploy/(stayed|packaged)/'],
  // An emulated function starts a new process, and the emulator polls queues only a few times per
  // second.
  testTimeout: 120_000,
}
