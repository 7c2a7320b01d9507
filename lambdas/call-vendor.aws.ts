import { extraAuthorities } from '../adapters/common/extra-ca.ts'
import { httpsClient } from '../adapters/http-client/client.ts'
import { kmsEncryption } from '../adapters/aws/kms-encryption.ts'
import { required, variable } from '../adapters/common/environment-variables.ts'
import { withSecretCache } from '../adapters/common/secret-cache.ts'
import { accessTokens } from '../adapters/oauth2/access-tokens.ts'
import { parseXml } from '../adapters/xml/parse-xml.ts'
import { callVendorHandler } from './integration/call-vendor.ts'
import { integrationPorts, vendorCallsAt } from './integration-ports.aws.ts'
import { log } from './metrics.aws.ts'
import { deadLettersAt } from './senders.aws.ts'
import { destinations, setting } from './settings.aws.ts'
import { now, tables } from './wiring.aws.ts'

const rules = { loopback: false, ...destinations() }
const ca = extraAuthorities()
const { seal, open } = kmsEncryption({ keyId: required(variable.secretsKeyId) })
const openSecrets = withSecretCache(open)

export const handler = callVendorHandler({
  ...integrationPorts(),
  ...vendorCallsAt(),
  openSecrets,
  call: httpsClient(rules, { reuse: false, log, ca }),
  accessToken: accessTokens({
    table: tables.tokens(),
    secrets: { seal, open: openSecrets },
    post: httpsClient(rules, { log, ca }),
    now,
    log,
  }),
  parseXml,
  reminderDays: setting('integrationReminderDays'),
  deadLetter: deadLettersAt(variable.malformedIntegrationEventsUrl),
  log,
})
