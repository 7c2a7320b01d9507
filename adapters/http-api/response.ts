import { type ApiResponse, textOf } from '../../core/api/operation.ts'

/** A response whose text may be of any type. */
type Untyped = Omit<ApiResponse, 'text'> & { text?: string }

/** The response, with default headers. */
export function toResponse(response: Untyped): Response {
  const { status, headers, text } = withDefaultHeaders(response)
  return new Response(text ?? null, { status, headers })
}

/** The parts of a response, with default headers. A text that is not JSON has its own type. */
export function withDefaultHeaders(response: Untyped) {
  const text = textOf(response)
  return {
    status: response.status,
    text,
    headers: {
      ...(text !== undefined && { 'content-type': 'application/json' }),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...response.headers,
    },
  }
}
