import type * as z from 'zod'

import type { MediaDocs, ResponseDocs } from './operation.ts'
import type { samples } from './vendor-examples.ts'
import type { SharedResponse } from './default-responses.ts'
import type { VendorResponseDocs } from './vendor-responses.ts'
import type { vendorSecurity } from './vendor-security.ts'

/** The documentation of an operation of the vendors' door. */
export type VendorOperationDocs = {
  id: string
  summary: string
  description: string
  security: keyof typeof vendorSecurity
  query?: Readonly<Record<string, z.ZodType>>
  body?: Readonly<Record<string, MediaDocs>>
  responses: Readonly<Record<number, ResponseDocs | VendorResponseDocs | SharedResponse>>
  sample?: keyof typeof samples
}

/** By method and path. */
export type VendorOperations = Readonly<Record<string, VendorOperationDocs>>
