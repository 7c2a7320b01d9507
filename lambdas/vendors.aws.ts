import { kmsEncryption } from '../adapters/aws/kms-encryption.ts'
import { required, variable } from '../adapters/common/environment-variables.ts'
import { refusalLimits } from '../adapters/common/refused-addresses.ts'
import { withSecretCache } from '../adapters/common/secret-cache.ts'
import { parseXml } from '../adapters/xml/parse-xml.ts'
import { integrationPorts } from './integration-ports.aws.ts'
import { vendorsHandler } from './integration/vendors.ts'
import { log } from './metrics.aws.ts'
import { now } from './wiring.aws.ts'

const { open } = kmsEncryption({ keyId: required(variable.secretsKeyId) })

export const handler = vendorsHandler({
  ...integrationPorts(),
  ...refusalLimits(now),
  openSecrets: withSecretCache(open),
  parseXml,
  log,
})
