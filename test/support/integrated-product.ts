import * as z from 'zod'

import type { Api, TestRouter } from './router.ts'
import type { Vendor } from './vendor.ts'

const Credential = z.object({ type: z.string(), key: z.string(), secret: z.string() })

type Given = {
  id?: string
  /** Where its vendor is called, without the parameter of the eventUrl. */
  url: string
  authentication?: object
  timeLimitSeconds?: number
}

/** Creates a product that is integrated, and issues a credential to its vendor. */
export async function anIntegratedProduct(
  api: Api,
  { id = 'product-1', url, authentication = { type: 'OAUTH1' }, timeLimitSeconds }: Given,
): Promise<z.infer<typeof Credential>> {
  await must(api('POST', '/products', { id, name: 'CRM', vendor: 'globex' }))
  await must(
    api('PUT', `/products/${id}/integration`, {
      endpoints: { DEFAULT: `${url}?url={eventUrl}` },
      authentication,
      ...(timeLimitSeconds !== undefined && { timeLimitSeconds }),
    }),
  )
  return Credential.parse(await must(api('POST', `/products/${id}/integration/credentials`)))
}

/** The same for a vendor on a socket, which is signed in then. */
export async function integrate(
  vendor: Vendor,
  { api, router }: { api: Api; router: Pick<TestRouter, 'url'> },
  given: Omit<Given, 'url'> = {},
): Promise<void> {
  const url = `${vendor.url}/events`
  vendor.signIn(await anIntegratedProduct(api, { ...given, url }), router.url)
}

/** The body of a response that must not be an error. */
export async function must(call: ReturnType<Api>): Promise<unknown> {
  const { status, body } = await call
  if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`)
  return body
}
