import createClient, { type Client, type ClientOptions } from 'openapi-fetch'

import type { components, paths } from './schema.ts'

/** The objects of the API, by their names in the reference: `Schemas['Webhook']`. */
export type Schemas = components['schemas']

/**
 * The client: a function for each HTTP method, which takes a path of the API. It resolves with
 * `data` or, for an error response, with `error`.
 */
export type Postrider = Client<paths>

export type PostriderOptions = Omit<ClientOptions, 'baseUrl'> & {
  /** The URL of the API. */
  url: string
  /** An API key or an access token, or a function that returns one for each request. */
  token?: string | (() => string | Promise<string>)
}

/** A client of the API of Postrider, with the types of its OpenAPI document. */
export function createPostriderClient({ url, token, ...options }: PostriderOptions): Postrider {
  const client = createClient<paths>({ baseUrl: url, ...options })
  if (token !== undefined) {
    client.use({
      onRequest: async ({ request }) => {
        const bearer = typeof token === 'string' ? token : await token()
        request.headers.set('authorization', `Bearer ${bearer}`)
        return request
      },
    })
  }
  return client
}
