import type { vendorRoutes } from '../integration/vendors/door.ts'
import { integrationToken } from './integration-examples.ts'
import { contentOf, headersOf, responseOf } from './messages.ts'
import { memberSchemas } from './schemas.ts'
import { samples } from './vendor-examples.ts'
import type { VendorOperationDocs } from './vendor-operation.ts'
import { vendorOperations } from './vendor-operations.ts'
import { anyOperation } from './vendor-responses.ts'
import { vendorSecurity } from './vendor-security.ts'

type VendorRoutes = readonly Pick<(typeof vendorRoutes)[number], 'methods' | 'path'>[]

/**
 * The paths of the vendors' door. Every route must have documentation, and all documentation a route.
 * HEAD is like GET.
 */
export function vendorPaths(routes: VendorRoutes): Record<string, Record<string, object>> {
  const known = routes.flatMap(({ methods, path }) =>
    methods.filter((method) => method !== 'HEAD').map((method) => ({ method, path })),
  )
  const lines = known.map(({ method, path }) => `${method} ${path}`)
  const unknown = Object.keys(vendorOperations).find((line) => !lines.includes(line))
  if (unknown !== undefined) throw new Error(`Cannot describe ${unknown}: there is no such route`)

  const paths: Record<string, Record<string, object>> = {}
  for (const { method, path } of known) {
    const docs = vendorOperations[`${method} ${path}`]
    if (docs === undefined) {
      throw new Error(`Cannot describe ${method} ${path}: it has no documentation`)
    }
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(path, docs) }
  }
  return paths
}

function operationOf(path: string, operation: VendorOperationDocs): object {
  const { id, summary, description, security, body, responses, sample } = operation
  const parameters = [...tokenOf(path), ...queryOf(operation)]
  return {
    operationId: id,
    tags: ['Vendors'],
    summary,
    description,
    security: vendorSecurity[security],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: contentOf(body) } }),
    responses: Object.fromEntries(
      Object.entries({ ...responses, ...anyOperation }).map(([status, docs]) => [
        status,
        responseWith(docs),
      ]),
    ),
    ...(sample && {
      'x-codeSamples': [{ lang: 'Shell', label: 'curl', source: samples[sample] }],
    }),
  }
}

function responseWith(docs: VendorOperationDocs['responses'][number]): object {
  if (typeof docs === 'string' || !('content' in docs)) return responseOf(docs)
  const { description, headers, content } = docs
  return { description, ...headersOf(headers), content: contentOf(content) }
}

function tokenOf(path: string): object[] {
  if (!path.includes('{token}')) return []
  const description = 'The token of the event, with which its `eventUrl` ends'
  const schema = { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' }
  return [
    { name: 'token', in: 'path', required: true, description, schema, example: integrationToken },
  ]
}

function queryOf({ query = {} }: VendorOperationDocs): object[] {
  return Object.entries(memberSchemas(query)).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    description,
    schema,
  }))
}
