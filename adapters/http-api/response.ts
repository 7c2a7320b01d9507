import { type ApiResponse, textOf } from '../../core/api/operation.ts'

/** The response, with default headers. */
export function toResponse(response: ApiResponse): Response {
  const { status, headers, text } = withDefaultHeaders(response)
  return new Response(text ?? null, { status, headers })
}

/** The parts of a response, with default headers. A text that is not JSON has its own type. */
export function withDefaultHeaders(response: Omit<ApiResponse, 'text'> & { text?: string }) {
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
