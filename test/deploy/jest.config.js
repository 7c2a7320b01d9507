import base from '../../jest.config.js'

/** @type {import('jest').Config} */
export default {
  ...base,
  rootDir: '../..',
  roots: ['<rootDir>/test/deploy'],
  testPathIgnorePatterns: ['/node_modules/'],
  // An emulated function starts like a program, and the emulator looks at a queue a few times a second.
  testTimeout: 120_000,
}
