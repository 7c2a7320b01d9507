import { eventXml } from '../../adapters/xml/event-xml.ts'
import { refusalLimits } from '../../adapters/common/refused-addresses.ts'
import { authorizationHeader, signedUrl } from '../../core/integration/oauth1/signed-request.ts'
import type { IntegrationEventInput } from '../../core/integration/event-input.ts'
import type { VendorCredential } from '../../core/integration/product.ts'
import { answerVendor, type VendorPorts } from '../../core/integration/vendors/door.ts'
import type {
  VendorHttpRequest,
  VendorResponse,
} from '../../core/integration/vendors/vendor-http.ts'
import { noon } from './builders.ts'
import { aProduct, anIntegrationWorld } from './integration-world.ts'

export const base = 'https://hooks.example.com'
export const path = '/api/integration/v1/events'
const seconds = noon.getTime() / 1000

/** Secrets are stored in the clear here. */
const credential = (type: VendorCredential['type'], key: string): VendorCredential => ({
  type,
  key,
  sealed: `secret of ${key}`,
  createdAt: noon.toISOString(),
})

type Given = {
  type?: VendorCredential['type']
  asked?: IntegrationEventInput
  ports?: Partial<VendorPorts>
}

/** A pending event of `product-1`, whose vendor has one credential; another vendor has another. */
export async function aDoor({ type = 'OAUTH1', asked, ports: given = {} }: Given = {}) {
  const reply = () => Promise.resolve({ kind: 'answered', status: 202 } as const)
  const world = anIntegrationWorld({ product: withCredential('product-1', type, 'mine'), reply })
  await world.addProduct()
  await world.addProduct(withCredential('product-2', type, 'theirs'))
  await world.addProduct({
    ...withCredential('product-1', type, 'elsewhere'),
    marketplace: 'globex',
  })
  const started = await world.start(asked)
  await world.work()
  const { token } = started.kind === 'started' ? started.event : { token: '' }
  const ports = {
    ...world.ports,
    openSecrets: (sealed: string) => Promise.resolve(sealed),
    ...world.access,
    findProductByKey: world.findByKey,
    ...refusalLimits(world.ports.now),
    eventXml,
    ...given,
  }
  let nonce = 0
  const sign = (method: string, url: string, key = 'mine', changes: object = {}) => {
    nonce += 1
    const once = { nonce: `n${nonce}`, timestamp: seconds, ...changes }
    return authorizationHeader({ method, url }, { key, secret: `secret of ${key}` }, once)
  }
  const send = (request: Partial<VendorHttpRequest>): Promise<VendorResponse> =>
    answerVendor(
      {
        method: 'GET',
        path: `${path}/${token}`,
        query: '',
        headers: {},
        text: '',
        address: '192.0.2.1',
        ...request,
      },
      ports,
    )
  return { world, token, sign, send, url: `${base}${path}/${token}` }
}

export type Door = Awaited<ReturnType<typeof aDoor>>

function withCredential(id: string, type: VendorCredential['type'], key: string) {
  const product = aProduct()
  const { integration } = product
  if (integration === undefined) throw new Error('the product has no integration')
  return { ...product, id, integration: { ...integration, credentials: [credential(type, key)] } }
}

const returnUrl = 'https://shop.example.com/done?order=7'

/** A door with an event that is interactive; `comeBack` is the customer's browser. */
export async function anInteractiveDoor(asked: IntegrationEventInput) {
  const door = await aDoor()
  const product = await door.world.ports.findProduct({ marketplace: 'acme', id: 'product-1' })
  const integration = product?.integration
  if (product === undefined || integration === undefined) throw new Error('no product')
  const interactive: ['SUBSCRIPTION_ORDER'] = ['SUBSCRIPTION_ORDER']
  const signing = { ...integration, interactive, authentication: { type: 'OAUTH1' } as const }
  await door.world.replaceProduct({ ...product, integration: signing, version: 2 }, product)
  const started = await door.world.start({ ...asked, subscription: 'other', returnUrl })
  const { token } = started.kind === 'started' ? started.event : { token: '' }
  const place = `/integration-events/${token}`
  const signedReturn = (query: string, key = 'mine') => {
    const url = `${base}${place}/return?${query}`
    const once = { nonce: `r${query}`, timestamp: seconds }
    return new URL(signedUrl({ method: 'GET', url }, { key, secret: `secret of ${key}` }, once))
      .search
  }
  const comeBack = (query: string) => door.send({ path: `${place}/return`, query })
  return { ...door, token, place, returnUrl, signedReturn, comeBack }
}
