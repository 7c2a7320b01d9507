import base from '../../../jest.config.js'

/** @type {import('jest').Config} */
export default {
  ...base,
  rootDir: '../../..',
  roots: ['<rootDir>/test/deploy/conformance', '<rootDir>/test/adapters/stores'],
  testPathIgnorePatterns: ['/node_modules/'],
}
