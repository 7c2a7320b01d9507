import { needsToken, takesBody } from '../api/operation.ts'
import { jsonLiteral, pythonLiteral, typeScriptLiteral } from './code-literals.ts'
import type { RouteFacts } from './default-responses.ts'
import { requestHeaders } from './headers.ts'
import type { OperationDocs } from './operation.ts'
import { pathExamples } from './parameters.ts'

/** A request as all languages show it: only what is required, and the page size of a list. */
type SampleRequest = {
  method: RouteFacts['method']
  template: string
  path: Readonly<Record<string, string>>
  query: Readonly<Record<string, number | string>>
  headers: Readonly<Record<string, string>>
  body: unknown
  needsToken: boolean
  hasResponseBody: boolean
}

/**
 * The `x-codeSamples` of an operation. They read the address of the API and the token from
 * `POSTRIDER_URL` and `POSTRIDER_TOKEN`.
 */
export function codeSamplesOf(route: RouteFacts, operation: OperationDocs): object[] {
  const request = sampleRequestOf(route, operation)
  return [
    { lang: 'Shell', label: 'curl', source: curl(request) },
    { lang: 'TypeScript', label: 'TypeScript', source: typeScript(request) },
    { lang: 'Python', label: 'Python', source: python(request) },
  ]
}

function sampleRequestOf(route: RouteFacts, operation: OperationDocs): SampleRequest {
  const { query = {}, headers = [], body, responses } = operation
  const required = headers.map((key) => requestHeaders[key]).filter((header) => header.required)
  const [example] = Object.values(body?.examples ?? {})
  return {
    method: route.method,
    template: route.path,
    path: pathExamples(route.path),
    query: sampleQuery(route, query),
    headers: Object.fromEntries(required.map((header) => [header.name, header.example])),
    body: takesBody(route) ? example : undefined,
    needsToken: needsToken(route),
    hasResponseBody: Object.entries(responses).some(
      ([status, { schema }]) => Number(status) < 300 && schema !== undefined,
    ),
  }
}

function sampleQuery(
  route: RouteFacts,
  query: NonNullable<OperationDocs['query']>,
): SampleRequest['query'] {
  if ('limit' in query) return { limit: 10 }
  return route.path === '/stats' ? { webhooks: pathExamples('/webhooks/{id}')['id'] ?? '' } : {}
}

function curl(request: SampleRequest): string {
  const { method, headers, body } = request
  const options = [
    `curl${method === 'GET' ? '' : ` -X ${method}`} "$POSTRIDER_URL${urlOf(request)}"`,
    ...(request.needsToken ? ['-H "Authorization: Bearer $POSTRIDER_TOKEN"'] : []),
    ...Object.entries(headers).map(([name, value]) => `-H '${name}: ${value}'`),
    ...(body === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d '${shellQuoted(jsonLiteral(body))}'`]),
  ]
  return options.join(' \\\n  ')
}

function urlOf({ template, path, query }: SampleRequest): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '')
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`)
  return pairs.length === 0 ? filled : `${filled}?${pairs.join('&')}`
}

function shellQuoted(text: string): string {
  return text.replaceAll("'", "'\\''")
}

function typeScript(request: SampleRequest): string {
  const { method, template, path, query, headers, body, hasResponseBody } = request
  const params = {
    ...(isSet(path) && { path }),
    ...(isSet(query) && { query }),
    ...(isSet(headers) && { header: headers }),
  }
  const options = { ...(isSet(params) && { params }), ...(body !== undefined && { body }) }
  const call = `postrider.${method}('${template}'${isSet(options) ? `, ${typeScriptLiteral(options)}` : ''})`
  const [names, last] = hasResponseBody ? ['data, error', '\nconsole.log(data)'] : ['error', '']
  return `${createClient(request)}

const { ${names} } = await ${call}
if (error) throw new Error(error.detail)${last}`
}

function createClient({ needsToken: hasToken }: SampleRequest): string {
  const [variables, options] = hasToken
    ? ["POSTRIDER_URL = '', POSTRIDER_TOKEN = ''", 'url: POSTRIDER_URL, token: POSTRIDER_TOKEN']
    : ["POSTRIDER_URL = ''", 'url: POSTRIDER_URL']
  return `import { createPostriderClient } from 'postrider/client'

const { ${variables} } = process.env
const postrider = createPostriderClient({ ${options} })`
}

function python(request: SampleRequest): string {
  const { method, query, body } = request
  const options = [
    `f"{os.environ['POSTRIDER_URL']}${urlOf({ ...request, query: {} })}"`,
    ...pythonHeaders(request),
    ...(isSet(query) ? [`params=${pythonLiteral(query)}`] : []),
    ...(body === undefined ? [] : [`json=${pythonLiteral(body)}`]),
    'timeout=30',
  ]
  return `import os

import requests

response = requests.${method.toLowerCase()}(
${options.map((option) => `    ${option},`).join('\n')}
)
response.raise_for_status()${request.hasResponseBody ? '\nprint(response.json())' : ''}`
}

function pythonHeaders({ needsToken: hasToken, headers }: SampleRequest): string[] {
  const pairs = Object.entries(headers).map(([name, value]) => `"${name}": ${pythonLiteral(value)}`)
  const token = `"Authorization": f"Bearer {os.environ['POSTRIDER_TOKEN']}"`
  const all = [...(hasToken ? [token] : []), ...pairs]
  return all.length === 0 ? [] : [`headers={${all.join(', ')}}`]
}

function isSet(fields: object): boolean {
  return Object.keys(fields).length > 0
}
