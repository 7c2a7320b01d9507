import * as z from 'zod'

import { integerBetween } from '../../values/integer.ts'
import type { FieldError } from '../../values/validation-errors.ts'
import { BasicInput } from '../../webhooks/http-basic-input.ts'
import { ClientCredentialsInput, tokenEndpointRefusal } from '../../webhooks/oauth2-input.ts'
import { urlText } from '../../webhooks/url-text.ts'
import { endpointUrlError } from '../endpoint-url.ts'
import { interactiveTypes } from '../event-types.ts'
import { endpointNames } from '../product.ts'

/** In characters. */
export const maxUrlLength = 2048

export const EndpointUrl = urlText()

const names = [...endpointNames, 'DEFAULT'] as const

/** A URL for each endpoint that the vendor has; null in a change removes one. */
const Endpoints = z.partialRecord(z.enum(names), EndpointUrl)
const EndpointChanges = z.partialRecord(z.enum(names), EndpointUrl.nullable())

/** How our calls are authenticated, as it is sent, with its secrets in the clear. */
export const VendorAuthenticationInput = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('OAUTH1') }),
  BasicInput,
  ClientCredentialsInput,
])
export type VendorAuthenticationInput = z.infer<typeof VendorAuthenticationInput>

const fields = {
  enabled: z.boolean(),
  interactive: z
    .array(z.enum(interactiveTypes))
    .transform((given) => interactiveTypes.filter((name) => given.includes(name))),
  upcomingInvoiceNotices: z.boolean(),
  notificationEmail: z.email().max(320),
  /** The marketplace documents 5 s. */
  timeLimitSeconds: integerBetween(1, 30),
  authentication: VendorAuthenticationInput,
}

/** The body that sets up an integration, or replaces it. */
export const NewIntegration = z.strictObject({
  ...fields,
  enabled: fields.enabled.default(true),
  endpoints: Endpoints,
  interactive: fields.interactive.default([]),
  upcomingInvoiceNotices: fields.upcomingInvoiceNotices.default(false),
  notificationEmail: fields.notificationEmail.exactOptional(),
  timeLimitSeconds: fields.timeLimitSeconds.exactOptional(),
})
export type NewIntegration = z.infer<typeof NewIntegration>

/** The body that changes an integration: only the given fields change, null resets one. */
export const IntegrationChange = z
  .strictObject({
    ...fields,
    endpoints: EndpointChanges,
    notificationEmail: fields.notificationEmail.nullable(),
    timeLimitSeconds: fields.timeLimitSeconds.nullable(),
  })
  .partial()

/** The fields that are validated together, as far as they can be parsed. */
const WithUrls = z.object({ endpoints: z.record(z.string(), z.unknown()) })
const WithTokenEndpoint = z.object({ authentication: z.object({ accessTokenUri: urlText() }) })

/** The errors that a schema cannot find: URLs without an eventUrl, or that may not be called. */
export function integrationErrors(
  given: unknown,
  urlRefusal: (url: string) => string | undefined,
): FieldError[] {
  const urls = WithUrls.safeParse(given).data?.endpoints ?? {}
  const tokenUrl = WithTokenEndpoint.safeParse(given).data?.authentication.accessTokenUri
  return [
    ...Object.entries(urls).flatMap(([name, url]) => {
      const read = EndpointUrl.safeParse(url).data
      const message = read === undefined ? undefined : endpointUrlError(read, urlRefusal)
      return message === undefined ? [] : [{ path: `endpoints.${name}`, message }]
    }),
    ...errorAt(
      'authentication.accessTokenUri',
      tokenUrl && tokenEndpointRefusal(tokenUrl, urlRefusal),
    ),
  ]
}

function errorAt(path: string, message: string | undefined): FieldError[] {
  return message ? [{ path, message }] : []
}
