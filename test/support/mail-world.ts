import type { IntegrationEventInput } from '../../core/integration/event-input.ts'
import type { EventResult, IntegrationEvent } from '../../core/integration/integration-event.ts'
import { productEntry } from '../../core/integration/manage/product-audit.ts'
import type { Product } from '../../core/integration/product.ts'
import type { Mail } from '../../core/mail/mail.ts'
import type { Sent } from '../../core/mail/send-mail.ts'
import type { Webhook } from '../../core/webhooks/webhook.ts'
import type { SendMailPorts } from '../../lambdas/send-mail.ts'
import { anEntry, aWebhook, noon, uuidOf } from './builders.ts'
import { anIntegrationEvent } from './integration-events.ts'
import { aProduct } from './integration-world.ts'
import { memoryStores } from './memory-stores.ts'

/** A product whose vendor wants mail. */
export function aNotifiedProduct(): Product {
  const { integration, ...product } = aProduct()
  if (integration === undefined) throw new Error('the product has no integration')
  return { ...product, integration: { ...integration, notificationEmail: 'ops@globex.example' } }
}

type Given = {
  asked?: Partial<IntegrationEventInput>
  result?: Partial<EventResult>
  product?: Product
}

/** A stored event: pending, or with this result. */
function storedEvent({ asked = {}, result }: Given = {}): IntegrationEvent {
  return {
    token: uuidOf(1),
    marketplace: 'acme',
    product: 'product-1',
    vendor: 'globex',
    asked: { ...anIntegrationEvent(), ...asked },
    createdAt: noon.toISOString(),
    createdBy: 'ann',
    stage: result === undefined ? 'called' : 'ended',
    ...(result && {
      result: { at: noon.toISOString(), by: 'response', success: false, ...result },
    }),
    reads: [],
    readCount: 0,
    revision: 1,
  }
}

/** Mail over tables in memory, and a mail server with the given response. */
export function aMailWorld() {
  const state = {
    now: noon,
    answer: (): Promise<Sent> => Promise.resolve({ kind: 'sent' }),
    sent: [] as Mail[],
    lines: [] as Readonly<Record<string, unknown>>[],
  }
  const stores = memoryStores(
    () => state.now,
    () => Promise.resolve(),
  )
  const ports: SendMailPorts = {
    ...stores.ports,
    pageUrl: 'https://hooks.example.com',
    send: (mail) => {
      state.sent.push(mail)
      return state.answer()
    },
    now: () => state.now,
    log: (line) => state.lines.push(line),
  }
  return {
    state,
    ports,
    stores: stores.ports,
    addWebhook: (changes: Partial<Webhook> = {}) =>
      stores.ports.addWebhook(aWebhook(changes), anEntry()),
    addEvent: async ({ product = aNotifiedProduct(), ...given }: Given = {}) => {
      const who = { by: 'ann', at: noon.toISOString() }
      const entry = productEntry('product.created', { after: product }, who)
      await stores.ports.addProduct(product, entry)
      await stores.ports.addIntegrationEvent(storedEvent(given))
    },
    mails: async () =>
      (await stores.ports.listMails('acme', { limit: 100, from: undefined })).mails,
  }
}

/** The notices of the bus, as they come over it. */
export const notices = {
  failed: { 'detail-type': 'integration.failed', detail: { uuid: uuidOf(1) } },
  inProgress: { 'detail-type': 'integration.in_progress', detail: { token: uuidOf(1) } },
  webhook: (kind: 'failing' | 'disabled' | 'recovered', facts: object = {}) => ({
    'detail-type': `webhook.${kind}`,
    detail: {
      marketplace: 'acme',
      webhook: 'webhook-1',
      at: noon.toISOString(),
      failingSince: noon.toISOString(),
      ...facts,
    },
  }),
}
