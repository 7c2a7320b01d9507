import * as z from 'zod'

import type { FieldError } from '../values/validation-errors.ts'
import { isSecretName } from '../values/sensitive-names.ts'
import { sealedBefore } from './custom-headers.ts'
import type { CustomHeader } from './endpoint.ts'
import { HeaderName } from './token-header-input.ts'

const maxHeaders = 10

/** A header that a manager adds to requests. One that is named like a secret is secret by default. */
const CustomHeaderInput = z
  .strictObject({
    name: HeaderName,
    value: z
      .string()
      .max(1024)
      .regex(
        /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/,
        'must be printable ASCII without leading or trailing spaces',
      )
      .exactOptional(),
    secret: z.boolean().exactOptional(),
  })
  .transform(({ secret, ...header }) => ({
    ...header,
    secret: secret ?? (/auth|key/i.test(header.name) || isSecretName(header.name)),
  }))
type CustomHeaderInput = z.output<typeof CustomHeaderInput>

export const CustomHeadersInput = z.array(CustomHeaderInput).max(maxHeaders)

/** In a change, an empty list removes all, as null does. */
export const CustomHeadersChange = CustomHeadersInput.nullable().transform((headers) =>
  headers?.length === 0 ? null : headers,
)

type Given = {
  headers: readonly CustomHeaderInput[]
  /** The header that carries the credentials, in any case. */
  credentialsHeader: string | undefined
}

/** The errors that a schema cannot find; `before` are the headers that a change replaces. */
export function headersErrors(
  { headers, credentialsHeader }: Given,
  before?: readonly CustomHeader[],
): FieldError[] {
  const names = headers.map(({ name }) => name.toLowerCase())
  return headers.flatMap(({ name, value, secret }, index) => {
    const isKnown = secret && sealedBefore(name, before) !== undefined
    if (value === undefined && !isKnown) return at(`${index}.value`, 'is required')
    if (names.indexOf(name.toLowerCase()) < index) return at(`${index}.name`, 'is given twice')
    if (name.toLowerCase() !== credentialsHeader?.toLowerCase()) return []
    return at(`${index}.name`, 'must not be the header of the authentication')
  })
}

function at(path: string, message: string): FieldError[] {
  return [{ path: `headers.${path}`, message }]
}
