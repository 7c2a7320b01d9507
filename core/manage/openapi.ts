import type { Operation } from '../api/operation.ts'
import type { JsonText } from '../values/json-text.ts'

export type OpenApiPorts = {
  /** The document that describes this API, as it is served. */
  openApi: () => Promise<JsonText>
}

/** So long anybody may keep the document; a deployment may change it. */
const maxAgeSeconds = 300

/** What the API is, for whoever wants to use it. */
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
