import type { Reply } from '../../core/deliveries/outcome.ts'
import { callVendor } from '../../core/integration/call-vendor.ts'
import type { IntegrationEvent } from '../../core/integration/integration-event.ts'
import { productEntry } from '../../core/integration/manage/product-audit.ts'
import type { Product, VendorCredential } from '../../core/integration/product.ts'
import { startEvent } from '../../core/integration/start-event.ts'
import { repairEvents } from '../../core/integration/repair-events.ts'
import { vendorAccessIn } from '../../adapters/stores/vendor-access-store.ts'
import { parseXml } from '../../adapters/xml/parse-xml.ts'
import type { VendorCallPorts } from '../../lambdas/integration/call-vendor.ts'
import { noon, uuidOf } from './builders.ts'
import { anIntegrationEvent } from './integration-events.ts'
import { integrationStores, memoryStores } from './memory-stores.ts'

type IntegrationTables = Parameters<typeof integrationStores>[0]

const who = { by: 'ann', at: noon.toISOString() }

/** A product whose vendor is called without a signature of its own. */
export function aProduct(changes: Partial<Product> = {}): Product {
  return {
    id: 'product-1',
    marketplace: 'acme',
    name: 'CRM',
    vendor: 'globex',
    status: 'development',
    createdAt: noon.toISOString(),
    createdBy: 'ann',
    changedAt: noon.toISOString(),
    changedBy: 'ann',
    version: 1,
    pingCount: 0,
    integration: {
      enabled: true,
      endpoints: { DEFAULT: 'https://globex.example.com/events?url={eventUrl}' },
      interactive: [],
      upcomingInvoiceNotices: false,
      authentication: { type: 'BASIC', username: 'acme', sealed: 'sealed' },
      credentials: [],
      pings: {},
    },
    ...changes,
  }
}

/** A product whose vendor has the credential `key-1`, whose secret is sealed as `secret-1`. */
export function aProductWithCredential(type: VendorCredential['type'] = 'OAUTH1'): Product {
  const { integration, ...product } = aProduct()
  if (integration === undefined) throw new Error('the product has no integration')
  const createdAt = noon.toISOString()
  const credential = { type, key: 'key-1', sealed: 'secret-1', createdAt }
  return { ...product, integration: { ...integration, credentials: [credential] } }
}

/** The reply of a vendor with this status and JSON. */
export function replyOf(status: number, body: unknown): Reply {
  const text = JSON.stringify(body)
  const headers = { 'content-type': 'application/json' }
  const exchange = { durations: { totalMs: 7 }, response: { headers, body: { text } } }
  return { kind: 'answered', status, exchange }
}

/**
 * The flow of integration events over tables and a queue in memory. The clock stands still, and each
 * message is handled by `work()`.
 */
export function anIntegrationWorld(
  given: { product?: Product; reply?: () => Promise<Reply>; tables?: IntegrationTables } = {},
) {
  const { product = aProduct() } = given
  const state = {
    now: noon,
    tokens: 0,
    queue: [] as string[],
    called: [] as string[],
    published: [] as string[],
    reminded: [] as string[],
    reply:
      given.reply ??
      (() => Promise.resolve(replyOf(200, { success: true, accountIdentifier: 'a-1' }))),
  }
  const now = () => state.now
  const memory = memoryStores(now, () => Promise.resolve())
  const tables = given.tables ?? memory.tables
  let stores = integrationStores(tables)
  const ports: VendorCallPorts = {
    ...memory.ports,
    ...stores,
    queueCall: ({ token }: IntegrationEvent) => {
      state.queue.push(token)
      return Promise.resolve()
    },
    publishOutcome: ({ token, result }: IntegrationEvent) => {
      state.published.push(`${token} ${result?.success === true ? 'completed' : 'failed'}`)
      return Promise.resolve(undefined)
    },
    publishProgress: ({ token }: IntegrationEvent) => {
      state.published.push(`${token} in progress`)
      return Promise.resolve(undefined)
    },
    remind: ({ token }: IntegrationEvent) => {
      state.reminded.push(token)
      return Promise.resolve(undefined)
    },
    call: ({ url }) => {
      state.called.push(url)
      return state.reply()
    },
    newToken: () => {
      state.tokens += 1
      return uuidOf(state.tokens)
    },
    accessToken: () => Promise.resolve({ kind: 'failed', reason: 'no token' }),
    openSecrets: () => Promise.resolve('secret'),
    randomHex: (bytes) => '0'.repeat(bytes * 2),
    vendorUrl: 'https://hooks.example.com',
    reminderDays: 7,
    parseXml,
    now,
    log: () => undefined,
  }
  return {
    state,
    ports,
    tables: memory.tables,
    addProduct: (added = product) =>
      stores.addProduct(added, productEntry('product.created', { after: added }, who)),
    replaceProduct: stores.replaceProduct,
    access: vendorAccessIn(tables.integrations),
    findByKey: stores.findProductByKey,
    start: (asked = anIntegrationEvent(), with_ = ports, source?: string) =>
      startEvent(
        { marketplace: 'acme', asked, by: 'ann', ...(source !== undefined && { source }) },
        with_,
      ),
    /** Handles every message; those that fail stay. */
    work: async (with_ = ports) => {
      for (const token of state.queue.splice(0)) await callVendor(token, with_)
    },
    list: () => stores.listIntegrationEvents('acme', {}, { limit: 100, from: undefined }),
    /** Goes on with these tables, as the next process does. */
    reopen: (next: IntegrationTables) => {
      stores = integrationStores(next)
      Object.assign(ports, stores)
    },
    sweep: (with_ = ports) => repairEvents(with_),
    passed: (ms: number) => {
      state.now = new Date(state.now.getTime() + ms)
    },
  }
}
