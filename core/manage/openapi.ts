import type { Operation } from '../api/operation.ts'
import type { JsonText } from '../values/json-text.ts'

export type OpenApiPorts = {
  /** The document that describes this API, as it is served. */
  openApi: () => Promise<JsonText>
}

/** How long clients may cache the document; a deployment may change it. */
const maxAgeSeconds = 300

/** Serves the description of the API. */
export const openApiRoutes: readonly Operation<OpenApiPorts>[] = [
  {
    method: 'GET',
    path: '/openapi.json',
    handle: async (_, { openApi }) => ({
      status: 200,
      headers: { 'cache-control': `public, max-age=${maxAgeSeconds}` },
      text: await openApi(),
    }),
  },
]
