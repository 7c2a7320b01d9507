import type { Delivery } from '../../../core/deliveries/delivery.ts'
import { healthy } from '../../../core/health/health.ts'
import type { ManagePorts } from '../../../core/manage/manage.ts'
import type { Product } from '../../../core/integration/product.ts'
import type { ClientKey } from '../../../core/webhooks/key-pair.ts'
import type { Webhook } from '../../../core/webhooks/webhook.ts'
import {
  aCall,
  aDelivery,
  afterNoon,
  anAttempt,
  anEvent,
  aWebhook,
  idOf,
  uuidOf,
} from '../../support/builders.ts'
import { pendingToken, seedIntegration } from '../../support/integration-seed.ts'
import { aProduct } from '../../support/integration-world.ts'
import { aManagement } from '../../support/management-world.ts'
import { seedMails } from '../../support/mail-seed.ts'
import { aContext, aKeyPair, aSealedSecret, sealOf } from '../../support/seal.ts'

export type World = ReturnType<typeof aManagement>

type Given = Omit<NonNullable<Parameters<typeof aManagement>[0]>, 'webhooks'> & {
  webhook?: Partial<Webhook>
  product?: Product
}

const first = anAttempt(1, { exchange: aCall() })
const delivered = anAttempt(2, {
  outcome: { kind: 'delivered', status: 204 },
  exchange: aCall({ response: { headers: {}, body: { text: 'x', cut: 'size' } } }),
})
const asked = anAttempt(3, {
  outcome: { kind: 'failed', reason: 'status 503', status: 503, retryAfterSeconds: 5 },
  requestedBy: 'manager-2',
})
const refused = anAttempt(1, { outcome: { kind: 'refused', reason: 'status 410', status: 410 } })

/** A delivery of each kind; the first has failed. */
const deliveries: readonly Delivery[] = [
  aDelivery({ label: 'delivery-1', status: 'failed', attempts: [first, delivered, asked] }),
  aDelivery({
    label: 'delivery-2',
    requested: { by: 'manager-1', at: afterNoon(0), status: 'failed' },
  }),
  aDelivery({
    label: 'delivery-3',
    dueAt: afterNoon(60),
    attempts: [first],
    recovery: 'recovery-1',
  }),
  aDelivery({ label: 'delivery-4', status: 'failed', attempts: [refused], isTest: true }),
  aDelivery({ label: 'delivery-5', status: 'skipped' }),
]

/** The line with the ids of the worlds. */
export function filled(line: string): string {
  return line
    .replace('/webhooks/{id}', '/webhooks/webhook-1')
    .replace('/webhook-keys/{marketplace}/{id}', '/webhook-keys/acme/webhook-1')
    .replace('/deliveries/{id}', `/deliveries/${idOf('delivery-1')}`)
    .replace('/api-keys/{id}', '/api-keys/5e1f0c7a9b3d2846')
    .replace('/portal-links/{id}', '/portal-links/5e1f0c7a9b3d2846')
    .replace('/mails/{id}', '/mails/mail-1')
    .replace('/suppressed-addresses/{id}', '/suppressed-addresses/address-1')
    .replace('/products/{id}', '/products/product-1')
    .replace(/\{token\}|\{eventId\}/, pendingToken)
    .replace('{name}', 'acme')
    .replace('{job}', uuidOf(4711))
    .replace('{uuid}', uuidOf(1))
}

/** A world with what most cases need: `webhook-1`, and deliveries of each kind. */
export function aWorld({ webhook = {}, product, ...given }: Given = {}): World {
  const world = aManagement({
    webhooks: [aWebhook(webhook)],
    events: [anEvent()],
    deliveries,
    ...given,
  })
  seedIntegration(world.waiting.tables.integrations, product)
  seedMails(world.waiting.tables.webhooks)
  return world
}

const keyPair = aKeyPair(7)
const clientKey: ClientKey = {
  publicKey: { kty: 'RSA', n: 'x', e: 'AQAB', kid: 'x', alg: 'RS256', use: 'sig' },
  certificate: 'x',
  notAfter: afterNoon(0),
  sealed: 'x',
}

const withClientKeys = {
  type: 'OAUTH2_CLIENT_CREDENTIALS',
  accessTokenUri: 'https://id.example.com/token',
  clientId: 'postrider',
  clientAuthentication: 'PRIVATE_KEY_JWT',
  clientKey,
  nextClientKey: clientKey,
  sealed: 'x',
} as const

/** A product whose calls carry tokens that are requested with private keys. */
const { integration, ...plainProduct } = aProduct()
const productWithKeys: Product = {
  ...plainProduct,
  ...(integration && { integration: { ...integration, authentication: withClientKeys } }),
}

/** A webhook that signs its requests and its token requests with private keys. */
const webhookWithKeys: Partial<Webhook> = {
  url: 'https://erp.example.com/hook',
  signatures: ['v1', 'v1a'],
  signing: {
    sealed: aSealedSecret(1),
    key: {
      publicKey: keyPair.publicKey,
      sealed: `${sealOf(aContext({ purpose: 'key' }))}${keyPair.privateKey}`,
    },
  },
  authentication: withClientKeys,
}

/** What has private keys. */
export const withKeys = { webhook: webhookWithKeys, product: productWithKeys }

/** A world where the webhook is deleted between its read and its update. */
export function gone(): World {
  return aWorld({ ports: { replaceWebhook: () => Promise.resolve('gone') } })
}

/** A world where every request to a receiver ends this way immediately. */
export function answering(
  outcome: Delivery['attempts'][number]['outcome'],
  webhook: Partial<Webhook> = {},
): World {
  const status = outcome.kind === 'delivered' ? 'successful' : 'failed'
  const findDelivery: ManagePorts['findDelivery'] = (_, id) => {
    const found = world.deliveries.find((delivery) => delivery.id === id)
    const attempts = [anAttempt(1, { outcome, exchange: aCall() })]
    return Promise.resolve(found && { ...found, status, attempts })
  }
  const world = aWorld({ webhook, ports: { findDelivery } })
  return world
}

const failing = {
  ...healthy({ marketplace: 'acme', id: 'webhook-1' }),
  failures: 3,
  failingSince: afterNoon(-60),
  reason: 'status 500',
}

/** Webhooks and receivers, as different as possible. */
export const webhookKinds: Readonly<Record<string, () => World>> = {
  'a plain one': () => aWorld(),
  'one with a token': () =>
    aWorld({
      webhook: {
        authentication: { type: 'TOKEN', sealed: 'x', header: 'Authorization', prefix: 'Bearer' },
      },
    }),
  'one with client credentials': () =>
    aWorld({
      webhook: { authentication: { type: 'OAUTH2_CLIENT_CREDENTIALS', ...oauth2 } },
    }),
  'one with a password': () =>
    aWorld({
      webhook: {
        authentication: { type: 'OAUTH2_RESOURCE_OWNER_PASSWORD', username: 'u', ...oauth2 },
      },
    }),
  'one with every setting': () =>
    aWorld({
      webhook: {
        timeLimitSeconds: 5,
        retryWaitsSeconds: [],
        limits: { perSecond: 1 },
        secretShownCount: 1,
        secretShownAt: afterNoon(0),
        secretShownBy: 'manager-1',
        signing: {
          sealed: aSealedSecret(2),
          previous: { sealed: aSealedSecret(1), validUntil: afterNoon(60) },
        },
      },
    }),
  'a failing one': () => aWorld({ health: [failing] }),
  'a paused one': () => aWorld({ health: [{ ...failing, pausedUntil: afterNoon(60) }] }),
  'one with its circuit open': () =>
    aWorld({
      health: [
        {
          ...failing,
          circuit: { openedAt: afterNoon(-30), probes: 0, nextProbeAt: afterNoon(5) },
        },
      ],
    }),
  'one that a manager disabled': () => aWorld({ webhook: { enabled: false } }),
  'one that the router disabled': () =>
    aWorld({
      webhook: { enabled: false, disabled: { at: afterNoon(0), reason: 'status 500' } },
    }),
}

const oauth2 = {
  accessTokenUri: 'https://id.example.com/token',
  clientId: 'postrider',
  clientAuthentication: 'BASIC',
  scope: 'a b',
  extraParameters: { audience: 'x' },
  sealed: 'x',
} as const
