import type { HttpExchange } from './http-exchange.ts'

/**
 * Request headers that are the same for every delivery, or that the delivery says by itself; and the
 * signature, which the receiver accepted and which makes a row a quarter larger.
 */
const plainRequestHeaders = new Set([
  'accept',
  'content-type',
  'user-agent',
  'webhook-id',
  'webhook-signature',
])

/** Response headers that help although all went well; besides them, those that name a request. */
const helpfulResponseHeaders = new Set(['content-type', 'location', 'server', 'via'])
const requestName = /(^|-)(id|requestid|ray|trace|traceparent)$/

/** The exchange of a delivered attempt, with only the headers that help. */
export function withHelpfulHeaders({ request, response, ...rest }: HttpExchange): HttpExchange {
  const isSent = (name: string) =>
    !plainRequestHeaders.has(name.toLowerCase()) && !/^postrider-/i.test(name)
  const isAnswered = (name: string) =>
    helpfulResponseHeaders.has(name.toLowerCase()) || requestName.test(name.toLowerCase())
  return {
    ...rest,
    request: { ...request, headers: only(isSent, request.headers) },
    ...(response && {
      response: { ...response, headers: only(isAnswered, response.headers) },
    }),
  }
}

function only(
  isWanted: (name: string) => boolean,
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => isWanted(name)))
}
