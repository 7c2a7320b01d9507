import { refusalLimits } from '../../../adapters/common/refused-addresses.ts'
import { integrationEventsIn } from '../../../adapters/stores/integration-event-store.ts'
import { productsIn } from '../../../adapters/stores/product-store.ts'
import { tableShapes } from '../../../adapters/stores/table-shapes.ts'
import { vendorAccessIn } from '../../../adapters/stores/vendor-access-store.ts'
import { eventXml } from '../../../adapters/xml/event-xml.ts'
import { authorizationHeader } from '../../../core/integration/oauth1/signed-request.ts'
import { callVendor } from '../../../core/integration/call-vendor.ts'
import { productEntry } from '../../../core/integration/manage/product-audit.ts'
import { startEvent } from '../../../core/integration/start-event.ts'
import { answerVendor } from '../../../core/integration/vendors/door.ts'
import { noon } from '../builders.ts'
import { anIntegrationEvent } from '../integration-events.ts'
import { anIntegrationWorld, aProductWithCredential } from '../integration-world.ts'
import { billedTable } from './billed-table.ts'

/** The units of an order that starts at the API, is read with OAuth 1.0, and is answered in time. */
export async function integrationUnits(): Promise<{ reads: number; writes: number }> {
  const world = anIntegrationWorld()
  const table = billedTable(tableShapes.integrations, world.ports.now)
  const products = productsIn({ integrations: table, webhooks: world.tables.webhooks })
  const stored = { ...products, ...integrationEventsIn(table), ...vendorAccessIn(table) }
  const { ports } = world
  const after = aProductWithCredential()
  const who = { by: 'ann', at: noon.toISOString() }
  await products.addProduct(after, productEntry('product.created', { after }, who))
  const { reads, writes } = table.bill

  const called = { ...ports, ...stored, openSecrets: (sealed: string) => Promise.resolve(sealed) }
  const door = { ...called, ...refusalLimits(ports.now), eventXml }
  const asked = { marketplace: 'acme', asked: anIntegrationEvent(), by: 'ann' }
  const started = await startEvent(asked, called)
  const token = started.kind === 'started' ? started.event.token : ''
  const path = `/api/integration/v1/events/${token}`
  await callVendor(token, {
    ...called,
    call: async (request, limitMs) => {
      const url = `${ports.vendorUrl}${path}`
      const once = { nonce: 'n', timestamp: noon.getTime() / 1000 }
      const authorization = authorizationHeader({ method: 'GET', url }, consumer, once)
      await answerVendor(
        { method: 'GET', path, query: '', headers: { authorization }, text: '' },
        door,
      )
      return ports.call(request, limitMs)
    },
  })
  return { reads: table.bill.reads - reads, writes: table.bill.writes - writes }
}

const consumer = { key: 'key-1', secret: 'secret-1' }
