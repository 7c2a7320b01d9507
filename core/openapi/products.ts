import * as examples from './integration-examples.ts'
import { type Operations, problemResponse } from './operation.ts'
import { NewProductInput, ProductChangeInput, ProductList, ProductView } from './product-schemas.ts'

/** The responses to a change of another version, and of none. */
export const stale = problemResponse(
  412,
  'The product was changed meanwhile',
  'Cannot save: the product was changed meanwhile; read it again',
)
export const missingVersion = problemResponse(
  428,
  '`If-Match` is missing',
  'Cannot change: If-Match is missing; send the version that you read, such as "2"',
)
const product = {
  description: 'The product',
  schema: ProductView,
  examples: { product: examples.product },
}
export const productOperations: Operations = {
  'POST /products': {
    id: 'createProduct',
    tag: 'Products',
    summary: 'Create a product',
    description: 'Creates a product of a vendor, in development. Only managers may.',
    body: {
      schema: NewProductInput,
      examples: { crm: { id: 'globex-crm', name: 'Globex CRM', vendor: 'globex' } },
    },
    responses: {
      201: { ...product, headers: ['location'] },
      409: problemResponse(
        409,
        'The marketplace has a product with this id',
        "Cannot create the product: 'globex-crm' exists already",
      ),
    },
  },
  'GET /products': {
    id: 'listProducts',
    tag: 'Products',
    summary: 'List products',
    description:
      'Returns the products by name, each with the last test of its endpoints; to a developer, those of the vendor.',
    responses: {
      200: {
        description: 'All products',
        schema: ProductList,
        examples: { some: { items: [examples.product] } },
      },
    },
  },
  'GET /products/{id}': {
    id: 'getProduct',
    tag: 'Products',
    summary: 'Retrieve a product',
    description: 'Returns a product.',
    responses: { 200: product },
  },
  'PATCH /products/{id}': {
    id: 'changeProduct',
    tag: 'Products',
    summary: 'Change a product',
    description: 'Changes the given fields, and publishes a tested product. Only managers may.',
    headers: ['IfMatch'],
    body: { schema: ProductChangeInput, examples: { renamed: { name: 'Globex CRM 2' } } },
    responses: { 200: { ...product, headers: ['etag'] }, 412: stale, 428: missingVersion },
  },
  'DELETE /products/{id}': {
    id: 'deleteProduct',
    tag: 'Products',
    summary: 'Delete a product',
    description:
      'Deletes a product with its integration; integration events stay in the log. Only managers may.',
    responses: { 204: { description: 'The product was deleted' }, 412: stale },
  },
}
