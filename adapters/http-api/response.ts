import { type ApiResponse, textOf } from '../../core/api/operation.ts'

/** A response of the API with the headers that each has unless it says otherwise. */
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
