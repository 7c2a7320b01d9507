import { randomUUID } from 'node:crypto'

import { eventBridgeBus } from '../adapters/aws/eventbridge-bus.ts'
import { kmsEncryption } from '../adapters/aws/kms-encryption.ts'
import { required, variable } from '../adapters/common/environment-variables.ts'
import { newSigningSecret } from '../adapters/common/random-signing-key.ts'
import { withSecretCache } from '../adapters/common/secret-cache.ts'
import { isSigned } from '../adapters/common/standard-webhooks.ts'
import { webhooksIn } from '../adapters/stores/webhook-store.ts'
import { canaryHandler } from './canary.ts'
import { log } from './metrics.aws.ts'
import { now, tables } from './wiring.aws.ts'

const { seal, open } = kmsEncryption({ keyId: required(variable.secretsKeyId) })

export const handler = canaryHandler({
  ...webhooksIn(tables.webhooks()),
  ...eventBridgeBus({
    busName: required(variable.busName),
    source: required(variable.eventSource),
  }),
  sealSecrets: seal,
  openSecrets: withSecretCache(open),
  isSigned,
  newSigningSecret,
  newUuid: randomUUID,
  newWebhookId: randomUUID,
  now,
  log,
})
