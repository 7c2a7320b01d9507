import * as z from 'zod'

import { notVendorId, vendorId } from '../../values/vendor-id.ts'
import { trimmedText } from '../../values/trimmed-text.ts'

const Id = z.string().regex(vendorId, notVendorId)

const Name = trimmedText(200)

export const ProductStatus = z.enum(['development', 'published'])

/** The body that creates a product; by default its id is a UUID. */
export const NewProduct = z.strictObject({
  id: Id.exactOptional(),
  name: Name,
  vendor: Id,
})

/** The body that changes a product: only the given fields change. */
export const ProductChange = z.strictObject({
  name: Name.exactOptional(),
  vendor: Id.exactOptional(),
  status: ProductStatus.exactOptional(),
})
