import { type ApiResponse, textOf } from '../../core/api/operation.ts'

/** The response, with default headers. */
export function toResponse(response: ApiResponse): Response {
  const text = textOf(response)
  return new Response(text ?? null, {
    status: response.status,
    headers: {
      ...(text !== undefined && { 'content-type': 'application/json' }),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...response.headers,
    },
  })
}
