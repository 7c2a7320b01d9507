import * as z from 'zod'

import { notVendorId, vendorId } from '../../values/vendor-id.ts'
import { notPlainText, plainText } from '../../values/plain-text.ts'

const Id = z.string().regex(vendorId, notVendorId)

const Name = z.string().trim().min(1).max(200).regex(plainText, notPlainText)

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
