import { randomBytes } from 'node:crypto'

import { fileEncryption } from '../../../adapters/embedded/file-encryption.ts'
import { describeSecrets } from '../../conformance/secrets.ts'

describeSecrets('a key file', () =>
  Promise.resolve({ secrets: fileEncryption(randomBytes(32)), close: () => Promise.resolve() }),
)
