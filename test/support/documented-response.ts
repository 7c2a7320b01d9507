import { textOf } from '../../core/api/operation.ts'
import type { VendorResponse } from '../../core/integration/vendors/vendor-http.ts'
import { headerErrorsOf, operations, schemaErrorsOf } from './openapi-document.ts'

export type DocumentedResponse = (typeof operations)[number]['responses'][string]

/** How the response, as it is sent, differs from the documentation. */
export function differencesIn(answer: VendorResponse, response: DocumentedResponse): string[] {
  const { headers = {} } = answer
  const errors = headerErrorsOf(headers, response)
  const sent = textOf(answer)
  if (sent === undefined) {
    return Object.keys(response.content).length === 0 ? errors : [...errors, 'there is no body']
  }
  const [mediaType = ''] = (headers['content-type'] ?? 'application/json').split(';')
  const media = response.content[mediaType]
  if (media === undefined) return [...errors, `${mediaType} is not documented`]
  const body: unknown = mediaType.endsWith('json') ? JSON.parse(sent) : sent
  return [...errors, ...schemaErrorsOf(body, media.schema)]
}
