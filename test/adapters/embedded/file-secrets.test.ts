import { randomBytes } from 'node:crypto'

import { fileSecrets } from '../../../adapters/embedded/file-secrets.ts'
import { describeSecrets } from '../../conformance/secrets.ts'

describeSecrets('a key file', () =>
  Promise.resolve({ secrets: fileSecrets(randomBytes(32)), close: () => Promise.resolve() }),
)
